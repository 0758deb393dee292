package io.ayni.ledger.transparency.grpc;

import io.ayni.contracts.token.NodeToken;
import io.ayni.contracts.token.NodeTokenVerifier;
import io.ayni.ledger.operator.Operators;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Tells the methods who asks: anyone, a node or the operator. Who shows a token that is none is not let in. */
@ApplicationScoped
public class ProofCaller implements ServerInterceptor {
    /** Who asks. */
    sealed interface Reader {
        /** Without a token. */
        record Anyone() implements Reader {}

        /**
         * A node.
         *
         * @param token who it is
         */
        record Node(NodeToken token) implements Reader {}

        /** With an operator's token. */
        record Operator() implements Reader {}
    }

    private static final Context.Key<Reader> READER = Context.key("ayni-proof-reader");
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final String SCHEME = "Bearer ";

    private final NodeTokenVerifier verifier;
    private final Operators operators;
    private final LongSupplier nowMs;

    ProofCaller(NodeTokenVerifier verifier, Operators operators, LongSupplier nowMs) {
        this.verifier = verifier;
        this.operators = operators;
        this.nowMs = nowMs;
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        Optional<Reader> reader = reader(headers.get(AUTHORIZATION));
        if (reader.isEmpty()) {
            call.close(Status.UNAUTHENTICATED.withDescription("the token is not valid, or no longer"), new Metadata());
            return new ServerCall.Listener<>() {};
        }
        return Contexts.interceptCall(Context.current().withValue(READER, reader.get()), call, headers, next);
    }

    private Optional<Reader> reader(String authorization) {
        if (authorization == null) {
            return Optional.of(new Reader.Anyone());
        }
        if (operators.bearer(authorization).isPresent()) {
            return Optional.of(new Reader.Operator());
        }
        return Optional.of(authorization)
                .filter(value -> value.startsWith(SCHEME))
                .flatMap(value -> verifier.verify(value.substring(SCHEME.length()), nowMs.getAsLong()))
                .map(Reader.Node::new);
    }

    /** Who asks; only inside a call that was let in. */
    static Reader current() {
        return Optional.ofNullable(READER.get()).orElseGet(Reader.Anyone::new);
    }
}
