package io.ayni.contracts.transparency;

import java.util.List;

/**
 * Path from a leaf to a root (RFC 6962 section 2.1.1). Anybody can hold it against a checkpoint.
 *
 * @param index of the leaf, from 0: a journal entry's number less one
 * @param size of the tree
 * @param path hashes of the siblings, from the leaf upwards; at most {@value #MAX_PATH}
 */
public record InclusionProof(long index, long size, List<TreeHash> path) {
    /** Longest path: a tree has fewer than 2^63 leaves. */
    public static final int MAX_PATH = 63;

    /** Copies the path. */
    public InclusionProof {
        path = List.copyOf(path);
    }

    /** Whether the leaf of this hash stands at the index of the tree with this root. */
    public boolean proves(TreeHash leaf, TreeHash root) {
        if (index < 0 || index >= size || path.size() > MAX_PATH) {
            return false;
        }
        long node = index;
        long last = size - 1;
        TreeHash hash = leaf;
        for (TreeHash sibling : path) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                hash = TreeHash.ofNode(sibling, hash);
                int skipped = Math.min(Long.numberOfTrailingZeros(node), 63);
                node >>>= skipped;
                last >>>= skipped;
            } else {
                hash = TreeHash.ofNode(hash, sibling);
            }
            node >>>= 1;
            last >>>= 1;
        }
        return last == 0 && hash.equals(root);
    }
}
