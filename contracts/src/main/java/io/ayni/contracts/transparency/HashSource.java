package io.ayni.contracts.transparency;

/** Port to the hashes of a tree's complete subtrees. */
public interface HashSource {
    /**
     * Hash of the subtree over the leaves {@code index × 2^height} up to, not including, {@code (index + 1) × 2^height}.
     *
     * @throws IllegalArgumentException when the tree has not all of these leaves
     */
    TreeHash hash(int height, long index);
}
