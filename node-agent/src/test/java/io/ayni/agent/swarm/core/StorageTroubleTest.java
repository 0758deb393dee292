package io.ayni.agent.swarm.core;

import static io.ayni.agent.swarm.core.OneCore.pieces;
import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.agent.swarm.ItemStatus;
import io.ayni.agent.swarm.testing.SampleItem;
import io.ayni.agent.swarm.testing.TestOperator;
import org.junit.jupiter.api.Test;

/** What a core does when the disk does not take pieces. */
class StorageTroubleTest {
    private static final SampleItem ITEM = SampleItem.single("film.bin", 4 * (64 << 10), 1);

    private final OneCore one = OneCore.holdingNothing(ITEM);
    private final LinkId link = one.meet(TestOperator.key(1), pieces(0));
    private final PeerMessage.Request asked =
            one.said(link, PeerMessage.Request.class).getFirst();

    @Test
    void aPieceThatCannotBeWrittenFailsTheItemAndIsAskedForAgainWhenWritingIsTriedAgain() {
        // Given
        one.give(link, asked);
        SwarmEffect.StorePiece store = one.look(SwarmEffect.StorePiece.class).getFirst();
        one.on(new SwarmEvent.StoreFailed(store.piece(), store.source(), "disk full"));
        assertThat(one.core.status().state()).isEqualTo(ItemStatus.State.FAILED);
        assertThat(one.core.status().failure()).contains("disk full");
        one.pass(PieceOutcomes.STORE_RETRY_MS - 1);
        assertThat(one.said(link, PeerMessage.Request.class)).isEmpty();

        // When
        one.pass(1);

        // Then
        assertThat(one.core.status().state()).isEqualTo(ItemStatus.State.FETCHING);
        assertThat(one.said(link, PeerMessage.Request.class)).containsExactly(asked);
    }

    @Test
    void anOwnerWhoAsksAgainNeedNotWait() {
        one.give(link, asked);
        SwarmEffect.StorePiece store = one.look(SwarmEffect.StorePiece.class).getFirst();
        one.on(new SwarmEvent.StoreFailed(store.piece(), store.source(), "disk full"));

        one.on(new SwarmEvent.Resumed());

        assertThat(one.said(link, PeerMessage.Request.class)).containsExactly(asked);
    }

    @Test
    void piecesThatCannotBeMadeDurableFailTheItemUntilTheyAre() {
        // Given
        one.give(link, asked);
        SwarmEffect.StorePiece store = one.look(SwarmEffect.StorePiece.class).getFirst();
        one.on(new SwarmEvent.PieceStored(store.piece(), store.source()));

        // When
        one.on(new SwarmEvent.NotDurable("input/output error"));

        // Then
        assertThat(one.core.status().state()).isEqualTo(ItemStatus.State.FAILED);
        assertThat(one.core.status().failure()).contains("input/output error");
        assertThat(one.core.status().verifiedBytes()).isZero();
        one.on(new SwarmEvent.Durable(new int[] {store.piece()}));
        assertThat(one.core.status().state()).isEqualTo(ItemStatus.State.FETCHING);
        assertThat(one.core.status().verifiedBytes()).isEqualTo(64 << 10);
    }

    @Test
    void aForcedDiskSaysNothingAboutWriting() {
        one.give(link, asked);
        SwarmEffect.StorePiece store = one.look(SwarmEffect.StorePiece.class).getFirst();
        one.on(new SwarmEvent.StoreFailed(store.piece(), store.source(), "disk full"));

        one.on(new SwarmEvent.Durable(new int[] {}));

        assertThat(one.core.status().failure()).contains("disk full");
    }
}
