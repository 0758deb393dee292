package io.ayni.agent.history;

/**
 * The agent's meters at one moment. Sums count from the agent's start and only grow.
 *
 * @param atMs wall clock
 * @param monotonicMs clock that only goes forward
 * @param givenBytes piece bytes sent to peers
 * @param fromPeersBytes verified bytes from peers
 * @param fromEdgeBytes verified bytes from the edge
 * @param cpuMs processor time
 * @param earnedMicroCredits earned by acknowledged settlements
 * @param settledBytes bytes of these settlements
 * @param residentBytes memory; 0 when the system does not tell
 * @param heldBytes verified bytes of items
 * @param limitBytesPerSecond upload limit that holds; {@link Long#MAX_VALUE} without one
 */
public record Reading(
        long atMs,
        long monotonicMs,
        long givenBytes,
        long fromPeersBytes,
        long fromEdgeBytes,
        long cpuMs,
        long earnedMicroCredits,
        long settledBytes,
        long residentBytes,
        long heldBytes,
        long limitBytesPerSecond) {
    /** What happened between an earlier reading and this one, counted to the period that this one lies in. */
    Sample since(Reading before) {
        long passedMs = Math.max(0, monotonicMs - before.monotonicMs);
        long given = grown(givenBytes, before.givenBytes);
        return new Sample(
                Sample.periodAt(atMs),
                passedMs,
                given,
                given > 0 ? passedMs : 0,
                grown(fromPeersBytes, before.fromPeersBytes),
                grown(fromEdgeBytes, before.fromEdgeBytes),
                grown(cpuMs, before.cpuMs),
                grown(earnedMicroCredits, before.earnedMicroCredits),
                grown(settledBytes, before.settledBytes),
                residentBytes,
                heldBytes,
                Math.min(limitBytesPerSecond, before.limitBytesPerSecond));
    }

    /** An item that was forgotten takes its bytes out of a sum; that is no negative traffic. */
    private static long grown(long now, long before) {
        return Math.max(0, now - before);
    }
}
