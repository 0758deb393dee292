package io.ayni.gateway.catalog.grpc;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
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

    static <T> void answer(StreamObserver<T> observer, Call<T> call) {
        T answer;
        try {
            answer = call.answer();
        } catch (StatusRuntimeException e) {
            observer.onError(e);
            return;
        } catch (IOException | RuntimeException e) {
            LOG.error("A catalog call failed", e);
            observer.onError(
                    Status.INTERNAL.withDescription("see the gateway's log").asRuntimeException());
            return;
        }
        observer.onNext(answer);
        observer.onCompleted();
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
