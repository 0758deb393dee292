package io.ayni.agent.swarm.core;

/**
 * How much the streams of an item may have in the transport together: what leaves within {@value #AHEAD_MS} ms at the
 * rate at which blocks have left lately, and two blocks at least. More would only wait there, behind each other, where it
 * can no longer be ordered or withdrawn; and a piece that shares the uplink with many others arrives as late as the last
 * of them. Not thread-safe.
 */
final class UploadSlots {
    /** How long the uplink could go on with what is in the transport. */
    static final long AHEAD_MS = 100;

    private static final int MIN_BLOCKS = 2;
    private static final long FIRST_BYTES = 256 * 1024;
    private static final long MS_PER_SECOND = 1_000;

    private final Throughput drain = new Throughput();
    private int blocks;
    private long bytes;

    /** Whether a further block of this length may go. */
    boolean hasRoomFor(int length) {
        return blocks < MIN_BLOCKS || bytes + length <= limitBytes();
    }

    private long limitBytes() {
        return drain.isKnown() ? drain.bytesPerSecond() * AHEAD_MS / MS_PER_SECOND : FIRST_BYTES;
    }

    /** A block was given to the transport. */
    void entered(int length, long nowMs) {
        if (blocks == 0) {
            drain.begin(nowMs);
        }
        blocks++;
        bytes += length;
    }

    /** The transport has taken a block. */
    void left(int length, long nowMs) {
        dropped(1, length);
        drain.add(length, nowMs);
    }

    /** The transport dropped what a stream had there. */
    void dropped(int droppedBlocks, long droppedBytes) {
        blocks -= droppedBlocks;
        bytes -= droppedBytes;
    }
}
