package io.ayni.agent.insight;

import io.ayni.agent.history.Sample;
import java.util.List;

/**
 * What would have been given and earned under another upload limit, as a range. The measured rows are all that is known:
 *
 * <ul>
 *   <li>Least: bytes went out only while bytes were seen going out, at most at the limit.
 *   <li>Most: what went out in peaks could have been spread over the whole period, and a period whose limit was used to
 *       90 % or more would have used a higher one to the full.
 * </ul>
 *
 * Earnings go by what was earned per byte in the same rows. The monthly quota and the schedule are left out.
 *
 * @param actualBytes given under the limits that held
 * @param leastBytes least that would have been given
 * @param mostBytes most that would have been given
 * @param actualMicroCredits earned
 * @param leastMicroCredits least that would have been earned
 * @param mostMicroCredits most that would have been earned
 * @param observedMs how much time the answer rests on; with 0 it says nothing
 */
public record WhatIf(
        long actualBytes,
        long leastBytes,
        long mostBytes,
        long actualMicroCredits,
        long leastMicroCredits,
        long mostMicroCredits,
        long observedMs) {
    private static final double USED_UP = 0.9;
    private static final double MS_PER_SECOND = 1000.0;

    /** The answer for a limit of so many bytes per second. */
    public static WhatIf of(List<Sample> rows, long bytesPerSecond) {
        long actual = 0;
        long least = 0;
        long most = 0;
        long earned = 0;
        long settled = 0;
        long observed = 0;
        for (Sample row : rows) {
            actual += row.givenBytes();
            least += Math.min(row.givenBytes(), bytesIn(row.givingMs(), bytesPerSecond));
            most += most(row, bytesPerSecond);
            earned += row.earnedMicroCredits();
            settled += row.settledBytes();
            observed += row.observedMs();
        }
        return new WhatIf(
                actual, least, most, earned, worth(least, earned, settled), worth(most, earned, settled), observed);
    }

    private static long most(Sample row, long bytesPerSecond) {
        long room = bytesIn(row.observedMs(), bytesPerSecond);
        boolean hadLimit = row.limitBytesPerSecond() > 0 && row.limitBytesPerSecond() != Long.MAX_VALUE;
        boolean wasUsedUp =
                hadLimit && row.givenBytes() >= USED_UP * bytesIn(row.observedMs(), row.limitBytesPerSecond());
        return wasUsedUp ? room : Math.min(row.givenBytes(), room);
    }

    private static long bytesIn(long ms, long bytesPerSecond) {
        return (long) Math.min(ms / MS_PER_SECOND * bytesPerSecond, Long.MAX_VALUE >> 20);
    }

    private static long worth(long bytes, long earnedMicroCredits, long settledBytes) {
        return settledBytes == 0 ? 0 : Math.round((double) bytes * earnedMicroCredits / settledBytes);
    }
}
