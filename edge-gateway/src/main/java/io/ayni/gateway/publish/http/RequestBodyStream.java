package io.ayni.gateway.publish.http;

import io.ayni.gateway.publish.BrokenUploadException;
import io.ayni.gateway.publish.BrokenUploadException.Cause;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A request body as a blocking stream for one worker thread. At most {@value #WINDOW} network buffers (64 KiB each at
 * most) wait here: more are asked for only as these are read, and the connection is not read meanwhile.
 *
 * <p>A read fails with {@link BrokenUploadException} when the connection ends early, when more or fewer bytes come than
 * announced, and when within each stall timeout fewer than {@value #MIN_BYTES_PER_SECOND} bytes a second come.
 */
final class RequestBodyStream extends InputStream {
    private static final int WINDOW = 32;
    private static final int REFILL = 8;
    private static final int MIN_BYTES_PER_SECOND = 1024;
    private static final Event END = new Event(null, true);
    private static final Event GONE = new Event(null, false);

    private final HttpServerRequest request;
    private final Context context;
    private final long announcedBytes;
    private final long stallNanos;
    private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>(WINDOW + 2);
    private Buffer current = Buffer.buffer();
    private int position;
    private int taken;
    private long totalBytes;
    private long periodStartNanos;
    private long periodBytes;
    private boolean ended;

    private record Event(Buffer bytes, boolean wellEnded) {}

    /**
     * Takes over the request; called on its event loop.
     *
     * @param announcedBytes the content length, or negative when there is none
     */
    RequestBodyStream(HttpServerRequest request, Context context, long announcedBytes, Duration stallTimeout) {
        this.request = request;
        this.context = context;
        this.announcedBytes = announcedBytes;
        this.stallNanos = stallTimeout.toNanos();
        this.periodStartNanos = System.nanoTime();
        request.pause();
        request.exceptionHandler(gone -> events.offer(GONE));
        request.handler(bytes -> events.offer(new Event(bytes, false)));
        request.endHandler(end -> events.offer(END));
        request.fetch(WINDOW);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        while (position == current.length() && !ended) {
            next();
        }
        if (ended) {
            return -1;
        }
        int count = Math.min(length, current.length() - position);
        current.getBytes(position, position + count, into, offset);
        position += count;
        return count;
    }

    private void next() throws IOException {
        Event event = await();
        if (event == GONE) {
            throw new BrokenUploadException(Cause.TRUNCATED);
        }
        if (event == END) {
            ended = true;
            requireAnnounced(announcedBytes < 0 || totalBytes == announcedBytes);
            return;
        }
        current = event.bytes();
        position = 0;
        totalBytes += current.length();
        requireAnnounced(announcedBytes < 0 || totalBytes <= announcedBytes);
        requirePace(current.length());
        refill();
    }

    private Event await() throws IOException {
        try {
            Event event = events.poll(stallNanos, TimeUnit.NANOSECONDS);
            if (event == null) {
                throw new BrokenUploadException(Cause.STALLED);
            }
            return event;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopping");
        }
    }

    private static void requireAnnounced(boolean fits) throws BrokenUploadException {
        if (!fits) {
            throw new BrokenUploadException(Cause.TRUNCATED);
        }
    }

    private void requirePace(int bytes) throws BrokenUploadException {
        periodBytes += bytes;
        long elapsed = System.nanoTime() - periodStartNanos;
        if (elapsed < stallNanos) {
            return;
        }
        if (periodBytes < MIN_BYTES_PER_SECOND * (elapsed / 1e9)) {
            throw new BrokenUploadException(Cause.STALLED);
        }
        periodStartNanos += elapsed;
        periodBytes = 0;
    }

    private void refill() {
        if (++taken == REFILL) {
            taken = 0;
            context.runOnContext(go -> fetchMore());
        }
    }

    private void fetchMore() {
        if (!request.isEnded()) { // an HTTP/2 request takes it amiss
            request.fetch(REFILL);
        }
    }
}
