package io.ayni.ledger.transparency.grpc;

import io.ayni.ledger.journal.StoreFailure;
import io.ayni.ledger.statement.StatementVerdict;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/** Which status each failure of this service has. */
final class ProofStatuses {
    private static final Metadata.Key<String> RETRY_AFTER_MS =
            Metadata.Key.of("retry-after-ms", Metadata.ASCII_STRING_MARSHALLER);
    private static final String OVERLOAD_RETRY_MS = "1000";

    private ProofStatuses() {}

    static StatusRuntimeException invalid(String what) {
        return Status.INVALID_ARGUMENT.withDescription(what).asRuntimeException();
    }

    static StatusRuntimeException notFound(String what) {
        return Status.NOT_FOUND.withDescription(what).asRuntimeException();
    }

    static StatusRuntimeException unauthenticated() {
        return Status.UNAUTHENTICATED
                .withDescription("a valid node token is needed")
                .asRuntimeException();
    }

    static StatusRuntimeException overloaded() {
        Metadata trailers = new Metadata();
        trailers.put(RETRY_AFTER_MS, OVERLOAD_RETRY_MS);
        return Status.RESOURCE_EXHAUSTED
                .withDescription("too busy: retry after " + OVERLOAD_RETRY_MS + " ms")
                .asRuntimeException(trailers);
    }

    /** The status of the wish for a statement that there is none of. */
    static StatusRuntimeException of(StatementVerdict.Reason reason) {
        return switch (reason) {
            case NOT_BEGUN -> notFound("the window has not begun");
            case NO_CHECKPOINT ->
                Status.FAILED_PRECONDITION
                        .withDescription("the ledger has no checkpoint yet")
                        .asRuntimeException();
            case TOO_MANY_ENTRIES ->
                Status.FAILED_PRECONDITION
                        .withDescription("the window opens into more than a statement holds")
                        .asRuntimeException();
        };
    }

    /** The status of anything that a method threw; says nothing of what is inside. */
    static StatusRuntimeException of(RuntimeException failure) {
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
