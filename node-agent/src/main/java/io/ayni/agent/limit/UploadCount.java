package io.ayni.agent.limit;

import java.time.YearMonth;
import java.util.Map;
import java.util.TreeMap;

/**
 * Bytes uploaded in each month, never more than the quota. It counts ahead: bytes may only be taken out of a reservation
 * that is on disk already, so an agent that is killed has counted up to one step too much and never too little. Each month
 * has its own count, so a clock that goes wrong for a while neither resets a month nor uses up another one. Safe for all
 * threads.
 */
final class UploadCount {
    /** Months that are remembered; the newest. */
    static final int MAX_MONTHS = 12;
    /** Longest step of a reservation. */
    static final long MAX_STEP_BYTES = 64_000_000;
    /** Shortest step of a reservation. */
    static final long MIN_STEP_BYTES = 1_000_000;

    private static final int STEPS_PER_QUOTA = 64;

    private final TreeMap<YearMonth, Long> months;
    private YearMonth month;
    private Quota quota;
    private long usedBytes;
    private long reservedBytes;
    private boolean isWanting;

    /** @param months what was counted before */
    UploadCount(Map<YearMonth, Long> months, YearMonth month, Quota quota) {
        this.months = new TreeMap<>(months);
        this.quota = quota;
        begin(month);
    }

    private void begin(YearMonth next) {
        month = next;
        usedBytes = months.getOrDefault(next, 0L);
        reservedBytes = usedBytes;
    }

    /** It is this month, and this quota holds. */
    synchronized void turn(YearMonth present, Quota holding) {
        quota = holding;
        if (!present.equals(month)) {
            months.put(month, usedBytes);
            begin(present);
        }
    }

    /** Takes the bytes if all of them are reserved and inside the quota. */
    synchronized boolean tryTake(long bytes) {
        boolean fits = usedBytes + bytes <= Math.min(reservedBytes, quota.bytes());
        usedBytes += fits ? bytes : 0;
        isWanting |= !fits || reservedBytes - usedBytes < stepBytes() / 2;
        return fits;
    }

    /** Whether the next step should be reserved, since bytes are being taken and few are left. */
    synchronized boolean isRunningOut() {
        return isWanting && reservedBytes < quota.bytes();
    }

    private long stepBytes() {
        return Math.clamp(quota.bytes() / STEPS_PER_QUOTA, MIN_STEP_BYTES, MAX_STEP_BYTES);
    }

    /** What has to be on disk before {@link #reserved} is called: the counts with the next step. */
    synchronized Map<YearMonth, Long> withNextStep() {
        return with(Math.max(usedBytes, Math.min(quota.bytes(), usedBytes + stepBytes())));
    }

    /** The counts are on disk. */
    synchronized void reserved(Map<YearMonth, Long> counts) {
        reservedBytes = counts.get(month);
        isWanting = false;
    }

    /** Gives the reservation back: nothing more is taken, and these counts are exact. */
    synchronized Map<YearMonth, Long> end() {
        reservedBytes = usedBytes;
        return with(usedBytes);
    }

    private Map<YearMonth, Long> with(long bytes) {
        months.put(month, bytes);
        while (months.size() > MAX_MONTHS) {
            YearMonth oldest = months.firstKey();
            months.remove(oldest.equals(month) ? months.lastKey() : oldest);
        }
        return Map.copyOf(months);
    }

    /** Whether a count is on disk that is higher than the exact one. */
    synchronized boolean isAhead() {
        return reservedBytes > usedBytes;
    }

    synchronized long usedBytes() {
        return usedBytes;
    }
}
