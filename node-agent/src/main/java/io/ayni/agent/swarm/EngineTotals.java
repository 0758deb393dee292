package io.ayni.agent.swarm;

/**
 * Bytes since the engine started.
 *
 * @param givenBytes piece bytes sent to peers
 * @param receiptedBytes of these, bytes that peers have signed for
 * @param fromPeersBytes verified bytes received from peers
 * @param fromEdgeBytes verified bytes received from the edge
 * @param corruptPieces pieces that failed their hash
 * @param peersDropped peers dropped for corrupt pieces
 */
public record EngineTotals(
        long givenBytes,
        long receiptedBytes,
        long fromPeersBytes,
        long fromEdgeBytes,
        long corruptPieces,
        long peersDropped) {
    /** Nothing yet. */
    public static final EngineTotals ZERO = new EngineTotals(0, 0, 0, 0, 0, 0);

    /** Both together. */
    public EngineTotals plus(EngineTotals other) {
        return new EngineTotals(
                givenBytes + other.givenBytes,
                receiptedBytes + other.receiptedBytes,
                fromPeersBytes + other.fromPeersBytes,
                fromEdgeBytes + other.fromEdgeBytes,
                corruptPieces + other.corruptPieces,
                peersDropped + other.peersDropped);
    }
}
