package io.ayni.ledger.grpc;

import io.ayni.ledger.journal.StoreFailure;
import io.ayni.ledger.settlement.SettlementLog;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.CompletionException;

/** Which status each failure has. The only place where failures become statuses. */
public final class GrpcStatuses {
    /** Trailer of a RESOURCE_EXHAUSTED: when to try again, milliseconds. */
    static final Metadata.Key<String> RETRY_AFTER_MS =
            Metadata.Key.of("retry-after-ms", Metadata.ASCII_STRING_MARSHALLER);

    private static final String OVERLOAD_RETRY_MS = "1000";

    private GrpcStatuses() {}

    static Status unauthenticated() {
        return Status.UNAUTHENTICATED.withDescription("a valid node token is needed");
    }

    /** The status of a request that is none. */
    public static StatusRuntimeException invalid(String what) {
        return Status.INVALID_ARGUMENT.withDescription(what).asRuntimeException();
    }

    static StatusRuntimeException overloaded() {
        Metadata trailers = new Metadata();
        trailers.put(RETRY_AFTER_MS, OVERLOAD_RETRY_MS);
        return Status.RESOURCE_EXHAUSTED
                .withDescription("too busy: retry after " + OVERLOAD_RETRY_MS + " ms")
                .asRuntimeException(trailers);
    }

    static StatusRuntimeException logUnreachable() {
        return Status.UNAVAILABLE
                .withDescription("the settlement log cannot be reached: hand in again")
                .asRuntimeException();
    }

    /** The status of a failure to append to the settlement log. */
    static StatusRuntimeException ofAppend(Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
        return cause instanceof SettlementLog.Overloaded ? overloaded() : logUnreachable();
    }

    /** The status of anything else that a method threw; says nothing of what is inside. */
    public static StatusRuntimeException of(RuntimeException failure) {
        return switch (failure) {
            case StatusRuntimeException status -> status;
            case StoreFailure store ->
                Status.UNAVAILABLE
                        .withDescription("the ledger cannot be read now")
                        .asRuntimeException();
            default -> Status.INTERNAL.withDescription("internal error").asRuntimeException();
        };
    }
}
