package io.ayni.contracts.journal;

import io.ayni.contracts.identity.NodeId;
import java.nio.ByteBuffer;

/**
 * Which journal shard a node's settlements stand in. Fixed by the node's id and the number of shards, so anybody can see
 * that a grant, which names one uploader, is settled in one shard only.
 */
public final class Shards {
    /** Most shards of a journal. */
    public static final int MAX = 1024;

    private Shards() {}

    /**
     * The shard of an uploader: the first four bytes of its id as an unsigned number, modulo the number of shards.
     *
     * @param shards 1 to {@value #MAX}
     */
    public static int of(NodeId uploader, int shards) {
        if (shards < 1 || shards > MAX) {
            throw new IllegalArgumentException("a journal has 1 to " + MAX + " shards");
        }
        return Integer.remainderUnsigned(ByteBuffer.wrap(uploader.bytes()).getInt(), shards);
    }
}
