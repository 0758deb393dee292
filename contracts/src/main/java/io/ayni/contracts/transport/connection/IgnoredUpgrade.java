package io.ayni.contracts.transport.connection;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;

/**
 * Takes the offer to go on in HTTP/2 out of the first request of a connection, so that HTTP/1 is spoken to its end. A
 * server may always do so (RFC 9110, section 7.8), and here it must: the body of an upgraded request passes by the flow
 * control of both protocols, so an upload would pile up in memory; and files leave without a copy in HTTP/1 only. The
 * server looks at the first request alone.
 */
final class IgnoredUpgrade extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            request.headers().remove(HttpHeaderNames.UPGRADE);
            context.pipeline().remove(this);
        }
        context.fireChannelRead(message);
    }
}
