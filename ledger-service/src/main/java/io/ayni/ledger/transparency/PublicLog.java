package io.ayni.ledger.transparency;

import io.ayni.contracts.transparency.TileSource;
import java.util.List;
import java.util.Optional;

/**
 * Port to the published logs. What was published is never taken back: a checkpoint covers at least what the one before did.
 * Every method throws {@link io.ayni.ledger.journal.StoreFailure} when the store cannot be reached.
 */
public interface PublicLog {
    /** All shards in ascending order. */
    List<LogState> states();

    /**
     * Takes entries of the journal into the tree of a shard and publishes a checkpoint of it, in one step: after a crash
     * either all of it is there or none. Does nothing when another process does it, or nothing is new.
     *
     * @param maxEntries takes at most so many
     * @param signer signs the checkpoint
     * @param nowMs the ledger's clock
     */
    void extend(int shard, int maxEntries, CheckpointSigner signer, long nowMs);

    /** The newest checkpoint; empty when there is none or no such shard. */
    Optional<PublishedCheckpoint> newest(int shard);

    /** The hashes of a tile as far as they are there; empty when there is none. */
    Optional<byte[]> tile(int shard, int level, long index);

    /** The tiles of a shard; those that are not there are refused. */
    default TileSource tiles(int shard) {
        return (level, index) ->
                tile(shard, level, index).orElseThrow(() -> new IllegalArgumentException("no such tile"));
    }

    /** The body and the owner of an entry; empty when there is none. */
    Optional<LoggedEntry> entry(int shard, long number);
}
