package io.ayni.launcher.operator;

import io.ayni.launcher.UserError;
import io.ayni.ledger.v1.OperatorGrpc;
import io.ayni.ledger.v1.OperatorGrpc.OperatorBlockingStub;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ssl.SSLException;

/** A ledger that is spoken to as an operator. What it refuses becomes a {@link UserError} in its own words. */
final class OperatorConnection implements AutoCloseable {
    private static final int DEADLINE_SECONDS = 30;
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    private final ManagedChannel channel;
    private final String address;
    private final OperatorBlockingStub stub;

    private OperatorConnection(ManagedChannel channel, String address, String token) {
        this.channel = channel;
        this.address = address;
        Metadata headers = new Metadata();
        headers.put(AUTHORIZATION, "Bearer " + token);
        this.stub = OperatorGrpc.newBlockingStub(channel)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    /**
     * Prepares to speak to a ledger: in plain text on loopback when no certificate is given, with TLS otherwise.
     *
     * @param address where
     * @param token the operator's
     * @param authority certificate of the authority to trust, PEM; empty for those that this machine trusts
     */
    static OperatorConnection to(LedgerAddress address, String token, Optional<Path> authority) {
        NettyChannelBuilder builder = NettyChannelBuilder.forAddress(address.host(), address.port());
        if (authority.isEmpty() && isLoopback(address.host())) {
            builder.usePlaintext();
        } else {
            authority.ifPresent(file -> trust(builder, file));
        }
        return new OperatorConnection(builder.build(), address.toString(), token);
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false; // the call will say that it cannot be reached
        }
    }

    private static void trust(NettyChannelBuilder builder, Path authority) {
        try {
            builder.sslContext(
                    GrpcSslContexts.forClient().trustManager(authority.toFile()).build());
        } catch (SSLException | IllegalArgumentException e) {
            throw new UserError("--ca is " + authority + "; it takes a file of certificates in PEM.", e);
        }
    }

    /** Calls. */
    <T> T call(Function<OperatorBlockingStub, T> rpc) {
        return call(rpc, "");
    }

    /**
     * Calls.
     *
     * @param repeat what to do when it is unknown whether the call was carried out
     */
    <T> T call(Function<OperatorBlockingStub, T> rpc, String repeat) {
        try {
            return rpc.apply(stub.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS));
        } catch (StatusRuntimeException e) {
            throw new UserError(explanation(e.getStatus(), repeat), e);
        }
    }

    private String explanation(Status status, String repeat) {
        return switch (status.getCode()) {
            case UNAVAILABLE, DEADLINE_EXCEEDED, UNKNOWN, CANCELLED ->
                "The ledger at " + address + " does not answer: " + description(status) + "." + repeat;
            case UNAUTHENTICATED -> "The ledger at " + address + " knows no operator with this token.";
            default -> "The ledger refuses (" + status.getCode() + "): " + description(status) + ".";
        };
    }

    private static String description(Status status) {
        String description = status.getDescription();
        return description == null ? status.getCode().name() : description;
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
