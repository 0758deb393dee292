package io.ayni.simulator.network;

import io.ayni.simulator.kernel.VirtualTime;
import java.util.ArrayDeque;

/**
 * The way out of a machine: a rate that all its streams share in turn, {@value #SLICE_BYTES} bytes at a time, as streams
 * of one connection and packets of many do. Not thread-safe.
 */
public final class Uplink {
    /** What a stream sends before it is the next one's turn. */
    public static final int SLICE_BYTES = 16 * 1024;

    private static final long MICROS_PER_SECOND = 1_000_000;

    private record Item(int bytes, Runnable sent) {}

    /** What one stream has to send, in order. */
    public static final class Stream {
        private final ArrayDeque<Item> items = new ArrayDeque<>();
        private int headSentBytes;
        private boolean closed;

        /** Drops what was not sent. */
        public void close() {
            closed = true;
            items.clear();
        }
    }

    private final VirtualTime time;
    private final long bytesPerSecond;
    private final ArrayDeque<Stream> turns = new ArrayDeque<>();
    private boolean busy;

    /** A free uplink. */
    public Uplink(VirtualTime time, long bytesPerSecond) {
        this.time = time;
        this.bytesPerSecond = bytesPerSecond;
    }

    /** Sends something behind everything that the stream has still to send; tells when the last byte has left. */
    public void send(Stream stream, int bytes, Runnable sent) {
        if (stream.closed) {
            return;
        }
        if (bytes == 0 && stream.items.isEmpty()) {
            sent.run();
            return;
        }
        stream.items.add(new Item(bytes, sent));
        if (stream.items.size() == 1) {
            stream.headSentBytes = 0;
            turns.add(stream);
            if (!busy) {
                next();
            }
        }
    }

    private void next() {
        Stream stream = turns.poll();
        while (stream != null && stream.items.isEmpty()) {
            stream = turns.poll();
        }
        busy = stream != null;
        if (busy) {
            Stream served = stream;
            int slice = Math.min(SLICE_BYTES, served.items.peek().bytes() - served.headSentBytes);
            time.after(Math.ceilDiv(slice * MICROS_PER_SECOND, bytesPerSecond), () -> left(served, slice));
        }
    }

    private void left(Stream stream, int slice) {
        stream.headSentBytes += slice;
        while (!stream.items.isEmpty() && stream.items.peek().bytes() <= stream.headSentBytes) {
            stream.headSentBytes = 0;
            stream.items.remove().sent().run();
            if (!stream.items.isEmpty() && stream.items.peek().bytes() > 0) {
                break;
            }
        }
        if (!stream.items.isEmpty()) {
            turns.add(stream);
        }
        next();
    }
}
