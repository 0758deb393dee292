package io.ayni.agent.swarm.picking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EdgeZoneTest {
    @Test
    void aPeerAloneHasEverythingInOrder() {
        assertThat(EdgeZone.of(0, 1, 4)).containsExactly(0, 1, 2, 3);
    }

    @ParameterizedTest(name = "{0} peers, {1} pieces")
    @CsvSource({"2, 4", "3, 10", "30, 256", "256, 256", "300, 256", "1000, 100"})
    void theZonesOfAllPeersAreEveryPieceOnce(int peers, int pieces) {
        // Given
        BitSet union = new BitSet();
        int sum = 0;

        // When
        for (int place = 0; place < peers; place++) {
            int[] zone = EdgeZone.of(place, peers, pieces);
            Arrays.stream(zone).forEach(union::set);
            sum += zone.length;
        }

        // Then
        assertThat(union.cardinality()).isEqualTo(pieces);
        assertThat(sum).isEqualTo(pieces);
    }

    @Test
    void aNewcomerTakesTheFarPartOfOneZoneAndNothingElse() {
        // Given
        int[] before = EdgeZone.of(0, 2, 16);

        // When
        int[] after = EdgeZone.of(0, 3, 16);

        // Then
        assertThat(before).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(after).containsExactly(0, 1, 2, 3);
        assertThat(EdgeZone.of(2, 3, 16)).containsExactly(4, 5, 6, 7);
        assertThat(EdgeZone.of(1, 3, 16)).isEqualTo(EdgeZone.of(1, 2, 16));
    }

    @Test
    void whosePointLiesOnATakenPieceHasNoZone() {
        assertThat(EdgeZone.of(9, 10, 4)).isEmpty();
    }
}
