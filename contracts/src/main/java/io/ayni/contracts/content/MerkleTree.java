package io.ayni.contracts.content;

import io.ayni.contracts.crypto.Digests;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The SHA-256 Merkle tree of BEP 52: leaves are hashes of 16 KiB blocks (the last block of a file may be shorter), absent
 * leaves are 32 zero bytes, an inner node is the hash of its two children.
 */
public final class MerkleTree {
    /** Bytes of a block: the leaf of the tree. */
    public static final int BLOCK_BYTES = 16 * 1024;
    /** Bytes of a hash. */
    public static final int HASH_WIDTH = 32;

    private static final int MAX_LEVEL = 48;
    private static final byte[][] ZERO_SUBTREES = zeroSubtrees();

    private MerkleTree() {}

    /**
     * Root over bytes of one piece or one small file.
     *
     * @param leafCount width of the tree, a power of two not below the number of blocks
     * @return 32 bytes
     */
    public static byte[] root(byte[] data, int offset, int length, int leafCount) {
        MessageDigest digest = Digests.newSha256();
        int blocks = (length + BLOCK_BYTES - 1) / BLOCK_BYTES;
        byte[][] hashes = new byte[blocks][];
        for (int i = 0; i < blocks; i++) {
            int start = i * BLOCK_BYTES;
            digest.update(data, offset + start, Math.min(BLOCK_BYTES, length - start));
            hashes[i] = digest.digest();
        }
        return root(hashes, 0, leafCount);
    }

    /**
     * Root over given nodes of one level, padded with the zero subtree of that level.
     *
     * @param nodes at most {@code width} hashes; not changed
     * @param level height of the nodes above the leaves
     * @param width number of nodes after padding, a power of two
     */
    static byte[] root(byte[][] nodes, int level, int width) {
        if (Integer.bitCount(width) != 1 || nodes.length > width) {
            throw new IllegalArgumentException("a tree's width is a power of two not below its nodes");
        }
        MessageDigest digest = Digests.newSha256();
        byte[][] current = nodes;
        int currentLevel = level;
        for (int remaining = width; remaining > 1; remaining /= 2) {
            current = parents(current, currentLevel++, digest);
        }
        return current.length == 0 ? zeroSubtree(currentLevel) : current[0];
    }

    /** The level above: pairs hashed together, an odd last one with the zero subtree of its level. */
    static byte[][] parents(byte[][] nodes, int level, MessageDigest digest) {
        byte[][] parents = new byte[(nodes.length + 1) / 2][];
        for (int i = 0; i < parents.length; i++) {
            digest.update(nodes[2 * i]);
            digest.update(2 * i + 1 < nodes.length ? nodes[2 * i + 1] : ZERO_SUBTREES[level]);
            parents[i] = digest.digest();
        }
        return parents;
    }

    /** Root of a subtree of the given height whose leaves are all absent. */
    static byte[] zeroSubtree(int level) {
        return ZERO_SUBTREES[level].clone();
    }

    /** The smallest power of two not below the value. */
    static int ceilingPowerOfTwo(long value) {
        if (value > 1 << 30) {
            throw new IllegalArgumentException("too many hashes for one tree");
        }
        return value <= 1 ? 1 : Integer.highestOneBit((int) value - 1) << 1;
    }

    static boolean isRoot(byte[] expected, byte[][] nodes, int level) {
        return Arrays.equals(expected, root(nodes, level, ceilingPowerOfTwo(nodes.length)));
    }

    private static byte[][] zeroSubtrees() {
        byte[][] subtrees = new byte[MAX_LEVEL][];
        subtrees[0] = new byte[HASH_WIDTH];
        for (int level = 1; level < MAX_LEVEL; level++) {
            subtrees[level] = Digests.sha256(subtrees[level - 1], subtrees[level - 1]);
        }
        return subtrees;
    }
}
