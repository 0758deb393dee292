package io.ayni.ledger.transparency;

import io.ayni.contracts.transparency.ConsistencyProof;
import io.ayni.contracts.transparency.InclusionProof;
import io.ayni.contracts.transparency.LogTree;
import io.ayni.contracts.transparency.TiledHashes;
import java.util.Optional;

/** Makes proofs out of what is published. Nothing is said about sizes that no checkpoint covers. */
public final class LogProofs {
    /** Stands for "as large as the newest checkpoint". */
    public static final long NEWEST = 0;

    /**
     * A proof with the checkpoint that it was made under.
     *
     * @param proof the proof
     * @param newest newest checkpoint
     * @param <T> kind of proof
     */
    public record Proven<T>(T proof, PublishedCheckpoint newest) {}

    private final PublicLog log;

    /** @param log what is published */
    public LogProofs(PublicLog log) {
        this.log = log;
    }

    /**
     * Path of an entry.
     *
     * @param number of the entry, from 1
     * @param treeSize or {@link #NEWEST}
     * @return empty when that tree is not published or does not hold the entry
     */
    public Optional<Proven<InclusionProof>> inclusion(int shard, long number, long treeSize) {
        return log.newest(shard).flatMap(newest -> {
            long size = treeSize == NEWEST ? newest.size() : treeSize;
            return number <= size && size <= newest.size()
                    ? Optional.of(new Proven<>(tree(shard, newest).inclusion(number - 1, size), newest))
                    : Optional.empty();
        });
    }

    /**
     * What lies between two trees.
     *
     * @param newSize or {@link #NEWEST}
     * @return empty when one of them is not published or the old one is the larger
     */
    public Optional<Proven<ConsistencyProof>> consistency(int shard, long oldSize, long newSize) {
        return log.newest(shard).flatMap(newest -> {
            long size = newSize == NEWEST ? newest.size() : newSize;
            return oldSize <= size && size <= newest.size()
                    ? Optional.of(new Proven<>(tree(shard, newest).consistency(oldSize, size), newest))
                    : Optional.empty();
        });
    }

    private LogTree tree(int shard, PublishedCheckpoint newest) {
        return new LogTree(new TiledHashes(log.tiles(shard)), newest.size());
    }
}
