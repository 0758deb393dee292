package io.ayni.contracts.transparency;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The tree of the vectors, whose entry n is the text {@code entry n}, held in tiles. */
final class SampleTree implements TileSource {
    private final byte[][] entries;

    SampleTree(int size) {
        entries = new byte[size][];
        Arrays.setAll(entries, n -> ("entry " + n).getBytes(StandardCharsets.US_ASCII));
    }

    LogTree tree() {
        return new LogTree(new TiledHashes(this), entries.length);
    }

    TreeHash leaf(long index) {
        return TreeHash.ofLeaf(entries[(int) index]);
    }

    /** The root as the definition says it, without any of the code under test. */
    TreeHash root(int size) {
        return size == 0 ? TreeHash.EMPTY : root(0, size);
    }

    private TreeHash root(int from, int to) {
        if (to - from == 1) {
            return leaf(from);
        }
        int middle = from + Integer.highestOneBit(to - from - 1);
        return TreeHash.ofNode(root(from, middle), root(middle, to));
    }

    @Override
    public byte[] tile(int level, long index) {
        int leavesOfAHash = 1 << 8 * level;
        int first = (int) index * TileAddress.WIDTH;
        int count = Math.min(TileAddress.WIDTH, entries.length / leavesOfAHash - first);
        byte[] tile = new byte[count * TreeHash.WIDTH];
        for (int i = 0; i < count; i++) {
            byte[] hash = root((first + i) * leavesOfAHash, (first + i + 1) * leavesOfAHash)
                    .bytes();
            System.arraycopy(hash, 0, tile, i * TreeHash.WIDTH, TreeHash.WIDTH);
        }
        return tile;
    }
}
