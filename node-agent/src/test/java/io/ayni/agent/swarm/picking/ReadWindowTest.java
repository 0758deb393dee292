package io.ayni.agent.swarm.picking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadWindowTest {
    private static final int LAST = 99;

    private final ReadWindow window = new ReadWindow();

    @Test
    void withoutReadersNothingIsUrgent() {
        assertThat(window.isEmpty()).isTrue();
        assertThat(window.first(piece -> true)).isEqualTo(-1);
        assertThat(window.blocking(piece -> true)).isEqualTo(-1);
    }

    @Test
    void theEightPiecesFromThePositionOnAreUrgentInTheirOrder() {
        window.reading(0, 10, LAST, 0);

        assertThat(window.first(piece -> true)).isEqualTo(10);
        assertThat(window.first(piece -> piece > 13)).isEqualTo(14);
        assertThat(window.first(piece -> piece > 17)).isEqualTo(-1);
    }

    @Test
    void nothingBeyondTheEndOfTheFileIsUrgent() {
        window.reading(0, 98, LAST, 0);

        assertThat(window.first(piece -> piece > 98)).isEqualTo(99);
        assertThat(window.first(piece -> piece > 99)).isEqualTo(-1);
    }

    @Test
    void onlyThePieceItselfHoldsAPlayerUp() {
        window.reading(0, 10, LAST, 0);

        assertThat(window.blocking(piece -> true)).isEqualTo(10);
        assertThat(window.blocking(piece -> piece != 10)).isEqualTo(-1);
    }

    @Test
    void aPlayerThatGoesOnIsInOnePlace() {
        window.reading(0, 10, LAST, 0);
        window.reading(0, 50, LAST, 1);

        assertThat(window.first(piece -> piece < 50)).isEqualTo(-1);
        assertThat(window.first(piece -> true)).isEqualTo(50);
    }

    @Test
    void aPositionCountsForFiveSeconds() {
        window.reading(0, 10, LAST, 1_000);

        window.expire(6_000);
        assertThat(window.isEmpty()).isFalse();
        window.expire(6_001);
        assertThat(window.isEmpty()).isTrue();
    }

    @Test
    void ofMoreThan32PositionsTheOldestGivesWay() {
        for (int file = 0; file <= ReadWindow.MAX_READERS; file++) {
            window.reading(file, 1_000 * file, 1_000_000, file);
        }

        assertThat(window.blocking(piece -> piece == 0)).isEqualTo(-1);
        assertThat(window.blocking(piece -> piece == 1_000)).isEqualTo(1_000);
        assertThat(window.blocking(piece -> piece == 32_000)).isEqualTo(32_000);
    }
}
