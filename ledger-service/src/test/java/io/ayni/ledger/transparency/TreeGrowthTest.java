package io.ayni.ledger.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ayni.contracts.transparency.ConsistencyProof;
import io.ayni.contracts.transparency.InclusionProof;
import io.ayni.contracts.transparency.LogTree;
import io.ayni.contracts.transparency.TiledHashes;
import io.ayni.contracts.transparency.TreeFrontier;
import io.ayni.contracts.transparency.TreeHash;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TreeGrowthTest {
    private final Map<String, byte[]> stored = new HashMap<>();

    @Test
    void aTreeThatGrowsInStepsHasTheRootOfATreeMadeAtOnce() {
        long seed = 11;
        Random random = new Random(seed);
        TreeFrontier reference = new TreeFrontier();
        long size = 0;
        while (size < 70_000) {
            // When it goes on from what is stored, by one entry or thousands
            TreeGrowth tree = new TreeGrowth(size, partialTiles(size));
            int step = 1 + random.nextInt(1 << (1 + random.nextInt(13)));
            for (int i = 0; i < step; i++) {
                byte[] entry = entry(size + i);
                tree.append(entry);
                reference.append(TreeHash.ofLeaf(entry));
            }
            store(tree);
            size += step;
            // Then
            assertThat(tree.size()).isEqualTo(size);
            assertThat(tree.root()).as("seed %d size %d", seed, size).isEqualTo(reference.root());
            assertThat(new LogTree(new TiledHashes(this::tile), size).root(size))
                    .isEqualTo(reference.root());
        }
    }

    @Test
    void theStoredTilesProveEveryEarlierTree() {
        // Given a tree that reaches into the third level
        TreeGrowth tree = new TreeGrowth(0, Map.of());
        for (int i = 0; i < 66_000; i++) {
            tree.append(entry(i));
        }
        store(tree);
        LogTree log = new LogTree(new TiledHashes(this::tile), 66_000);
        // Then
        for (long index : new long[] {0, 255, 256, 65_535, 65_536, 65_999}) {
            InclusionProof proof = log.inclusion(index, 66_000);
            assertThat(proof.proves(TreeHash.ofLeaf(entry(index)), tree.root())).isTrue();
            ConsistencyProof consistency = log.consistency(index, 66_000);
            assertThat(consistency.proves(log.root(index), tree.root())).isTrue();
        }
    }

    @Test
    void theTreeOfNothingHasTheRootOfNothing() {
        TreeGrowth tree = new TreeGrowth(0, Map.of());
        assertThat(tree.root()).isEqualTo(TreeHash.EMPTY);
        assertThat(tree.grownTiles()).isEmpty();
    }

    @Test
    void tilesOfAnotherSizeAreRefused() {
        assertThatThrownBy(() -> new TreeGrowth(3, Map.of(0, new byte[64])))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Map<Integer, byte[]> partialTiles(long size) {
        Map<Integer, byte[]> partial = new HashMap<>();
        for (int level = 0; level < 8; level++) {
            byte[] tile = stored.get(level + "/" + TreeGrowth.partialTile(size, level));
            if (tile != null) {
                partial.put(level, tile);
            }
        }
        return partial;
    }

    /** Stores like the database: a tile only grows. */
    private void store(TreeGrowth tree) {
        tree.grownTiles().forEach(tile -> {
            byte[] before = stored.put(tile.level() + "/" + tile.index(), tile.hashes());
            if (before != null) {
                assertThat(tile.hashes()).startsWith(before).hasSizeGreaterThan(before.length);
            }
        });
    }

    private byte[] tile(int level, long index) {
        return stored.get(level + "/" + index);
    }

    private static byte[] entry(long number) {
        return ByteBuffer.allocate(8).putLong(number).array();
    }
}
