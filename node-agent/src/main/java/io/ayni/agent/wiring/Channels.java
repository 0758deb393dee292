package io.ayni.agent.wiring;

import io.ayni.agent.config.HostPort;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The connections to the operator's services. They are made lazily and again after a loss. */
final class Channels implements AutoCloseable {
    private final List<ManagedChannel> open = new ArrayList<>();

    ManagedChannel to(HostPort address) {
        ManagedChannel channel = NettyChannelBuilder.forAddress(address.host(), address.port())
                .usePlaintext()
                .keepAliveTime(60, TimeUnit.SECONDS)
                .keepAliveTimeout(10, TimeUnit.SECONDS)
                .disableRetry()
                .build();
        open.add(channel);
        return channel;
    }

    @Override
    public void close() {
        open.forEach(ManagedChannel::shutdownNow);
    }
}
