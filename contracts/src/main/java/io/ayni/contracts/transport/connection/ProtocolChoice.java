package io.ayni.contracts.transport.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.vertx.core.http.impl.Http1xOrH2CHandler;
import java.time.Duration;

/**
 * The first handler of a connection. Hands the first bytes on one by one until the server has seen which protocol is
 * spoken: at most the 24 bytes of HTTP/2's preface, too few for a request. For HTTP/1 it then puts the guards in place. In
 * any case it leaves the connection.
 */
final class ProtocolChoice extends ChannelInboundHandlerAdapter {
    private static final String UPGRADE_HANDLER = "h2c";

    private final Duration longestHead;

    ProtocolChoice(Duration longestHead) {
        this.longestHead = longestHead;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        ChannelPipeline pipeline = context.pipeline();
        while (isOpen(pipeline) && bytes.isReadable()) {
            context.fireChannelRead(bytes.readRetainedSlice(1));
        }
        if (isOpen(pipeline)) {
            bytes.release();
        } else if (pipeline.get(UPGRADE_HANDLER) == null) {
            pipeline.remove(this);
            context.fireChannelRead(bytes);
        } else {
            HeadDeadline deadline = guard(pipeline);
            deadline.channelRead(pipeline.context(deadline), bytes);
        }
    }

    private static boolean isOpen(ChannelPipeline pipeline) {
        return pipeline.get(Http1xOrH2CHandler.class) != null;
    }

    private HeadDeadline guard(ChannelPipeline pipeline) {
        HeadDeadline deadline = new HeadDeadline(longestHead);
        pipeline.addBefore(UPGRADE_HANDLER, "heads", deadline.behindDecoder());
        pipeline.addBefore(UPGRADE_HANDLER, "unread-answers", new UnreadAnswers());
        pipeline.addBefore(UPGRADE_HANDLER, "ignored-upgrade", new IgnoredUpgrade());
        pipeline.replace(this, "head-deadline", deadline);
        return deadline;
    }
}
