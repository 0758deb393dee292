package io.ayni.ledger.transparency;

import io.ayni.contracts.transparency.TileAddress;
import io.ayni.contracts.transparency.TreeHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A shard's tree while entries are added: needs only the partial tile of each level, at most 8 × 255 hashes, and says which
 * tiles changed and what the root is now. Used by one thread.
 */
public final class TreeGrowth {
    /**
     * Tiles of one level and index as they are to be stored.
     *
     * @param level of the tile
     * @param index of the tile
     * @param hashes all of its hashes, one after the other
     */
    public record GrownTile(int level, long index, byte[] hashes) {}

    private static final int LEVELS = TileAddress.MAX_LEVEL + 1;

    private final List<List<TreeHash>> partial = new ArrayList<>();
    private final SortedMap<Integer, SortedMap<Long, byte[]>> changed = new TreeMap<>();
    private final Map<Integer, Long> full = new HashMap<>();
    private long size;

    /**
     * @param size entries that the tree covers
     * @param partialTiles hashes of the partial tile of each level that has one
     * @throws IllegalArgumentException when they are not the partial tiles of a tree of this size
     */
    public TreeGrowth(long size, Map<Integer, byte[]> partialTiles) {
        this.size = size;
        for (int level = 0; level < LEVELS; level++) {
            long hashes = size >>> TileAddress.HEIGHT * level;
            List<TreeHash> tile = split(partialTiles.getOrDefault(level, new byte[0]));
            if (tile.size() != hashes % TileAddress.WIDTH) {
                throw new IllegalArgumentException("the partial tile of level " + level + " is not one of this size");
            }
            partial.add(tile);
            full.put(level, hashes / TileAddress.WIDTH);
        }
    }

    /** Index of the partial tile of a level in a tree of this size; empty tiles are not stored. */
    public static long partialTile(long size, int level) {
        return (size >>> TileAddress.HEIGHT * level) / TileAddress.WIDTH;
    }

    private static List<TreeHash> split(byte[] hashes) {
        List<TreeHash> tile = new ArrayList<>();
        for (int from = 0; from < hashes.length; from += TreeHash.WIDTH) {
            tile.add(new TreeHash(Arrays.copyOfRange(hashes, from, from + TreeHash.WIDTH)));
        }
        return tile;
    }

    /** Adds an entry. */
    public void append(byte[] entryBody) {
        append(0, TreeHash.ofLeaf(entryBody));
        size++;
    }

    private void append(int level, TreeHash hash) {
        List<TreeHash> tile = partial.get(level);
        tile.add(hash);
        changed.computeIfAbsent(level, _ -> new TreeMap<>()).put(full.get(level), new byte[0]);
        if (tile.size() == TileAddress.WIDTH) {
            changed.get(level).put(full.get(level), join(tile));
            full.merge(level, 1L, Long::sum);
            TreeHash above = subtree(tile, 0, TileAddress.WIDTH);
            tile.clear();
            append(level + 1, above);
        }
    }

    private static byte[] join(List<TreeHash> tile) {
        byte[] hashes = new byte[tile.size() * TreeHash.WIDTH];
        for (int i = 0; i < tile.size(); i++) {
            System.arraycopy(tile.get(i).bytes(), 0, hashes, i * TreeHash.WIDTH, TreeHash.WIDTH);
        }
        return hashes;
    }

    private static TreeHash subtree(List<TreeHash> hashes, int from, int count) {
        if (count == 1) {
            return hashes.get(from);
        }
        int half = count / 2;
        return TreeHash.ofNode(subtree(hashes, from, half), subtree(hashes, from + half, half));
    }

    /** Number of entries. */
    public long size() {
        return size;
    }

    /** Root of the tree as it is now. */
    public TreeHash root() {
        TreeHash root = null;
        for (List<TreeHash> tile : partial) {
            int end = tile.size();
            while (end > 0) {
                int count = Integer.lowestOneBit(end);
                end -= count;
                TreeHash left = subtree(tile, end, count);
                root = root == null ? left : TreeHash.ofNode(left, root);
            }
        }
        return root == null ? TreeHash.EMPTY : root;
    }

    /** The tiles that are new or longer than before, lower levels first. */
    public List<GrownTile> grownTiles() {
        List<GrownTile> grown = new ArrayList<>();
        changed.forEach((level, tiles) -> tiles.forEach((index, hashes) -> {
            boolean isPartial = index.equals(full.get(level));
            grown.add(new GrownTile(level, index, isPartial ? join(partial.get(level)) : hashes));
        }));
        return grown;
    }
}
