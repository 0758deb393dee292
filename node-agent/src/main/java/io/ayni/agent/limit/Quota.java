package io.ayni.agent.limit;

import io.ayni.agent.swarm.core.PeerMessage;

/**
 * Most bytes that may be uploaded in a calendar month.
 *
 * @param bytes 0, {@value #MIN_BYTES} or more; {@link Long#MAX_VALUE} for no limit
 */
public record Quota(long bytes) {
    /** Smallest quota above 0. */
    public static final long MIN_BYTES = 1_000_000;
    /** What holds while the owner has not said otherwise. */
    public static final Quota DEFAULT = new Quota(20_000_000_000L);
    /** No limit. */
    public static final Quota UNLIMITED = new Quota(Long.MAX_VALUE);

    /** Checks the range. */
    public Quota {
        if (bytes != 0 && bytes < MIN_BYTES) {
            throw new IllegalArgumentException("a monthly quota is 0, \"unlimited\", or at least 1M bytes");
        }
    }

    /**
     * Reads {@code unlimited}, {@code 0}, {@code 20G}; a bare number is bytes.
     *
     * @throws IllegalArgumentException saying what was expected
     */
    public static Quota parse(String text) {
        boolean isUnlimited = text.strip().equalsIgnoreCase(Rate.UNLIMITED_WORD);
        return isUnlimited ? UNLIMITED : new Quota(Quantities.bytes(text));
    }

    /** Whether there is no limit. */
    public boolean isUnlimited() {
        return equals(UNLIMITED);
    }

    /** Whether the longest block does not fit any more: a quota is never exceeded. */
    public boolean isUsedUp(long usedBytes) {
        return !isUnlimited() && usedBytes + PeerMessage.MAX_REQUEST_BYTES > bytes;
    }
}
