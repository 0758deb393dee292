package io.ayni.agent.swarm.core;

import static io.ayni.agent.swarm.core.OneCore.pieces;
import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.agent.swarm.Announcement;
import io.ayni.agent.swarm.testing.SampleItem;
import io.ayni.agent.swarm.testing.TestOperator;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

/** How often a core must be woken, and what it tells the tracker. */
class WakingTest {
    private static final SampleItem ITEM = SampleItem.single("film.bin", 4 * (64 << 10), 1);

    @Test
    void anItemThatNobodyAsksForSleepsUntilItIsAnnouncedAgain() {
        OneCore one = OneCore.holdingAll(ITEM);

        assertThat(one.core.wakeAfterMs()).isEqualTo(30_000);
        one.pass(10_000);
        assertThat(one.core.wakeAfterMs()).isEqualTo(20_000);
        one.effects.clear();
        one.pass(20_000);

        assertThat(one.look(SwarmEffect.Announce.class))
                .extracting(announce -> announce.announcement().event())
                .containsExactly(Announcement.Event.STARTED);
        assertThat(one.core.wakeAfterMs()).isEqualTo(30_000);
    }

    @Test
    void anItemThatIsStillBeingCheckedWaitsForThat() {
        assertThat(new OneCore(ITEM).core.wakeAfterMs()).isEqualTo(60_000);
    }

    @Test
    void anItemThatIsFetchedIsWokenOften() {
        assertThat(OneCore.holdingNothing(ITEM).core.wakeAfterMs()).isEqualTo(50);
    }

    @Test
    void anItemThatIsServedIsWokenNowAndThen() {
        OneCore one = OneCore.holdingAll(ITEM);
        one.admit();

        assertThat(one.core.wakeAfterMs()).isEqualTo(250);
    }

    @Test
    void anItemThatCannotBeWrittenIsWokenToTryAgain() {
        OneCore one = OneCore.holdingNothing(ITEM);
        one.on(new SwarmEvent.NotDurable("disk full"));

        assertThat(one.core.wakeAfterMs()).isEqualTo(1_000);
    }

    @Test
    void theTrackerHearsOfJoiningCompletingAndLeaving() {
        // Given
        OneCore one = OneCore.holding(ITEM, pieces(0, 1, 2));
        LinkId link = one.meet(TestOperator.key(1), pieces(3));

        // When
        one.give(link, one.said(link, PeerMessage.Request.class).getFirst());
        one.storeAll();
        one.on(new SwarmEvent.Stopped());

        // Then
        assertThat(one.look(SwarmEffect.Announce.class).stream()
                        .map(SwarmEffect.Announce::announcement)
                        .map(Announcement::event))
                .containsExactly(Announcement.Event.COMPLETED, Announcement.Event.STOPPED);
    }

    @Test
    void aSeedThatMayNotUploadLeavesAndComesBackWhenItMay() {
        // Given
        OneCore one = OneCore.holdingAll(ITEM);
        one.effects.clear();

        // When
        one.on(new SwarmEvent.SharingSet(false));
        assertThat(one.core.wakeAfterMs()).isEqualTo(60_000);
        one.on(new SwarmEvent.SharingSet(true));

        // Then
        assertThat(one.look(SwarmEffect.Announce.class))
                .extracting(announce -> announce.announcement().event())
                .containsExactly(Announcement.Event.STOPPED, Announcement.Event.STARTED);
    }

    @Test
    void aLeechThatMayNotUploadStays() {
        OneCore one = OneCore.holdingNothing(ITEM);
        one.effects.clear();

        one.on(new SwarmEvent.SharingSet(false));

        assertThat(one.look(SwarmEffect.Announce.class)).isEmpty();
    }

    @Test
    void aSeedThatLeftComesBackWhenItHasLostAPiece() {
        // Given
        OneCore one = OneCore.holdingAll(ITEM);
        one.on(new SwarmEvent.SharingSet(false));
        one.effects.clear();

        // When
        one.on(new SwarmEvent.PieceRotted(2));
        one.pass(50);

        // Then
        assertThat(one.look(SwarmEffect.Announce.class))
                .extracting(announce -> announce.announcement().event())
                .containsExactly(Announcement.Event.STARTED);
    }

    @Test
    void aSeedAnnouncesNoSessionKeys() {
        OneCore one = new OneCore(ITEM);
        BitSet all = pieces(0, 1, 2, 3);

        one.on(new SwarmEvent.Checked(all));

        Announcement joining = one.look(SwarmEffect.Announce.class).getFirst().announcement();
        assertThat(joining.event()).isEqualTo(Announcement.Event.STARTED);
        assertThat(joining.sessionKeys()).isEmpty();
        assertThat(joining.missingBytes()).isZero();
        assertThat(joining.haveBytes()).isEqualTo(ITEM.metainfo().sizeBytes());
    }

    @Test
    void aLeechAnnouncesEightFreshSessionKeys() {
        OneCore one = new OneCore(ITEM);

        one.on(new SwarmEvent.Checked(new BitSet()));

        Announcement joining = one.look(SwarmEffect.Announce.class).getFirst().announcement();
        assertThat(joining.sessionKeys()).hasSize(8).doesNotHaveDuplicates();
        assertThat(joining.haveBytes()).isZero();
    }
}
