package io.ayni.contracts.verify;

import io.ayni.contracts.transparency.Checkpoint;
import io.ayni.contracts.transparency.TreeFrontier;
import io.ayni.contracts.transparency.TreeHash;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Holds a journal, while it is read, against published checkpoints: recomputes the tree of each shard that one of them
 * covers. Remembers the right edge of one tree only.
 */
final class CheckpointFold {
    private final List<Checkpoint> checkpoints;
    private List<Checkpoint> ofShard = List.of();
    private final Set<Integer> read = new HashSet<>();
    private TreeFrontier tree = new TreeFrontier();
    private int shard = -1;

    /** @param checkpoints whose signatures have been checked */
    CheckpointFold(List<Checkpoint> checkpoints) {
        this.checkpoints = checkpoints;
    }

    void beginShard(int next) {
        shard = next;
        read.add(next);
        tree = new TreeFrontier();
        ofShard = checkpoints.stream()
                .filter(checkpoint -> checkpoint.origin().shard() == next)
                .toList();
    }

    void entry(byte[] body) throws ViolationException {
        if (ofShard.isEmpty()) {
            return;
        }
        tree.append(TreeHash.ofLeaf(body));
        for (Checkpoint checkpoint : ofShard) {
            if (checkpoint.size() == tree.size() && !checkpoint.root().equals(tree.root())) {
                throw violation("up to here the journal is not the one that the checkpoint covers");
            }
        }
    }

    void endShard() throws ViolationException {
        for (Checkpoint checkpoint : ofShard) {
            if (checkpoint.size() > tree.size()) {
                throw violation("the checkpoint covers " + checkpoint.size() + " entries, the journal has fewer");
            }
        }
    }

    /** Refuses a checkpoint of a shard that the journal does not have, unless it covers nothing. */
    void end() throws ViolationException {
        for (Checkpoint checkpoint : checkpoints) {
            if (checkpoint.size() > 0 && !read.contains(checkpoint.origin().shard())) {
                throw new ViolationException(
                        Invariant.I10,
                        checkpoint.origin().shard(),
                        0,
                        "the journal has no such shard, the checkpoint does");
            }
        }
    }

    private ViolationException violation(String explanation) {
        return new ViolationException(Invariant.I10, shard, tree.size(), explanation);
    }
}
