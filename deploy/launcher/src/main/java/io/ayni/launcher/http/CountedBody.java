package io.ayni.launcher.http;

import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.function.LongConsumer;

/** A request body that tells how many of its bytes have been taken, from the start again if it is sent again. */
final class CountedBody implements BodyPublisher {
    private final BodyPublisher body;
    private final LongConsumer progress;

    CountedBody(BodyPublisher body, LongConsumer progress) {
        this.body = body;
        this.progress = progress;
    }

    @Override
    public long contentLength() {
        return body.contentLength();
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
        body.subscribe(new Counting(subscriber));
    }

    private final class Counting implements Subscriber<ByteBuffer> {
        private final Subscriber<? super ByteBuffer> target;
        private long taken;

        Counting(Subscriber<? super ByteBuffer> target) {
            this.target = target;
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            target.onSubscribe(subscription);
        }

        @Override
        public void onNext(ByteBuffer bytes) {
            taken += bytes.remaining();
            target.onNext(bytes);
            progress.accept(taken);
        }

        @Override
        public void onError(Throwable failure) {
            target.onError(failure);
        }

        @Override
        public void onComplete() {
            target.onComplete();
        }
    }
}
