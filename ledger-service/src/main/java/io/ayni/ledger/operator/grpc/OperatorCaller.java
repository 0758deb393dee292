package io.ayni.ledger.operator.grpc;

import io.ayni.ledger.operator.NamedOperator;
import io.ayni.ledger.operator.OperatorRole;
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

/** Lets nobody in without an operator's token and tells the methods who calls. */
@ApplicationScoped
public class OperatorCaller implements ServerInterceptor {
    private static final Context.Key<NamedOperator> OPERATOR = Context.key("ayni-operator");
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    private final Operators operators;

    OperatorCaller(Operators operators) {
        this.operators = operators;
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        Optional<NamedOperator> operator = operators.bearer(headers.get(AUTHORIZATION));
        if (operator.isEmpty()) {
            call.close(unauthenticated(), new Metadata());
            return new ServerCall.Listener<>() {};
        }
        return Contexts.interceptCall(Context.current().withValue(OPERATOR, operator.get()), call, headers, next);
    }

    /** Who calls, if that role is enough; only inside a call that was let in. */
    static NamedOperator current(OperatorRole needed) {
        NamedOperator operator = Optional.ofNullable(OPERATOR.get())
                .orElseThrow(() -> unauthenticated().asRuntimeException());
        if (!operator.role().includes(needed)) {
            throw Status.PERMISSION_DENIED
                    .withDescription("an observer may only list")
                    .asRuntimeException();
        }
        return operator;
    }

    private static Status unauthenticated() {
        return Status.UNAUTHENTICATED.withDescription("an operator's token is needed");
    }
}
