package io.ayni.contracts.transparency;

import java.util.List;

/**
 * Shows that a tree only extends an earlier one (RFC 6962 section 2.1.2): nothing was taken out, put in between or changed.
 *
 * @param oldSize size of the earlier tree
 * @param newSize size of the later tree
 * @param path hashes from which both roots follow; empty when the sizes are equal or the earlier tree was empty
 */
public record ConsistencyProof(long oldSize, long newSize, List<TreeHash> path) {
    /** Longest path. */
    public static final int MAX_PATH = 64;

    /** Copies the path. */
    public ConsistencyProof {
        path = List.copyOf(path);
    }

    /** Whether the tree with the new root extends the one with the old root. */
    public boolean proves(TreeHash oldRoot, TreeHash newRoot) {
        if (oldSize < 0 || oldSize > newSize || path.size() > MAX_PATH) {
            return false;
        }
        if (oldSize == 0) {
            return path.isEmpty() && oldRoot.equals(TreeHash.EMPTY);
        }
        if (oldSize == newSize) {
            return path.isEmpty() && oldRoot.equals(newRoot);
        }
        return leadsToBoth(oldRoot, newRoot);
    }

    private boolean leadsToBoth(TreeHash oldRoot, TreeHash newRoot) {
        boolean oldTreeIsASubtree = Long.bitCount(oldSize) == 1;
        if (path.isEmpty()) {
            return false;
        }
        int shared = Long.numberOfTrailingZeros(oldSize);
        long node = (oldSize - 1) >>> shared;
        long last = (newSize - 1) >>> shared;
        TreeHash first = oldTreeIsASubtree ? oldRoot : path.getFirst();
        TreeHash oldHash = first;
        TreeHash newHash = first;
        for (TreeHash sibling : path.subList(oldTreeIsASubtree ? 0 : 1, path.size())) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                oldHash = TreeHash.ofNode(sibling, oldHash);
                newHash = TreeHash.ofNode(sibling, newHash);
                int skipped = Math.min(Long.numberOfTrailingZeros(node), 63);
                node >>>= skipped;
                last >>>= skipped;
            } else {
                newHash = TreeHash.ofNode(newHash, sibling);
            }
            node >>>= 1;
            last >>>= 1;
        }
        return last == 0 && oldHash.equals(oldRoot) && newHash.equals(newRoot);
    }
}
