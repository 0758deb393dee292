package io.ayni.contracts.transparency;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** The hashes of a tree out of its tiles; remembers the tiles that it read, so it is made anew for each proof. */
public final class TiledHashes implements HashSource {
    private record Place(int level, long index) {}

    private final TileSource tiles;
    private final Map<Place, byte[]> read = new LinkedHashMap<>();

    /** @param tiles where they are */
    public TiledHashes(TileSource tiles) {
        this.tiles = tiles;
    }

    @Override
    public TreeHash hash(int height, long index) {
        int level = height / TileAddress.HEIGHT;
        int above = height % TileAddress.HEIGHT;
        long first = index << above; // of the hashes of the tile's level
        byte[] tile = read.computeIfAbsent(
                new Place(level, first / TileAddress.WIDTH), place -> tiles.tile(place.level, place.index));
        int from = (int) (first % TileAddress.WIDTH);
        if ((from + (1 << above)) * TreeHash.WIDTH > tile.length) {
            throw new IllegalArgumentException("the tree has not all of these leaves");
        }
        return fold(tile, from, 1 << above);
    }

    private static TreeHash fold(byte[] tile, int from, int count) {
        if (count == 1) {
            return at(tile, from);
        }
        int half = count / 2;
        return TreeHash.ofNode(fold(tile, from, half), fold(tile, from + half, half));
    }

    private static TreeHash at(byte[] tile, int index) {
        return new TreeHash(Arrays.copyOfRange(tile, index * TreeHash.WIDTH, (index + 1) * TreeHash.WIDTH));
    }
}
