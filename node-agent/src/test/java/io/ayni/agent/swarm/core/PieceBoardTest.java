package io.ayni.agent.swarm.core;

import static io.ayni.agent.swarm.core.OneCore.pieces;
import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.agent.swarm.testing.SampleItem;
import java.util.BitSet;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PieceBoardTest {
    private static final SampleItem ITEM = SampleItem.single("film.bin", 3 * (64 << 10), 1);
    private static final BitSet ALL = pieces(0, 1, 2);
    private static final Source ONE = new Source.Peer(new LinkId(1));
    private static final Source TWO = new Source.Peer(new LinkId(2));

    private final PieceBoard board = new PieceBoard(ITEM.metainfo(), new SplittableRandom(1));

    @BeforeEach
    void begin() {
        board.begin(pieces(0));
    }

    @Test
    void whatIsHeldIsNotAskedFor() {
        assertThat(board.nextFrom(pieces(0))).isEqualTo(-1);
        assertThat(board.heldBytes()).isEqualTo(64 << 10);
        assertThat(board.isComplete()).isFalse();
    }

    @Test
    void aPieceOnItsWayIsNotAskedForAgain() {
        board.started(fetch(1, ONE));

        assertThat(board.nextFrom(pieces(1))).isEqualTo(-1);
        assertThat(board.nextFrom(ALL)).isEqualTo(2);
        assertThat(board.isEndgame()).isFalse();
    }

    @Test
    void aPieceThatWasGivenUpIsWantedAgainUnlessAnotherSourceHasItOnItsWay() {
        PieceFetch first = fetch(1, ONE);
        PieceFetch second = fetch(1, TWO);
        board.started(first);
        board.started(second);

        board.abandoned(first);
        assertThat(board.nextFrom(pieces(1))).isEqualTo(-1);
        board.abandoned(second);
        assertThat(board.nextFrom(pieces(1))).isEqualTo(1);
    }

    @Test
    void thePieceThatCameWholeTellsItsRivals() {
        PieceFetch first = fetch(1, ONE);
        PieceFetch second = fetch(1, TWO);
        board.started(first);
        board.started(second);

        assertThat(board.whole(second)).containsExactly(first);

        assertThat(board.isVerifying(1)).isTrue();
        assertThat(board.verified(1)).contains(second);
        assertThat(board.isVerifying(1)).isFalse();
    }

    @Test
    void aPieceThatWasLostIsWantedAgain() {
        board.lost(0);

        assertThat(board.isHeld(0)).isFalse();
        assertThat(board.heldBytes()).isZero();
        assertThat(board.nextFrom(pieces(0))).isZero();
    }

    @Test
    void holdingAPieceTwiceCountsItOnce() {
        board.hold(0);

        assertThat(board.heldBytes()).isEqualTo(64 << 10);
    }

    @Test
    void theEndgameBeginsWhenEverythingMissingIsOnItsWay() {
        board.started(fetch(1, ONE));
        board.started(fetch(2, ONE));
        assertThat(board.isEndgame()).isTrue();

        board.whole(board.fetchesOf(1).getFirst());
        board.hold(1);
        board.whole(board.fetchesOf(2).getFirst());
        board.hold(2);

        assertThat(board.isComplete()).isTrue();
        assertThat(board.isEndgame()).isFalse();
    }

    @Test
    void theOldestFetchWithOneSourceIsTheOneToHelp() {
        board.started(new PieceFetch(ITEM.metainfo().piece(1), ONE, Optional.empty(), 20));
        board.started(new PieceFetch(ITEM.metainfo().piece(2), ONE, Optional.empty(), 10));

        assertThat(board.oldestFetch(ALL, 30, source -> true).map(PieceFetch::piece))
                .contains(2);
        assertThat(board.oldestFetch(pieces(1), 30, source -> true).map(PieceFetch::piece))
                .contains(1);
        assertThat(board.oldestFetch(ALL, 9, source -> true)).isEmpty();
        assertThat(board.oldestFetch(ALL, 30, source -> !source.equals(ONE))).isEmpty();

        board.started(fetch(2, TWO));

        assertThat(board.oldestFetch(ALL, 30, source -> true).map(PieceFetch::piece))
                .contains(1);
    }

    @Test
    void whatAPlayerNeedsGoesBeforeWhatIsRare() {
        board.rarest.appeared(1);
        assertThat(board.nextFrom(ALL)).isEqualTo(2);

        board.window.reading(0, 1, 2, 0);

        assertThat(board.nextFrom(ALL)).isEqualTo(1);
    }

    private static PieceFetch fetch(int piece, Source source) {
        return new PieceFetch(ITEM.metainfo().piece(piece), source, Optional.empty(), 0);
    }
}
