package io.ayni.tracker.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.identity.NodeId;
import io.ayni.tracker.node.Consent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WaitingLeechesTest {
    private final Scene scene = new Scene();

    @Test
    void newcomerIsPushedToALeechThatWaits() {
        // Given
        NodeId leech = scene.reachable();
        SessionId session = scene.inSession(leech);
        AnnouncePeer announce = scene.announce(0, Scene.SIZE, 2);
        scene.handoutFor(leech, announce);
        // When
        NodeId newcomer = scene.seeding(scene.reachable());
        // Then
        Effect.PushHandout push = scene.only(Effect.PushHandout.class);
        assertThat(push.session()).isEqualTo(session);
        assertThat(Scene.idsOf(push.handout())).containsExactly(newcomer);
        assertThat(push.handout().peers().getFirst().grant().sessionKey())
                .isEqualTo(announce.sessionKeys().getFirst());
    }

    @Test
    void nobodyIsPushedTwiceNorWithoutAKey() {
        // Given
        NodeId leech = scene.reachable();
        scene.inSession(leech);
        scene.leeching(leech, 2);
        NodeId first = scene.seeding(scene.reachable());
        // When, Then
        scene.seeding(first);
        assertThat(scene.all(Effect.PushHandout.class)).isEmpty();
        scene.seeding(scene.reachable());
        assertThat(scene.all(Effect.PushHandout.class)).hasSize(1);
        scene.seeding(scene.reachable());
        assertThat(scene.all(Effect.PushHandout.class)).isEmpty();
    }

    @Test
    void oneNewcomerIsPushedToAtMostEight() {
        // Given: nobody is reachable but the newcomer, so that the leeches do not meet among themselves
        for (int i = 0; i < 20; i++) {
            NodeId leech = scene.unreachable();
            scene.inSession(leech);
            scene.leeching(leech, 8);
        }
        // When
        scene.seeding(scene.reachable());
        // Then
        List<Effect.PushHandout> pushes = scene.all(Effect.PushHandout.class);
        assertThat(new HashSet<>(
                        pushes.stream().map(Effect.PushHandout::session).toList()))
                .hasSize(8);
    }

    @Test
    void pushesGoRoundAmongThoseWhoWait() {
        // Given
        for (int i = 0; i < 16; i++) {
            NodeId leech = scene.unreachable();
            scene.inSession(leech);
            scene.leeching(leech, 8);
        }
        Map<SessionId, Integer> pushes = new HashMap<>();
        // When
        for (int i = 0; i < 4; i++) {
            scene.seeding(scene.reachable());
            scene.all(Effect.PushHandout.class).forEach(push -> pushes.merge(push.session(), 1, Integer::sum));
        }
        // Then
        assertThat(pushes).hasSize(16);
        assertThat(pushes.values()).containsOnly(2);
    }

    @Test
    void peerThatTurnsOutReachableOrAgreesToShareIsPushedToo() {
        // Given
        NodeId leech = scene.unreachable();
        scene.inSession(leech);
        scene.leeching(leech, 8);
        Scene.NodeBuilder builder = scene.aNode();
        var late = builder.build();
        scene.on(new TrackerEvent.NodeEnrolled(late));
        scene.seeding(late.nodeId());
        assertThat(scene.all(Effect.PushHandout.class)).isEmpty();
        NodeId hesitant = scene.seeding(scene.aNode().withoutConsent().enrol());
        assertThat(scene.all(Effect.PushHandout.class)).isEmpty();
        // When, Then
        scene.on(new TrackerEvent.DialBackEnded(late.nodeId(), builder.address(), true));
        assertThat(Scene.idsOf(scene.only(Effect.PushHandout.class).handout())).containsExactly(late.nodeId());
        scene.on(new TrackerEvent.ConsentChanged(hesitant, new Consent(true, 1, 0)));
        assertThat(Scene.idsOf(scene.only(Effect.PushHandout.class).handout())).containsExactly(hesitant);
    }

    @Test
    void whoLeftOrHasNoSessionDoesNotWait() {
        // Given
        NodeId withoutSession = scene.reachable();
        scene.leeching(withoutSession, 8);
        NodeId gone = scene.reachable();
        SessionId session = scene.inSession(gone);
        scene.leeching(gone, 8);
        scene.on(new TrackerEvent.SessionClosed(session, gone));
        NodeId stopped = scene.reachable();
        scene.inSession(stopped);
        scene.leeching(stopped, 8);
        scene.on(new TrackerEvent.PeerAnnounced(
                stopped, scene.announce(AnnouncePeer.Event.STOPPED, 0, Scene.SIZE, 8, Set.of(), List.of())));
        // When
        scene.seeding(scene.reachable());
        // Then
        assertThat(scene.all(Effect.PushHandout.class)).isEmpty();
    }

    @Test
    void tableIsBoundedPerSwarmAndInAll() {
        // Given
        WaitingLeeches waiting = new WaitingLeeches(WaitingLeeches.MAX_PER_SWARM + 1);
        List<byte[]> keys = List.of(new byte[32]);
        // When
        for (int i = 0; i < 100; i++) {
            waiting.add(Scene.ITEM, scene.aNode().build().nodeId(), keys, List.of());
        }
        waiting.add(Scene.item(2), scene.aNode().build().nodeId(), keys, List.of());
        waiting.add(Scene.item(3), scene.aNode().build().nodeId(), keys, List.of());
        // Then
        assertThat(waiting.size()).isEqualTo(WaitingLeeches.MAX_PER_SWARM + 1);
    }
}
