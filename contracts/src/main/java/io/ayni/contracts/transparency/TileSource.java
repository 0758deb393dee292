package io.ayni.contracts.transparency;

/** Port to stored tiles. */
public interface TileSource {
    /**
     * The hashes of a tile, one after the other, as many as are there: a multiple of {@value TreeHash#WIDTH} bytes.
     *
     * @throws IllegalArgumentException when there is no such tile
     */
    byte[] tile(int level, long index);
}
