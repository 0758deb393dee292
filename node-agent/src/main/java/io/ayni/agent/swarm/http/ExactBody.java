package io.ayni.agent.swarm.http;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** A body of exactly so many bytes, written straight into its array; a shorter or longer one fails. */
final class ExactBody implements HttpResponse.BodySubscriber<byte[]> {
    private final CompletableFuture<byte[]> result = new CompletableFuture<>();
    private final byte[] bytes;
    private Flow.Subscription subscription;
    private int filled;

    ExactBody(int lengthBytes) {
        bytes = new byte[lengthBytes];
    }

    /** A body that is not wanted. */
    static ExactBody refused(String reason) {
        ExactBody body = new ExactBody(0);
        body.result.completeExceptionally(new IOException(reason));
        return body;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return result;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        if (result.isDone()) {
            given.cancel();
        } else {
            given.request(Long.MAX_VALUE);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            int count = buffer.remaining();
            if (count > bytes.length - filled) {
                subscription.cancel();
                result.completeExceptionally(new IOException("the edge sent more than the range"));
                return;
            }
            buffer.get(bytes, filled, count);
            filled += count;
        }
    }

    @Override
    public void onError(Throwable failure) {
        result.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        if (filled == bytes.length) {
            result.complete(bytes);
        } else {
            result.completeExceptionally(new IOException("the edge sent less than the range"));
        }
    }
}
