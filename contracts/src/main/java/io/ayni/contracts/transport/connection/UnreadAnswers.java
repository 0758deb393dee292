package io.ayni.contracts.transport.connection;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/**
 * Closes a connection whose client asks on and on without taking the answers: {@value #MAX_OUTSTANDING} requests wait for
 * theirs, or the socket takes no more and its buffer (64 KiB) is full when another request comes. The server itself holds
 * pipelined requests and their answers without a bound. Clients that wait for an answer before they ask again are never
 * concerned.
 */
final class UnreadAnswers extends ChannelDuplexHandler {
    static final int MAX_OUTSTANDING = 64;

    private int outstanding;
    private boolean over;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest) {
            over |= outstanding == MAX_OUTSTANDING || isFull(context);
            outstanding++;
        }
        if (over) {
            ReferenceCountUtil.release(message);
            context.close();
            return;
        }
        context.fireChannelRead(message);
    }

    private static boolean isFull(ChannelHandlerContext context) {
        if (!context.channel().isWritable()) {
            context.flush(); // answers to requests that came in together wait for each other
        }
        return !context.channel().isWritable();
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof LastHttpContent && !isInterim(message)) {
            outstanding--;
        }
        context.write(message, promise);
    }

    private static boolean isInterim(Object message) {
        return message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }
}
