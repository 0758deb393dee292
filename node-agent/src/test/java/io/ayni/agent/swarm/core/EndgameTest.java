package io.ayni.agent.swarm.core;

import static io.ayni.agent.swarm.core.OneCore.pieces;
import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.agent.swarm.testing.SampleItem;
import io.ayni.agent.swarm.testing.TestOperator;
import io.ayni.contracts.crypto.Ed25519PrivateKey;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two uploaders, an item of three pieces. */
class EndgameTest {
    private static final SampleItem ITEM = SampleItem.single("film.bin", 3 * (64 << 10), 1);
    private static final BitSet ALL = pieces(0, 1, 2);
    private static final Ed25519PrivateKey SLOW = TestOperator.key(1);
    private static final Ed25519PrivateKey FAST = TestOperator.key(2);

    private final OneCore one = OneCore.holdingNothing(ITEM);

    @Test
    void allPiecesAreAskedOfTheFirstPeerAndNoneOfTheSecondYet() {
        LinkId slow = one.meet(SLOW, ALL);
        assertThat(one.said(slow, PeerMessage.Request.class))
                .extracting(PeerMessage.Request::piece)
                .containsExactlyInAnyOrder(0, 1, 2);

        LinkId fast = one.meet(FAST, ALL);
        one.pass(Requests.ENDGAME_AGE_MS - 1);

        assertThat(one.said(fast, PeerMessage.Request.class)).isEmpty();
    }

    @Test
    void onceAllPiecesAreOnTheirWayASecondPeerIsAskedForTheOldest() {
        // Given
        LinkId slow = one.meet(SLOW, ALL);
        List<PeerMessage.Request> asked = one.said(slow, PeerMessage.Request.class);
        LinkId fast = one.meet(FAST, ALL);

        // When
        one.pass(Requests.ENDGAME_AGE_MS);

        // Then: one piece, not all
        assertThat(one.said(fast, PeerMessage.Request.class)).hasSize(1).isSubsetOf(asked);
    }

    @Test
    void thePieceThatComesFirstWinsAndTheOtherRequestIsWithdrawn() {
        // Given
        LinkId slow = one.meet(SLOW, ALL);
        one.look(SwarmEffect.Send.class);
        LinkId fast = one.meet(FAST, ALL);
        one.pass(Requests.ENDGAME_AGE_MS);
        PeerMessage.Request second = one.said(fast, PeerMessage.Request.class).getFirst();

        // When
        one.give(fast, second);

        // Then
        assertThat(one.said(slow, PeerMessage.Cancel.class)).containsExactly(new PeerMessage.Cancel(second.piece(), 0));
    }

    @Test
    void whatStillComesOfAWithdrawnRequestIsWastedAndNoFault() {
        // Given
        LinkId slow = one.meet(SLOW, ALL);
        List<PeerMessage.Request> asked = one.said(slow, PeerMessage.Request.class);
        LinkId fast = one.meet(FAST, ALL);
        one.pass(Requests.ENDGAME_AGE_MS);
        one.give(fast, one.said(fast, PeerMessage.Request.class).getFirst());
        one.storeAll();

        // When
        asked.forEach(request -> one.give(slow, request));

        // Then
        assertThat(one.effects).noneMatch(SwarmEffect.Abort.class::isInstance);
        one.storeAll();
        assertThat(one.core.status().verifiedBytes()).isEqualTo(ITEM.metainfo().sizeBytes());
        assertThat(one.core.totals().fromPeersBytes()).isEqualTo(ITEM.metainfo().sizeBytes());
        assertThat(one.core.wastedBytes()).isEqualTo(64 << 10);
    }

    @Test
    void noPieceIsAskedOfTwoPeersBefore() {
        // Given: a peer that has two, so that a piece is not on its way
        LinkId half = one.meet(SLOW, pieces(0, 1));
        LinkId other = one.meet(FAST, pieces(0, 1));

        // When
        one.pass(10 * Requests.ENDGAME_AGE_MS);

        // Then
        assertThat(one.said(other, PeerMessage.Request.class)).isEmpty();
        assertThat(half).isNotEqualTo(other);
    }
}
