package io.ayni.contracts.transport.connection;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.impl.transports.JDKTransport;
import io.vertx.core.net.NetServerOptions;
import java.time.Duration;

/** The JDK's sockets; every connection that a server accepts starts with a {@link ProtocolChoice}. */
final class GuardedTransport extends JDKTransport {
    private final Duration longestHead;

    GuardedTransport(Duration longestHead) {
        this.longestHead = longestHead;
    }

    @Override
    public void configure(NetServerOptions options, boolean domainSocket, ServerBootstrap bootstrap) {
        super.configure(options, domainSocket, bootstrap);
        bootstrap.handler(new Reception(longestHead));
    }

    /** Sees new connections before the server does. */
    @Sharable
    private static final class Reception extends ChannelInboundHandlerAdapter {
        private final Duration longestHead;

        Reception(Duration longestHead) {
            this.longestHead = longestHead;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object accepted) {
            ((Channel) accepted).pipeline().addLast(new ProtocolChoice(longestHead));
            context.fireChannelRead(accepted);
        }
    }
}
