package io.ayni.agent.history;

/**
 * What was measured in one period.
 *
 * @param period number of the period since the Unix epoch, of {@link #PERIOD_MS} each
 * @param observedMs for how much of it the agent ran
 * @param givenBytes piece bytes sent to peers
 * @param givingMs how much of it saw bytes being sent, to the grain of one reading
 * @param fromPeersBytes verified bytes from peers
 * @param fromEdgeBytes verified bytes from the edge
 * @param cpuMs processor time of the agent
 * @param earnedMicroCredits earned by settlements that the ledger acknowledged in it
 * @param settledBytes bytes of these settlements
 * @param residentBytes memory at its end; 0 when the system does not tell
 * @param heldBytes verified bytes of items at its end
 * @param limitBytesPerSecond lowest upload limit that held while it was observed; {@link Long#MAX_VALUE} without one
 */
public record Sample(
        long period,
        long observedMs,
        long givenBytes,
        long givingMs,
        long fromPeersBytes,
        long fromEdgeBytes,
        long cpuMs,
        long earnedMicroCredits,
        long settledBytes,
        long residentBytes,
        long heldBytes,
        long limitBytesPerSecond) {
    /** Length of a period. */
    public static final long PERIOD_MS = 300_000;

    /** Nothing measured yet. */
    public static Sample empty(long period) {
        return new Sample(period, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Long.MAX_VALUE);
    }

    /** The period that an instant lies in. */
    public static long periodAt(long epochMs) {
        return Math.floorDiv(epochMs, PERIOD_MS);
    }

    /** First instant of the period. */
    public long startMs() {
        return period * PERIOD_MS;
    }

    /** Both in one: sums are added, gauges are those of the later one. */
    public Sample then(Sample later) {
        return new Sample(
                period,
                observedMs + later.observedMs,
                givenBytes + later.givenBytes,
                givingMs + later.givingMs,
                fromPeersBytes + later.fromPeersBytes,
                fromEdgeBytes + later.fromEdgeBytes,
                cpuMs + later.cpuMs,
                earnedMicroCredits + later.earnedMicroCredits,
                settledBytes + later.settledBytes,
                later.residentBytes,
                later.heldBytes,
                Math.min(limitBytesPerSecond, later.limitBytesPerSecond));
    }
}
