package io.ayni.ledger.transparency;

import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.transparency.Checkpoint;
import io.ayni.contracts.transparency.LogOrigin;
import io.ayni.contracts.transparency.TreeHash;

/** Signs the checkpoints of one operator's shards. Its text form shows nothing of the key. */
public final class CheckpointSigner {
    private final String issuer;
    private final Ed25519PrivateKey key;

    /**
     * @param issuer public name of the operator
     * @param key checkpoint key
     */
    public CheckpointSigner(String issuer, Ed25519PrivateKey key) {
        this.issuer = new LogOrigin(issuer, 0).issuer();
        this.key = key;
    }

    /** The signed checkpoint of a shard. */
    public PublishedCheckpoint sign(int shard, long size, TreeHash root) {
        Checkpoint checkpoint = new Checkpoint(new LogOrigin(issuer, shard), size, root);
        return new PublishedCheckpoint(size, root, checkpoint.sign(key).format());
    }
}
