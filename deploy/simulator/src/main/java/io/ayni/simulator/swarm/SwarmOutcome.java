package io.ayni.simulator.swarm;

/**
 * What came of a run. Times are in seconds since the first node could join.
 *
 * @param plan what was run
 * @param complete whether every node that had to complete did
 * @param lastSeconds when the last of them did
 * @param p95Seconds when 95 % had
 * @param medianSeconds when half had
 * @param edgeBytes bytes that left the edge
 * @param peerBytes verified bytes that nodes got from each other
 * @param wastedBytes bytes that nodes got in vain
 * @param badPieces pieces that were stored although a peer had spoilt them
 * @param corruptPieces pieces that were found spoilt
 */
public record SwarmOutcome(
        SwarmPlan plan,
        boolean complete,
        double lastSeconds,
        double p95Seconds,
        double medianSeconds,
        long edgeBytes,
        long peerBytes,
        long wastedBytes,
        int badPieces,
        long corruptPieces) {
    /** Last finish in fluid minima. */
    public double ratio() {
        return lastSeconds / plan.fluidMinimumSeconds();
    }

    /** Bytes out of the edge in copies of the item. */
    public double edgeCopies() {
        return (double) edgeBytes / plan.fileBytes();
    }

    /** Share of the bytes that did not come from the edge. */
    public double offload() {
        return (double) peerBytes / (peerBytes + edgeBytes);
    }
}
