package io.ayni.contracts.transparency;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Roots and proofs of an append-only tree, at its present size and at every earlier one (RFC 6962 sections 2.1 to 2.1.2).
 * Asks the source for at most a few hashes per level, so every answer costs the logarithm of the size.
 */
public final class LogTree {
    private final HashSource hashes;
    private final long size;

    /**
     * @param hashes of the complete subtrees
     * @param size number of leaves that the source covers
     */
    public LogTree(HashSource hashes, long size) {
        requireAtMost(0, size, "size");
        this.hashes = hashes;
        this.size = size;
    }

    /** Root of the tree when it had this many leaves. */
    public TreeHash root(long atSize) {
        requireAtMost(atSize, size, "size");
        return atSize == 0 ? TreeHash.EMPTY : range(0, atSize);
    }

    /**
     * Path from a leaf to the root.
     *
     * @param index of the leaf, from 0
     * @param atSize of the tree, above the index
     */
    public InclusionProof inclusion(long index, long atSize) {
        requireAtMost(atSize, size, "size");
        requireAtMost(index, atSize - 1, "index");
        List<TreeHash> fromTheTop = new ArrayList<>();
        long from = 0;
        long to = atSize;
        while (to - from > 1) {
            long middle = from + largestPowerBelow(to - from);
            if (index < middle) {
                fromTheTop.add(range(middle, to));
                to = middle;
            } else {
                fromTheTop.add(range(from, middle));
                from = middle;
            }
        }
        Collections.reverse(fromTheTop);
        return new InclusionProof(index, atSize, fromTheTop);
    }

    /**
     * What shows that the tree of one size only extends that of another.
     *
     * @param oldSize at most the new one
     * @param newSize at most the size of this tree
     */
    public ConsistencyProof consistency(long oldSize, long newSize) {
        requireAtMost(newSize, size, "new size");
        requireAtMost(oldSize, newSize, "old size");
        List<TreeHash> fromTheTop = new ArrayList<>();
        long from = 0;
        long to = newSize;
        boolean oldRootIsKnown = true;
        while (oldSize != 0 && oldSize != to) {
            long middle = from + largestPowerBelow(to - from);
            if (oldSize <= middle) {
                fromTheTop.add(range(middle, to));
                to = middle;
            } else {
                fromTheTop.add(range(from, middle));
                from = middle;
                oldRootIsKnown = false;
            }
        }
        if (!oldRootIsKnown) {
            fromTheTop.add(range(from, to));
        }
        Collections.reverse(fromTheTop);
        return new ConsistencyProof(oldSize, newSize, fromTheTop);
    }

    /** Root of the tree over these leaves; the first is where a subtree of at least this size starts. */
    private TreeHash range(long from, long to) {
        List<TreeHash> complete = new ArrayList<>();
        long start = from;
        while (start < to) {
            int height = 63 - Long.numberOfLeadingZeros(to - start);
            complete.add(hashes.hash(height, start >>> height));
            start += 1L << height;
        }
        TreeHash root = complete.removeLast();
        while (!complete.isEmpty()) {
            root = TreeHash.ofNode(complete.removeLast(), root);
        }
        return root;
    }

    /** The largest power of two below a number from 2. */
    private static long largestPowerBelow(long number) {
        return Long.highestOneBit(number - 1);
    }

    private static void requireAtMost(long value, long bound, String what) {
        if (value < 0 || value > bound) {
            throw new IllegalArgumentException(what + " " + value + " is not 0 to " + bound);
        }
    }
}
