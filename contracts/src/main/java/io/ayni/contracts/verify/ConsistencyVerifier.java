package io.ayni.contracts.verify;

import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.contracts.transparency.Checkpoint;
import io.ayni.contracts.transparency.ConsistencyProof;
import io.ayni.contracts.transparency.InvalidNoteException;
import io.ayni.contracts.transparency.TreeHash;
import io.ayni.contracts.verify.ProofVerdict.Fact;
import io.ayni.contracts.verify.ProofVerdict.Proven;
import io.ayni.contracts.verify.ProofVerdict.Refuted;
import io.ayni.contracts.verify.VerificationVerdict.Violated;
import java.util.List;

/** Checks published checkpoints, one alone or a later one against an earlier one. Safe for all threads. */
public final class ConsistencyVerifier {
    private final OperatorKeys keys;

    /** @param keys the operator's published keys */
    public ConsistencyVerifier(OperatorKeys keys) {
        this.keys = keys;
    }

    /** Whether the note is a checkpoint that the operator signed. */
    public ProofVerdict checkpoint(byte[] note) {
        try {
            Checkpoint checkpoint = Checkpoint.verify(note, keys);
            return new Proven(
                    "the operator signed this checkpoint",
                    List.of(
                            new Fact("origin", checkpoint.origin().text()),
                            new Fact("size", checkpoint.size()),
                            new Fact("root", checkpoint.root().hex())));
        } catch (InvalidNoteException e) {
            return refuted(Invariant.PROOF, Violated.NOWHERE, e.getMessage());
        }
    }

    /**
     * Whether the new checkpoint only extends the old one.
     *
     * @param path hashes of the consistency proof
     */
    public ProofVerdict consistency(byte[] oldNote, byte[] newNote, List<TreeHash> path) {
        try {
            Checkpoint before = Checkpoint.verify(oldNote, keys);
            Checkpoint after = Checkpoint.verify(newNote, keys);
            return consistency(before, after, path);
        } catch (InvalidNoteException e) {
            return refuted(Invariant.PROOF, Violated.NOWHERE, e.getMessage());
        }
    }

    private static ProofVerdict consistency(Checkpoint before, Checkpoint after, List<TreeHash> path) {
        int shard = after.origin().shard();
        if (!before.origin().equals(after.origin())) {
            return refuted(Invariant.PROOF, Violated.NOWHERE, "the checkpoints are of two logs");
        }
        if (before.size() > after.size()) {
            return refuted(Invariant.I10, shard, "the new checkpoint covers fewer entries than the old one");
        }
        if (!new ConsistencyProof(before.size(), after.size(), path).proves(before.root(), after.root())) {
            return refuted(Invariant.I10, shard, "the proof does not lead from the old root to the new one");
        }
        return new Proven(
                "the new checkpoint only extends the old one",
                List.of(
                        new Fact("origin", after.origin().text()),
                        new Fact("oldSize", before.size()),
                        new Fact("newSize", after.size())));
    }

    private static Refuted refuted(Invariant invariant, int shard, String explanation) {
        return new Refuted(new Violated(invariant, shard, 0, explanation));
    }
}
