package io.ayni.simulator.network;

import io.ayni.simulator.kernel.VirtualTime;

/** The way into a machine: what arrives is taken in one after the other. Not thread-safe. */
public final class Downlink {
    private static final long MICROS_PER_SECOND = 1_000_000;

    private final VirtualTime time;
    private final long bytesPerSecond;
    private long freeAtMicros;

    /** A free downlink. */
    public Downlink(VirtualTime time, long bytesPerSecond) {
        this.time = time;
        this.bytesPerSecond = bytesPerSecond;
    }

    /** Takes in bytes whose last one left the sender just now. */
    public void receive(int bytes, long delayMicros, Runnable received) {
        long arrival = time.nowMicros() + delayMicros;
        freeAtMicros = Math.max(freeAtMicros, arrival) + bytes * MICROS_PER_SECOND / bytesPerSecond;
        long at = bytes == 0 ? Math.max(freeAtMicros, arrival) : freeAtMicros;
        time.after(at - time.nowMicros(), received);
    }
}
