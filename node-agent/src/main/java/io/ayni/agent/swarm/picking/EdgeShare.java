package io.ayni.agent.swarm.picking;

import io.ayni.contracts.identity.NodeId;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.Collection;

/**
 * Divides first copies among the peers of a swarm without a word between them: for each piece every peer computes the
 * same mark of every node (rendezvous hashing), and the node with the highest one fetches it from the edge. Views that
 * differ cost a few pieces fetched twice or left over, never one that is lost.
 */
public final class EdgeShare {
    private EdgeShare() {}

    /** The pieces that fall to {@code self} among {@code others}. */
    public static BitSet of(NodeId self, Collection<NodeId> others, int pieceCount) {
        BitSet share = new BitSet(pieceCount);
        long own = seed(self);
        long[] rivals = others.stream().mapToLong(EdgeShare::seed).toArray();
        for (int piece = 0; piece < pieceCount; piece++) {
            share.set(piece, wins(own, rivals, piece));
        }
        return share;
    }

    private static boolean wins(long own, long[] rivals, int piece) {
        long mark = mix(own + piece);
        for (long rival : rivals) {
            if (Long.compareUnsigned(mix(rival + piece), mark) > 0) {
                return false;
            }
        }
        return true;
    }

    private static long seed(NodeId id) {
        return ByteBuffer.wrap(id.bytes()).getLong();
    }

    /** The finaliser of MurmurHash3: every input bit reaches every output bit. */
    private static long mix(long value) {
        long z = value * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 33)) * 0xff51afd7ed558ccdL;
        z = (z ^ (z >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return z ^ (z >>> 33);
    }
}
