package io.ayni.contracts.transport;

import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.InputStream;

/**
 * Answers requests that are no protobuf messages with INVALID_ARGUMENT. The transport parses outside of its own error
 * handling, so an exception there would leave the caller without an answer until its deadline.
 */
public final class UnreadableRequests {
    private UnreadableRequests() {}

    /** The same service with this behaviour. */
    public static ServerServiceDefinition refuse(ServerServiceDefinition service) {
        ServerServiceDefinition.Builder guarded =
                ServerServiceDefinition.builder(service.getServiceDescriptor().getName());
        service.getMethods().forEach(method -> guarded.addMethod(refuse(method)));
        return guarded.build();
    }

    private static <Q, R> ServerMethodDefinition<Q, R> refuse(ServerMethodDefinition<Q, R> method) {
        MethodDescriptor<Q, R> descriptor = method.getMethodDescriptor();
        return ServerMethodDefinition.create(
                descriptor.toBuilder(
                                new TolerantMarshaller<>(descriptor.getRequestMarshaller()),
                                descriptor.getResponseMarshaller())
                        .build(),
                (call, headers) ->
                        new RefusingListener<>(method.getServerCallHandler().startCall(call, headers), call));
    }

    /** Gives null for what cannot be parsed. */
    private record TolerantMarshaller<T>(MethodDescriptor.Marshaller<T> strict)
            implements MethodDescriptor.Marshaller<T> {
        @Override
        public InputStream stream(T message) {
            return strict.stream(message);
        }

        @Override
        public T parse(InputStream bytes) {
            try {
                return strict.parse(bytes);
            } catch (StatusRuntimeException e) {
                return null; // becomes INVALID_ARGUMENT in RefusingListener
            }
        }
    }

    private static final class RefusingListener<Q> extends ServerCall.Listener<Q> {
        private final ServerCall.Listener<Q> next;
        private final ServerCall<Q, ?> call;
        private boolean refused;

        private RefusingListener(ServerCall.Listener<Q> next, ServerCall<Q, ?> call) {
            this.next = next;
            this.call = call;
        }

        @Override
        public void onMessage(Q message) {
            if (refused) {
                return;
            }
            if (message == null) {
                refused = true;
                next.onCancel();
                call.close(Status.INVALID_ARGUMENT.withDescription("the request cannot be read"), new Metadata());
                return;
            }
            next.onMessage(message);
        }

        @Override
        public void onHalfClose() {
            if (!refused) {
                next.onHalfClose();
            }
        }

        @Override
        public void onCancel() {
            if (!refused) {
                next.onCancel();
            }
        }

        @Override
        public void onComplete() {
            if (!refused) {
                next.onComplete();
            }
        }

        @Override
        public void onReady() {
            if (!refused) {
                next.onReady();
            }
        }
    }
}
