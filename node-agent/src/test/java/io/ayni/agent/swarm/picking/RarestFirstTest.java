package io.ayni.agent.swarm.picking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RarestFirstTest {
    private static final BitSet ALL = set(0, 1, 2, 3);

    private final RarestFirst rarest = new RarestFirst(4, new SplittableRandom(1));

    @Test
    void nothingIsPickedBeforeItIsWanted() {
        rarest.appeared(0);

        assertThat(rarest.pick(ALL)).isEqualTo(-1);
        assertThat(rarest.wantedCount()).isZero();
    }

    @Test
    void thePieceThatFewestPeersHaveIsPicked() {
        // Given: piece 2 is with one peer, the others with two
        wantAll();
        appeared(0, 0, 1, 1, 2, 3, 3);

        // Then
        assertThat(rarest.pick(ALL)).isEqualTo(2);
    }

    @Test
    void onlyOfferedPiecesArePicked() {
        wantAll();
        appeared(0, 1, 1);

        assertThat(rarest.pick(set(1))).isEqualTo(1);
        assertThat(rarest.pick(new BitSet())).isEqualTo(-1);
    }

    @Test
    void whatIsDroppedIsNotPickedUntilItIsWantedAgain() {
        wantAll();
        rarest.drop(2);
        assertThat(rarest.pick(set(2))).isEqualTo(-1);
        assertThat(rarest.isWanted(2)).isFalse();

        rarest.want(2);

        assertThat(rarest.pick(set(2))).isEqualTo(2);
    }

    @Test
    void wantingAndDroppingTwiceIsLikeOnce() {
        rarest.want(1);
        rarest.want(1);
        assertThat(rarest.wantedCount()).isEqualTo(1);

        rarest.drop(1);
        rarest.drop(1);
        assertThat(rarest.wantedCount()).isZero();
    }

    @Test
    void availabilityIsCountedForPiecesThatAreNotWantedToo() {
        rarest.appeared(3);
        rarest.appeared(3);
        rarest.vanished(3);

        assertThat(rarest.availability(3)).isEqualTo(1);
        wantAll();
        assertThat(rarest.pickUnavailable(set(3))).isEqualTo(-1);
        assertThat(rarest.pickUnavailable(ALL)).isIn(0, 1, 2);
    }

    @Test
    void amongEquallyRarePiecesChanceDecides() {
        wantAll();
        Set<Integer> picked = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            picked.add(rarest.pick(ALL));
        }

        assertThat(picked).containsExactlyInAnyOrder(0, 1, 2, 3);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void afterAnyChangesThePickIsARarestOne(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int pieces = 40;
        RarestFirst tested = new RarestFirst(pieces, random.split());
        int[] availability = new int[pieces];
        BitSet wanted = new BitSet();
        for (int step = 0; step < 5_000; step++) {
            // When
            int piece = random.nextInt(pieces);
            switch (random.nextInt(4)) {
                case 0 -> {
                    tested.want(piece);
                    wanted.set(piece);
                }
                case 1 -> {
                    tested.drop(piece);
                    wanted.clear(piece);
                }
                case 2 -> {
                    if (availability[piece] < RarestFirst.MAX_AVAILABILITY) {
                        tested.appeared(piece);
                        availability[piece]++;
                    }
                }
                default -> {
                    if (availability[piece] > 0) {
                        tested.vanished(piece);
                        availability[piece]--;
                    }
                }
            }

            // Then
            BitSet offered = new BitSet();
            random.ints(10, 0, pieces).forEach(offered::set);
            offered.and(wanted);
            int picked = tested.pick(offered);
            int fewest = offered.stream().map(each -> availability[each]).min().orElse(-1);
            assertThat(picked == -1 ? -1 : availability[picked]).isEqualTo(fewest);
            assertThat(picked == -1 || offered.get(picked)).isTrue();
            assertThat(tested.wantedCount()).isEqualTo(wanted.cardinality());
        }
    }

    private void wantAll() {
        ALL.stream().forEach(rarest::want);
    }

    private void appeared(int... pieces) {
        Arrays.stream(pieces).forEach(rarest::appeared);
    }

    private static BitSet set(int... pieces) {
        BitSet set = new BitSet();
        Arrays.stream(pieces).forEach(set::set);
        return set;
    }
}
