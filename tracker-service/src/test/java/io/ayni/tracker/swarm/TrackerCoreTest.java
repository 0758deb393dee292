package io.ayni.tracker.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.identity.NodeId;
import io.ayni.tracker.node.Consent;
import io.ayni.tracker.node.EnrolledNode;
import io.ayni.tracker.node.Reachability;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrackerCoreTest {
    private static final Consent REVOKED = Consent.NONE;
    private static final Consent AGREED = new Consent(true, 1, 0);

    private final Scene scene = new Scene();

    @Test
    void peerIsGoneWhenItsLeaseEndsAndStaysWhileItRenews() {
        // Given
        NodeId quiet = scene.seeding(scene.reachable());
        NodeId faithful = scene.seeding(scene.reachable());
        // When
        scene.pass(TrackerRules.PEER_LEASE_MS - 1);
        scene.seeding(faithful);
        scene.pass(1);
        // Then
        assertThat(scene.tally().counts()).isEqualTo(new SwarmCounts(1, 0));
        assertThat(Scene.idsOf(scene.leeching(scene.reachable(), 8)))
                .containsExactly(faithful)
                .doesNotContain(quiet);
    }

    @Test
    void peerPastItsLeaseIsNotHandedOutEvenBeforeTimePasses() {
        // Given
        scene.seeding(scene.reachable());
        NodeId leech = scene.reachable();
        // When
        scene.nowMs += TrackerRules.PEER_LEASE_MS;
        // Then
        assertThat(scene.leeching(leech, 8).peers()).isEmpty();
    }

    @Test
    void stoppedPeerLeavesAtOnce() {
        // Given
        NodeId seed = scene.seeding(scene.reachable());
        // When
        Handout farewell = scene.handoutFor(
                seed, scene.announce(AnnouncePeer.Event.STOPPED, Scene.SIZE, 0, 8, Set.of(), List.of()));
        // Then
        assertThat(farewell.counts()).isEqualTo(SwarmCounts.EMPTY);
        assertThat(scene.leeching(scene.reachable(), 8).peers()).isEmpty();
    }

    @Test
    void leechThatCompletesIsCountedOnce() {
        // Given
        NodeId leech = scene.reachable();
        scene.leeching(leech, 0);
        AnnouncePeer completed = scene.announce(AnnouncePeer.Event.COMPLETED, Scene.SIZE, 0, 0, Set.of(), List.of());
        // When
        scene.handoutFor(leech, completed);
        scene.handoutFor(leech, completed);
        // Then
        assertThat(scene.tally()).isEqualTo(new SwarmTally(new SwarmCounts(1, 0), 1, 0));
    }

    @Test
    void refusesInTheOrderOfPrecedence() {
        // Given
        NodeId stranger = scene.aNode().build().nodeId();
        NodeId known = scene.reachable();
        AnnouncePeer unknownItem =
                new AnnouncePeer(Scene.item(77), AnnouncePeer.Event.UPDATE, 0, 5, List.of(), Set.of(), List.of());
        AnnouncePeer impossible = scene.announce(Scene.SIZE, 1, 0);
        // When, Then
        assertThat(scene.refusalOf(new TrackerEvent.PeerAnnounced(stranger, unknownItem)))
                .isEqualTo(Refusal.UNKNOWN_NODE);
        assertThat(scene.refusalOf(new TrackerEvent.PeerAnnounced(known, unknownItem)))
                .isEqualTo(Refusal.UNKNOWN_CONTENT);
        assertThat(scene.refusalOf(new TrackerEvent.PeerAnnounced(known, impossible)))
                .isEqualTo(Refusal.MALFORMED);
        assertThat(scene.core.sizes().peers()).isZero();
    }

    @Test
    void numbersThatCannotBeTrueOfTheItemAreMalformed() {
        assertThat(scene.announce(0, Scene.SIZE, 0).fits(Scene.SIZE)).isTrue();
        assertThat(scene.announce(0, 0, 0).fits(Scene.SIZE)).isTrue();
        assertThat(scene.announce(-1, 0, 0).fits(Scene.SIZE)).isFalse();
        assertThat(scene.announce(Scene.SIZE + 1, 0, 0).fits(Scene.SIZE)).isFalse();
        assertThat(scene.announce(1, Scene.SIZE, 0).fits(Scene.SIZE)).isFalse();
        assertThat(scene.announce(1, Long.MAX_VALUE, 0).fits(Scene.SIZE)).isFalse();
        assertThat(scene.announce(AnnouncePeer.Event.COMPLETED, 1, 1, 0, Set.of(), List.of())
                        .fits(Scene.SIZE))
                .isFalse();
    }

    @Test
    void floodIsRefusedAndTheAllowanceFillsAgain() {
        // Given
        TrackerRules rules = new TrackerRules(10, 10, 30_000, 3, 2, new WeightPolicy(0, 0));
        Scene strict = new Scene(rules, Scene.LIMITS, 10, 1);
        NodeId node = strict.reachable();
        TrackerEvent announce = new TrackerEvent.PeerAnnounced(node, strict.announce(0, Scene.SIZE, 0));
        // When
        strict.on(announce);
        strict.on(announce);
        strict.on(announce);
        // Then
        assertThat(strict.refusalOf(announce)).isEqualTo(Refusal.TOO_FAST);
        strict.nowMs += 499;
        assertThat(strict.refusalOf(announce)).isEqualTo(Refusal.TOO_FAST);
        strict.nowMs += 1;
        strict.on(announce);
        assertThat(strict.all(Effect.GiveHandout.class)).hasSize(1);
    }

    @Test
    void requestsOfAllKindsShareOneAllowanceButToStopSharingIsNeverRefused() {
        // Given a node that has used its allowance up
        Scene scene =
                new Scene(new TrackerRules(100, 100, 30_000, 3, 1, new WeightPolicy(0, 0)), Scene.LIMITS, 100, 42);
        NodeId node = scene.reachable();
        SessionId session = scene.inSession(node);
        scene.on(new TrackerEvent.SwarmScraped(node, Scene.ITEM));
        scene.on(new TrackerEvent.TokenRenewed(session, node, scene.nowMs + 600_000));
        // When, Then
        assertThat(scene.refusalOf(new TrackerEvent.PeerAnnounced(node, scene.announce(0, Scene.SIZE, 1))))
                .isEqualTo(Refusal.TOO_FAST);
        assertThat(scene.refusalOf(new TrackerEvent.SwarmScraped(node, Scene.ITEM)))
                .isEqualTo(Refusal.TOO_FAST);
        assertThat(scene.refusalOf(new TrackerEvent.TokenRenewed(session, node, scene.nowMs + 600_000)))
                .isEqualTo(Refusal.TOO_FAST);
        assertThat(scene.refusalOf(new TrackerEvent.SessionOpened(new SessionId(99), node, scene.nowMs + 600_000)))
                .isEqualTo(Refusal.TOO_FAST);
        assertThat(scene.refusalOf(new TrackerEvent.ConsentChanged(node, new Consent(true, 2, 0))))
                .isEqualTo(Refusal.TOO_FAST);
        scene.on(new TrackerEvent.ConsentChanged(node, Consent.NONE));
        assertThat(scene.only(Effect.Accepted.class)).isEqualTo(new Effect.Accepted());
    }

    @Test
    void everyTableIsBounded() {
        // Given
        TrackerRules rules = new TrackerRules(1, 2, 30_000, 100, 10, new WeightPolicy(0, 0));
        Scene small = new Scene(rules, new StoreLimits(1, 2, 2, 1), 3, 1);
        ContentId second = Scene.item(2);
        small.on(new TrackerEvent.ItemPublished(second, Scene.SIZE));
        NodeId a = small.seeding(small.reachable());
        NodeId b = small.seeding(small.reachable());
        NodeId c = small.reachable();
        small.inSession(a);
        // When, Then
        assertThat(small.refusalOf(new TrackerEvent.NodeEnrolled(small.aNode().build())))
                .isEqualTo(Refusal.OVER_CAPACITY);
        assertThat(small.refusalOf(new TrackerEvent.PeerAnnounced(c, small.announce(0, Scene.SIZE, 0))))
                .isEqualTo(Refusal.OVER_CAPACITY);
        assertThat(small.refusalOf(new TrackerEvent.SessionOpened(new SessionId(9), b, small.nowMs + 1_000)))
                .isEqualTo(Refusal.OVER_CAPACITY);
        assertThat(small.refusalOf(new TrackerEvent.ItemPublished(Scene.item(3), 1)))
                .isEqualTo(Refusal.OVER_CAPACITY);
        assertThat(small.core.sizes()).isEqualTo(new TableSizes(3, 1, 1, 2, 2));
    }

    @Test
    void revokedConsentHoldsForTheNextHandout() {
        // Given
        NodeId uploader = scene.seeding(scene.reachable());
        NodeId leech = scene.reachable();
        // When
        scene.on(new TrackerEvent.ConsentChanged(uploader, REVOKED));
        // Then
        assertThat(scene.leeching(leech, 8).peers()).isEmpty();
        scene.on(new TrackerEvent.ConsentChanged(uploader, AGREED));
        assertThat(Scene.idsOf(scene.leeching(leech, 8))).containsExactly(uploader);
    }

    @Test
    void consentThatChangesDoesNotLengthenTheLease() {
        // Given
        NodeId uploader = scene.seeding(scene.reachable());
        scene.nowMs += 60_000;
        scene.seeding(scene.reachable());
        // When
        scene.on(new TrackerEvent.ConsentChanged(uploader, REVOKED));
        scene.pass(30_000);
        // Then
        assertThat(scene.tally().counts()).isEqualTo(new SwarmCounts(1, 0));
    }

    @Test
    void newerSessionEndsTheOlderAndOutlivesItsClose() {
        // Given
        NodeId node = scene.unreachable();
        SessionId older = scene.inSession(node);
        // When
        SessionId newer = scene.inSession(node);
        // Then
        assertThat(scene.only(Effect.EndSession.class)).isEqualTo(new Effect.EndSession(older, SessionEnd.REPLACED));
        scene.on(new TrackerEvent.SessionClosed(older, node));
        scene.seeding(node);
        scene.leeching(scene.reachable(), 1);
        assertThat(scene.only(Effect.AskDialBack.class).session()).isEqualTo(newer);
    }

    @Test
    void sessionEndsWithItsTokenUnlessRenewed() {
        // Given
        NodeId lazy = scene.reachable();
        NodeId diligent = scene.reachable();
        SessionId lazySession = scene.inSession(lazy);
        SessionId diligentSession = scene.inSession(diligent);
        scene.on(new TrackerEvent.TokenRenewed(diligentSession, diligent, scene.nowMs + 700_000));
        assertThat(scene.only(Effect.Accepted.class)).isNotNull();
        // When
        scene.pass(600_000);
        // Then
        assertThat(scene.only(Effect.EndSession.class))
                .isEqualTo(new Effect.EndSession(lazySession, SessionEnd.TOKEN_EXPIRED));
        assertThat(scene.core.sizes().sessions()).isEqualTo(1);
    }

    @Test
    void nodeIsForgottenAfterLongSilence() {
        // Given
        NodeId node = scene.reachable();
        // When
        scene.pass(TrackerRules.NODE_IDLE_MS + 1);
        // Then
        assertThat(scene.core.node(node)).isEmpty();
        assertThat(scene.refusalOf(new TrackerEvent.SessionOpened(new SessionId(1), node, Long.MAX_VALUE)))
                .isEqualTo(Refusal.UNKNOWN_NODE);
    }

    @Test
    void enrolmentAsksForADialBackAndItsResultIsKept() {
        // Given
        Scene.NodeBuilder builder = scene.aNode();
        EnrolledNode node = builder.build();
        // When
        scene.on(new TrackerEvent.NodeEnrolled(node));
        // Then
        assertThat(scene.effects)
                .containsExactlyInAnyOrder(
                        new Effect.Accepted(), new Effect.TestReachability(node.nodeId(), builder.address()));
        assertThat(scene.core.node(node.nodeId()).orElseThrow().reachability()).isEqualTo(Reachability.UNKNOWN);
        scene.on(new TrackerEvent.DialBackEnded(node.nodeId(), builder.address(), true));
        scene.on(new TrackerEvent.NodeEnrolled(node));
        assertThat(scene.core.node(node.nodeId()).orElseThrow().provenAddress()).contains(builder.address());
    }

    @Test
    void resultOfADialBackToAFormerAddressIsIgnored() {
        // Given
        EnrolledNode node = scene.aNode().build();
        scene.on(new TrackerEvent.NodeEnrolled(node));
        // When
        scene.on(new TrackerEvent.DialBackEnded(node.nodeId(), scene.aNode().address(), true));
        // Then
        assertThat(scene.core.node(node.nodeId()).orElseThrow().reachability()).isEqualTo(Reachability.UNKNOWN);
    }

    @Test
    void countsArePublishedOnceASecondAndOnlyWhenTheyChanged() {
        // Given
        scene.pass(1_000);
        List<Effect.PublishCounts> published = new ArrayList<>();
        // When
        scene.seeding(scene.reachable());
        scene.leeching(scene.reachable(), 1);
        scene.pass(999);
        published.addAll(scene.all(Effect.PublishCounts.class));
        scene.pass(1);
        published.addAll(scene.all(Effect.PublishCounts.class));
        scene.pass(1_000);
        published.addAll(scene.all(Effect.PublishCounts.class));
        // Then
        assertThat(published)
                .containsExactly(
                        new Effect.PublishCounts(Scene.ITEM, new SwarmCounts(1, 1), 0, 1, scene.nowMs - 1_000));
    }

    @Test
    void lostCountsArePublishedAgainAsTheyAreThen() {
        // Given
        scene.seeding(scene.reachable());
        scene.pass(1_000);
        // When
        scene.on(new TrackerEvent.CountsLost(Scene.ITEM));
        scene.on(new TrackerEvent.CountsLost(Scene.item(404)));
        scene.pass(1_000);
        // Then
        assertThat(scene.only(Effect.PublishCounts.class).counts()).isEqualTo(new SwarmCounts(1, 0));
    }

    @Test
    void withdrawnItemIsUnknownAgain() {
        // Given
        scene.seeding(scene.reachable());
        // When
        scene.on(new TrackerEvent.ItemWithdrawn(Scene.ITEM));
        // Then
        assertThat(scene.refusalOf(new TrackerEvent.SwarmScraped(scene.reachable(), Scene.ITEM)))
                .isEqualTo(Refusal.UNKNOWN_CONTENT);
        assertThat(scene.refusalOf(new TrackerEvent.PeerAnnounced(scene.reachable(), scene.announce(0, Scene.SIZE, 8))))
                .isEqualTo(Refusal.UNKNOWN_CONTENT);
    }
}
