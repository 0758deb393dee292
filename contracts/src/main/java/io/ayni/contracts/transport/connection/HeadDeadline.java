package io.ayni.contracts.transport.connection;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection whose request head does not come to its end in time. Without it a client could hold a connection for
 * hours with a byte now and then, as every byte counts against the idle timeout. A connection on which nothing comes is that
 * timeout's business; slow bodies are the routes'.
 *
 * <p>Stands at two places: in front of the decoder, where bytes come in, and behind it, where requests come out. Bytes out
 * of which nothing comes while a head is awaited are part of a head, and start the time.
 */
final class HeadDeadline extends ChannelInboundHandlerAdapter {
    private final Duration longest;
    private boolean awaitsHead = true;
    private boolean somethingCameOut;
    private Future<?> deadline;

    HeadDeadline(Duration longest) {
        this.longest = longest;
    }

    /** The part of this guard that stands behind the decoder. */
    ChannelHandler behindDecoder() {
        return new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                cameOut(message);
                context.fireChannelRead(message);
            }
        };
    }

    private void cameOut(Object message) {
        somethingCameOut = true;
        if (message instanceof HttpRequest) {
            awaitsHead = false;
            cancel();
        }
        if (message instanceof LastHttpContent) {
            awaitsHead = true;
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        somethingCameOut = false;
        context.fireChannelRead(bytes);
        if (awaitsHead && !somethingCameOut && deadline == null) {
            deadline = context.executor().schedule(() -> context.close(), longest.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        cancel();
        context.fireChannelInactive();
    }

    private void cancel() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }
}
