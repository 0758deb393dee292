package io.ayni.tracker.access.grpc;

import io.ayni.contracts.token.NodeToken;
import io.ayni.tracker.access.SecretText;
import io.ayni.tracker.access.VerifiedTokens;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.quarkus.grpc.GlobalInterceptor;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Optional;

/** The guard in front of every rpc: no rule, no call; no proof, no call. Puts who calls into the context. */
@ApplicationScoped
@GlobalInterceptor
public class AccessInterceptor implements ServerInterceptor {
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final String BEARER = "Bearer ";

    private final VerifiedTokens tokens;
    private final SecretText edgeToken;
    private final InstantSource clock;

    AccessInterceptor(VerifiedTokens tokens, SecretText edgeToken, InstantSource clock) {
        this.tokens = tokens;
        this.edgeToken = edgeToken;
        this.clock = clock;
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        if (!(call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR) instanceof InetSocketAddress remote)) {
            return refuse(call, Status.UNAUTHENTICATED.withDescription("the connection has no address"));
        }
        return switch (Access.of(call.getMethodDescriptor().getFullMethodName())) {
            case OPEN -> let(remote.getAddress(), null, call, headers, next);
            case NODE -> letNode(remote.getAddress(), call, headers, next);
            case EDGE -> letEdge(remote.getAddress(), call, headers, next);
            case DENIED -> refuse(call, Status.PERMISSION_DENIED.withDescription("nobody may call this"));
        };
    }

    private <Q, R> ServerCall.Listener<Q> letNode(
            InetAddress source, ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        Optional<NodeToken> node = bearer(headers).flatMap(token -> tokens.verify(token, clock.millis()));
        return node.isPresent()
                ? let(source, node.get(), call, headers, next)
                : refuse(call, Status.UNAUTHENTICATED.withDescription("a valid node token is needed: register"));
    }

    private <Q, R> ServerCall.Listener<Q> letEdge(
            InetAddress source, ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        Optional<String> token = bearer(headers);
        if (token.isEmpty()) {
            return refuse(call, Status.UNAUTHENTICATED.withDescription("the edge token is needed"));
        }
        if (edgeToken.matches(token.get())) {
            return let(source, null, call, headers, next);
        }
        return tokens.verify(token.get(), clock.millis()).isPresent()
                ? refuse(call, Status.PERMISSION_DENIED.withDescription("for gateways only"))
                : refuse(call, Status.UNAUTHENTICATED.withDescription("the edge token is needed"));
    }

    private static <Q, R> ServerCall.Listener<Q> let(
            InetAddress source, NodeToken node, ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        Context context = Context.current().withValue(Caller.SOURCE, source).withValue(Caller.NODE, node);
        return Contexts.interceptCall(context, call, headers, next);
    }

    private static <Q, R> ServerCall.Listener<Q> refuse(ServerCall<Q, R> call, Status status) {
        call.close(status, new Metadata());
        return new ServerCall.Listener<>() {};
    }

    private static Optional<String> bearer(Metadata headers) {
        return Optional.ofNullable(headers.get(AUTHORIZATION))
                .filter(value -> value.startsWith(BEARER))
                .map(value -> value.substring(BEARER.length()));
    }
}
