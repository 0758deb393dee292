package io.ayni.contracts.transparency;

import java.util.ArrayList;
import java.util.List;

/**
 * A tree of which only the right edge is remembered: one hash per complete subtree, at most 63. Enough to go on and to say
 * the root at any time. Used by one thread.
 */
public final class TreeFrontier {
    private final List<TreeHash> edge = new ArrayList<>();
    private long size;

    /** Adds a leaf at the right. */
    public void append(TreeHash leaf) {
        TreeHash hash = leaf;
        for (long carry = size; (carry & 1) == 1; carry >>>= 1) {
            hash = TreeHash.ofNode(edge.removeLast(), hash);
        }
        edge.add(hash);
        size++;
    }

    /** Number of leaves. */
    public long size() {
        return size;
    }

    /** Root of the tree as it is now. */
    public TreeHash root() {
        if (edge.isEmpty()) {
            return TreeHash.EMPTY;
        }
        TreeHash root = edge.getLast();
        for (int i = edge.size() - 2; i >= 0; i--) {
            root = TreeHash.ofNode(edge.get(i), root);
        }
        return root;
    }
}
