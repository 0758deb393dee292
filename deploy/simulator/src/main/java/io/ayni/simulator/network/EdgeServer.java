package io.ayni.simulator.network;

import io.ayni.simulator.kernel.VirtualTime;
import java.util.HashSet;
import java.util.Set;

/**
 * A gateway with a limited egress that answers range requests: each reserves a slice of the rate, sends it and reserves
 * the next, as the gateway's own egress limit does. Not thread-safe.
 */
public final class EdgeServer {
    /** Bytes reserved at a time. */
    public static final int SLICE_BYTES = 64 * 1024;

    private static final long MICROS_PER_SECOND = 1_000_000;

    private final VirtualTime time;
    private final long bytesPerSecond;
    private final Set<Object> requests = new HashSet<>();
    private long freeFromMicros;
    private long sentBytes;
    private boolean down;

    /** A gateway without requests. */
    public EdgeServer(VirtualTime time, long bytesPerSecond) {
        this.time = time;
        this.bytesPerSecond = bytesPerSecond;
    }

    /**
     * Answers a request that has arrived.
     *
     * @param request names it for {@link #withdraw}
     * @param sent called when the last byte has left
     * @return false when nobody answers
     */
    public boolean serve(Object request, int bytes, Runnable sent) {
        if (down) {
            return false;
        }
        requests.add(request);
        next(request, bytes, sent);
        return true;
    }

    private void next(Object request, int left, Runnable sent) {
        int slice = Math.min(left, SLICE_BYTES);
        freeFromMicros =
                Math.max(freeFromMicros, time.nowMicros()) + Math.ceilDiv(slice * MICROS_PER_SECOND, bytesPerSecond);
        time.after(freeFromMicros - time.nowMicros(), () -> {
            if (down || !requests.contains(request)) {
                return;
            }
            sentBytes += slice;
            if (left > slice) {
                next(request, left - slice, sent);
            } else {
                requests.remove(request);
                sent.run();
            }
        });
    }

    /** The client has gone: what was not sent is not sent any more, though its turn passes. */
    public void withdraw(Object request) {
        requests.remove(request);
    }

    /** Stops answering for good. */
    public void kill() {
        down = true;
    }

    /** Bytes sent so far. */
    public long sentBytes() {
        return sentBytes;
    }
}
