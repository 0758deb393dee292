package io.ayni.contracts.transparency;

import io.ayni.contracts.crypto.Digests;
import io.ayni.contracts.identity.Identifier;

/**
 * Hash of a subtree (RFC 6962 section 2.1): {@code SHA-256(0x00 ‖ entry)} of a leaf, {@code SHA-256(0x01 ‖ left ‖ right)} of
 * two subtrees. The first byte keeps a leaf from being taken for a node.
 */
public final class TreeHash extends Identifier {
    /** Length in bytes. */
    public static final int WIDTH = 32;
    /** Root of the tree without leaves: SHA-256 of nothing. */
    public static final TreeHash EMPTY = new TreeHash(Digests.sha256());

    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};

    /**
     * @param value exactly {@value #WIDTH} bytes
     * @throws IllegalArgumentException for any other length
     */
    public TreeHash(byte[] value) {
        super(value, WIDTH);
    }

    /** Hash of a leaf, here the body of a journal entry. */
    public static TreeHash ofLeaf(byte[] entry) {
        return new TreeHash(Digests.sha256(LEAF, entry));
    }

    /** Hash of the subtree over two others. */
    public static TreeHash ofNode(TreeHash left, TreeHash right) {
        return new TreeHash(Digests.sha256(NODE, left.bytes(), right.bytes()));
    }
}
