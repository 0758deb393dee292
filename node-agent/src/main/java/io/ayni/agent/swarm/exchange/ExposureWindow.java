package io.ayni.agent.swarm.exchange;

/**
 * How many bytes an uploader sends beyond the last receipt of a grant. The window starts at {@code max(1 MiB, 2 × piece
 * length)} and doubles with each receipt that covers at least half of it, up to {@code max(16 MiB, 2 × piece length)}.
 *
 * <p>No deadlock: a downloader signs when its verified bytes without a receipt reach {@code min(4 MiB, window ÷ 2)}, so
 * below that the uploader may still send at least half the window, which is at least one whole piece; answers come in
 * the order of the requests, so that piece gets finished, verified and receipted. Not thread-safe.
 */
public final class ExposureWindow {
    private static final long FIRST_BYTES = 1L << 20;
    private static final long LARGEST_BYTES = 16L << 20;
    private static final long RECEIPT_BYTES = 4L << 20;

    private final long largestBytes;
    private long bytes;
    private long sentBytes;
    private long receiptedBytes;

    /** A window as it is before any receipt. */
    public ExposureWindow(int pieceLengthBytes) {
        this.largestBytes = Math.max(LARGEST_BYTES, 2L * pieceLengthBytes);
        this.bytes = startBytes(pieceLengthBytes);
    }

    /** Size of a fresh window. */
    public static long startBytes(int pieceLengthBytes) {
        return Math.max(FIRST_BYTES, 2L * pieceLengthBytes);
    }

    /** Whether so many further bytes stay inside the window. */
    public boolean allows(long length) {
        return sentBytes - receiptedBytes + length <= bytes;
    }

    /** Bytes were sent. */
    public void sent(long length) {
        sentBytes += length;
    }

    /** A receipt over so many bytes in all; lower than the one before changes nothing. */
    public void receipted(long cumulativeBytes) {
        long gained = cumulativeBytes - receiptedBytes;
        if (gained <= 0) {
            return;
        }
        receiptedBytes = cumulativeBytes;
        if (gained >= bytes / 2) {
            bytes = Math.min(largestBytes, 2 * bytes);
        }
    }

    /** The other side's word for its window, taken over when a stream starts. */
    public void adopt(long windowBytes) {
        bytes = Math.min(largestBytes, windowBytes);
    }

    /** Bytes that may be unreceipted before the downloader has to sign. */
    public long receiptThresholdBytes() {
        return Math.min(RECEIPT_BYTES, bytes / 2);
    }

    /** The window now. */
    public long bytes() {
        return bytes;
    }

    /** Bytes sent since the grant began. */
    public long sentBytes() {
        return sentBytes;
    }

    /** Bytes receipted since the grant began. */
    public long receiptedBytes() {
        return receiptedBytes;
    }
}
