package io.ayni.ledger.grpc;

import io.ayni.contracts.token.NodeToken;
import io.ayni.contracts.token.NodeTokenVerifier;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Lets nobody in without a valid node token and tells the methods who calls. */
@ApplicationScoped
public class Caller implements ServerInterceptor {
    private static final Context.Key<NodeToken> TOKEN = Context.key("ayni-node-token");
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final String SCHEME = "Bearer ";

    private final NodeTokenVerifier verifier;
    private final LongSupplier nowMs;

    Caller(NodeTokenVerifier verifier, LongSupplier nowMs) {
        this.verifier = verifier;
        this.nowMs = nowMs;
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        Optional<NodeToken> token = Optional.ofNullable(headers.get(AUTHORIZATION))
                .filter(value -> value.startsWith(SCHEME))
                .flatMap(value -> verifier.verify(value.substring(SCHEME.length()), nowMs.getAsLong()));
        if (token.isEmpty()) {
            call.close(GrpcStatuses.unauthenticated(), new Metadata());
            return new ServerCall.Listener<>() {};
        }
        return Contexts.interceptCall(Context.current().withValue(TOKEN, token.get()), call, headers, next);
    }

    /** Who calls; only inside a call that was let in. */
    static NodeToken current() {
        return Optional.ofNullable(TOKEN.get())
                .orElseThrow(() -> GrpcStatuses.unauthenticated().asRuntimeException());
    }
}
