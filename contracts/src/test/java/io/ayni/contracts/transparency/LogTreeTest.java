package io.ayni.contracts.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ayni.testing.GoldenVectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LogTreeTest {
    private static final SampleTree SAMPLE = new SampleTree(300);

    @ParameterizedTest
    @MethodSource("leaves")
    void aLeafHashesAsPublished(String[] vector) {
        assertThat(TreeHash.ofLeaf(GoldenVectors.hex(vector[1])).hex()).isEqualTo(vector[2]);
    }

    @Test
    void theRootsAreThePublishedOnes() {
        // Given the inputs that Certificate Transparency implementations test with
        TreeFrontier frontier = new TreeFrontier();
        List<String> roots = new ArrayList<>();
        // When
        for (String[] leaf : LogVectors.rows("leaf")) {
            frontier.append(TreeHash.ofLeaf(GoldenVectors.hex(leaf[1])));
            roots.add(frontier.root().hex());
        }
        // Then
        assertThat(roots)
                .isEqualTo(LogVectors.rows("ct-root").stream()
                        .map(vector -> vector[2])
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("roots")
    void theRootIsTheVectors(String[] vector) {
        assertThat(SAMPLE.tree().root(Long.parseLong(vector[1])).hex()).isEqualTo(vector[2]);
    }

    @ParameterizedTest
    @MethodSource("inclusions")
    void theInclusionProofIsTheVectors(String[] vector) {
        long index = Long.parseLong(vector[1]);
        long size = Long.parseLong(vector[2]);
        assertThat(SAMPLE.tree().inclusion(index, size)).isEqualTo(new InclusionProof(index, size, path(vector[3])));
    }

    @ParameterizedTest
    @MethodSource("consistencies")
    void theConsistencyProofIsTheVectors(String[] vector) {
        long oldSize = Long.parseLong(vector[1]);
        long newSize = Long.parseLong(vector[2]);
        assertThat(SAMPLE.tree().consistency(oldSize, newSize))
                .isEqualTo(new ConsistencyProof(oldSize, newSize, path(vector[3])));
    }

    @Test
    void theFrontierHasTheRootOfEverySize() {
        TreeFrontier frontier = new TreeFrontier();
        for (int size = 0; size < 300; size++) {
            assertThat(frontier.root()).as("size %d", size).isEqualTo(SAMPLE.root(size));
            assertThat(frontier.size()).isEqualTo(size);
            frontier.append(SAMPLE.leaf(size));
        }
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void everyProofHoldsAndNoChangedOneDoes(int size) {
        SampleTree sample = new SampleTree(size);
        TreeHash root = sample.root(size);
        for (int index : indexes(size)) {
            InclusionProof proof = sample.tree().inclusion(index, size);
            assertThat(proof.proves(sample.leaf(index), root)).as("%s", proof).isTrue();
            assertNoOtherInclusion(proof, sample.leaf(index), root);
        }
        for (int oldSize : indexes(size)) {
            ConsistencyProof proof = sample.tree().consistency(oldSize, size);
            assertThat(proof.proves(sample.root(oldSize), root)).as("%s", proof).isTrue();
            assertNoOtherConsistency(proof, sample.root(oldSize), root);
        }
    }

    private static void assertNoOtherInclusion(InclusionProof proof, TreeHash leaf, TreeHash root) {
        for (List<TreeHash> path : changed(proof.path())) {
            assertThat(new InclusionProof(proof.index(), proof.size(), path).proves(leaf, root))
                    .as("%s with %s", proof, path)
                    .isFalse();
        }
        assertThat(proof.proves(flipped(leaf), root)).isFalse();
        assertThat(proof.proves(leaf, flipped(root))).isFalse();
        for (long index = 0; index < Math.min(proof.size(), 70); index++) {
            if (index != proof.index()) {
                assertThat(new InclusionProof(index, proof.size(), proof.path()).proves(leaf, root))
                        .as("%s at %d", proof, index)
                        .isFalse();
            }
        }
        assertThat(new InclusionProof(-1, proof.size(), proof.path()).proves(leaf, root))
                .isFalse();
        assertThat(new InclusionProof(proof.size(), proof.size(), proof.path()).proves(leaf, root))
                .isFalse();
    }

    private static void assertNoOtherConsistency(ConsistencyProof proof, TreeHash oldRoot, TreeHash newRoot) {
        for (List<TreeHash> path : changed(proof.path())) {
            assertThat(new ConsistencyProof(proof.oldSize(), proof.newSize(), path).proves(oldRoot, newRoot))
                    .as("%s with %s", proof, path)
                    .isFalse();
        }
        assertThat(proof.proves(flipped(oldRoot), newRoot)).isFalse();
        if (proof.oldSize() > 0) {
            assertThat(proof.proves(oldRoot, flipped(newRoot))).isFalse();
        }
        assertThat(new ConsistencyProof(proof.newSize() + 1, proof.newSize(), proof.path()).proves(oldRoot, newRoot))
                .isFalse();
    }

    /** Each hash flipped, each left out, one too many at either end. */
    private static List<List<TreeHash>> changed(List<TreeHash> path) {
        List<List<TreeHash>> changed = new ArrayList<>();
        for (int i = 0; i < path.size(); i++) {
            List<TreeHash> flipped = new ArrayList<>(path);
            flipped.set(i, flipped(path.get(i)));
            changed.add(flipped);
            List<TreeHash> shorter = new ArrayList<>(path);
            shorter.remove(i);
            changed.add(shorter);
        }
        List<TreeHash> longer = new ArrayList<>(path);
        longer.addLast(TreeHash.EMPTY);
        changed.add(longer);
        List<TreeHash> earlier = new ArrayList<>(path);
        earlier.addFirst(TreeHash.EMPTY);
        changed.add(earlier);
        return changed;
    }

    private static TreeHash flipped(TreeHash hash) {
        byte[] bytes = hash.bytes();
        bytes[7] ^= 1;
        return new TreeHash(bytes);
    }

    @Test
    void aTreeSaysNothingAboutSizesThatItHasNot() {
        LogTree tree = SAMPLE.tree();
        assertThatThrownBy(() -> tree.root(301)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tree.inclusion(300, 300)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tree.inclusion(0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tree.consistency(5, 4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TiledHashes(SAMPLE).hash(2, 75)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<TreeHash> path(String hashes) {
        return hashes.equals("-")
                ? List.of()
                : Arrays.stream(hashes.split(","))
                        .map(hash -> new TreeHash(GoldenVectors.hex(hash)))
                        .toList();
    }

    private static int[] indexes(int size) {
        return size <= 70
                ? IntStream.range(0, size).toArray()
                : new int[] {0, 1, size / 3, size / 2, size - 2, size - 1, Integer.highestOneBit(size - 1)};
    }

    /** All up to 70 and some beyond, across the borders of tiles. */
    static List<Integer> sizes() {
        List<Integer> sizes =
                new ArrayList<>(IntStream.rangeClosed(1, 70).boxed().toList());
        sizes.addAll(List.of(255, 256, 257, 511, 513));
        Random random = new Random(20); // the seed: sizes are in the names of the runs
        IntStream.range(0, 10).forEach(_ -> sizes.add(71 + random.nextInt(1400)));
        return sizes;
    }

    static List<Arguments> leaves() {
        return LogVectors.arguments("leaf");
    }

    static List<Arguments> roots() {
        return LogVectors.arguments("root");
    }

    static List<Arguments> inclusions() {
        return LogVectors.arguments("inclusion");
    }

    static List<Arguments> consistencies() {
        return LogVectors.arguments("consistency");
    }
}
