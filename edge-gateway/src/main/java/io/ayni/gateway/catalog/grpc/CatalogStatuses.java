package io.ayni.gateway.catalog.grpc;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.vertx.core.AsyncResult;
import java.io.IOException;
import org.jboss.logging.Logger;

/** The one place where outcomes of catalog rpcs become gRPC statuses. */
final class CatalogStatuses {
    private static final Logger LOG = Logger.getLogger(CatalogStatuses.class);

    private CatalogStatuses() {}

    /** Makes the answer of one call. */
    @FunctionalInterface
    interface Call<T> {
        T answer() throws IOException;
    }

    /** Makes the answer and sends it. */
    static <T> void answer(StreamObserver<T> observer, Call<T> call) {
        try {
            send(observer, call.answer());
        } catch (IOException | RuntimeException e) {
            refuse(observer, e);
        }
    }

    /** Sends an answer that was made elsewhere. */
    static <T> void answer(StreamObserver<T> observer, AsyncResult<T> made) {
        if (made.succeeded()) {
            send(observer, made.result());
        } else {
            refuse(observer, made.cause());
        }
    }

    private static <T> void send(StreamObserver<T> observer, T answer) {
        observer.onNext(answer);
        observer.onCompleted();
    }

    private static void refuse(StreamObserver<?> observer, Throwable cause) {
        if (cause instanceof StatusRuntimeException refusal) {
            observer.onError(refusal);
            return;
        }
        LOG.error("A catalog call failed", cause);
        observer.onError(
                Status.INTERNAL.withDescription("see the gateway's log").asRuntimeException());
    }

    static StatusRuntimeException invalid(String what) {
        return Status.INVALID_ARGUMENT.withDescription(what).asRuntimeException();
    }

    static StatusRuntimeException notFound(String what) {
        return Status.NOT_FOUND.withDescription(what).asRuntimeException();
    }

    static StatusRuntimeException busy() {
        return Status.RESOURCE_EXHAUSTED
                .withDescription("too many manifests at once; try again")
                .asRuntimeException();
    }
}
