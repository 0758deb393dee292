package io.ayni.tracker.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.document.Grant;
import io.ayni.contracts.identity.NodeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HandoutTest {
    private final Scene scene = new Scene();

    @Test
    void leechGetsEverySharingPeerWithItsProvenAddress() {
        // Given
        NodeId seed = scene.seeding(scene.reachable());
        NodeId otherLeech = scene.reachable();
        scene.leeching(otherLeech, 0);
        // When
        Handout handout = scene.leeching(scene.reachable(), 8);
        // Then
        assertThat(Scene.idsOf(handout)).containsExactlyInAnyOrder(seed, otherLeech);
        assertThat(handout.peers()).allSatisfy(peer -> assertThat(peer.address())
                .isEqualTo(scene.core.node(peer.nodeId()).orElseThrow().provenAddress())
                .isPresent());
        assertThat(handout.counts()).isEqualTo(new SwarmCounts(1, 2));
    }

    @Test
    void neverMoreThanEightPeersNorMoreThanKeys() {
        // Given
        seeds(20);
        NodeId leech = scene.reachable();
        // When, Then
        for (int keys = 0; keys <= 8; keys++) {
            assertThat(scene.leeching(leech, keys).peers()).hasSize(keys);
        }
    }

    @Test
    void neverTheCallerItself() {
        // Given
        NodeId caller = scene.reachable();
        seeds(3);
        // When, Then
        for (int i = 0; i < 200; i++) {
            assertThat(Scene.idsOf(scene.leeching(caller, 8))).hasSize(3).doesNotContain(caller);
        }
    }

    @Test
    void seedIsHandedOutNobody() {
        seeds(3);
        assertThat(scene.handoutFor(scene.reachable(), scene.announce(Scene.SIZE, 0, 8))
                        .peers())
                .isEmpty();
    }

    @Test
    void neverAPeerWithoutConsent() {
        // Given
        scene.seeding(scene.aNode().withoutConsent().enrol());
        // When
        Handout handout = scene.leeching(scene.reachable(), 8);
        // Then
        assertThat(handout.peers()).isEmpty();
        assertThat(handout.counts()).isEqualTo(new SwarmCounts(1, 1));
    }

    @Test
    void neverAnAddressThatNoDialBackProved() {
        // Given: enrolled with a listen address, dial-back under way, and one whose dial-back failed
        var untested = scene.aNode().build();
        scene.on(new TrackerEvent.NodeEnrolled(untested));
        scene.seeding(untested.nodeId());
        scene.seeding(scene.unreachable());
        // When
        Handout handout = scene.leeching(scene.reachable(), 8);
        // Then
        assertThat(handout.peers()).isEmpty();
    }

    @Test
    void unreachableUploaderInSessionIsAskedToDialTheCaller() {
        // Given
        NodeId uploader = scene.unreachable();
        SessionId session = scene.inSession(uploader);
        scene.seeding(uploader);
        NodeId caller = scene.reachable();
        // When
        Handout handout = scene.leeching(caller, 1);
        // Then
        assertThat(Scene.idsOf(handout)).containsExactly(uploader);
        assertThat(handout.peers().getFirst().address()).isEmpty();
        assertThat(scene.only(Effect.AskDialBack.class))
                .isEqualTo(new Effect.AskDialBack(
                        session,
                        Scene.ITEM,
                        scene.core.node(caller).orElseThrow().provenAddress().orElseThrow(),
                        handout.peers().getFirst().grant().grantId()));
    }

    @Test
    void twoUnreachablePeersNeverMeet() {
        // Given
        NodeId uploader = scene.unreachable();
        scene.inSession(uploader);
        scene.seeding(uploader);
        // When
        Handout handout = scene.leeching(scene.unreachable(), 8);
        // Then
        assertThat(handout.peers()).isEmpty();
        assertThat(scene.all(Effect.AskDialBack.class)).isEmpty();
    }

    @Test
    void connectedPeersAreNotHandedOutAgain() {
        // Given
        List<NodeId> seeds = seeds(4);
        Set<NodeId> connected = Set.copyOf(seeds.subList(0, 3));
        // When
        Handout handout = scene.handoutFor(
                scene.reachable(), scene.announce(AnnouncePeer.Event.UPDATE, 0, Scene.SIZE, 8, connected, List.of()));
        // Then
        assertThat(Scene.idsOf(handout)).containsExactly(seeds.get(3));
    }

    @Test
    void eachGrantNamesAKeyOfTheAnnounceAndIsNamedOnce() {
        // Given
        seeds(8);
        AnnouncePeer announce = scene.announce(0, Scene.SIZE, 8);
        // When
        Handout handout = scene.handoutFor(scene.reachable(), announce);
        // Then
        List<GrantOrder> orders =
                handout.peers().stream().map(PeerHandout::grant).toList();
        assertThat(orders).extracting(GrantOrder::sessionKey).containsExactlyElementsOf(announce.sessionKeys());
        assertThat(new HashSet<>(orders.stream().map(GrantOrder::grantId).toList()))
                .hasSize(8);
        assertThat(orders).allSatisfy(order -> {
            assertThat(order.contentId()).isEqualTo(Scene.ITEM);
            assertThat(order.maxBytes()).isEqualTo(Scene.SIZE);
            assertThat(order.issuedAtMs()).isEqualTo(scene.nowMs);
            assertThat(order.weightPerMille()).isEqualTo(Grant.FULL_WEIGHT);
        });
    }

    @Test
    void grantOfALargeItemCovers256MiB() {
        // Given
        ContentId large = Scene.item(9);
        scene.on(new TrackerEvent.ItemPublished(large, 1L << 40));
        scene.handoutFor(scene.reachable(), announceOf(large, 1L << 40, 0, 0));
        // When
        Handout handout = scene.handoutFor(scene.reachable(), announceOf(large, 0, 1L << 40, 1));
        // Then
        assertThat(handout.peers().getFirst().grant().maxBytes()).isEqualTo(268_435_456);
    }

    private AnnouncePeer announceOf(ContentId item, long have, long missing, int keys) {
        return new AnnouncePeer(
                item, AnnouncePeer.Event.UPDATE, have, missing, scene.sessionKeys(keys), Set.of(), List.of());
    }

    @Test
    void onlyUploadersGrantedBeforeAreRenewed() {
        // Given
        NodeId granted = scene.seeding(scene.reachable());
        NodeId caller = scene.reachable();
        scene.leeching(caller, 1);
        NodeId wished = scene.seeding(scene.reachable());
        Set<NodeId> connected = Set.of(granted, wished);
        // When
        Handout handout = scene.handoutFor(
                caller,
                scene.announce(
                        AnnouncePeer.Event.UPDATE, 0, Scene.SIZE, 2, connected, List.of(wished, granted, caller)));
        // Then
        assertThat(Scene.idsOf(handout)).containsExactly(granted);
    }

    @Test
    void nobodyListsASwarm() {
        // Given a swarm that is larger than what a node may learn of
        Scene scene = new Scene();
        for (int i = 0; i < TrackerRules.PEERS_BURST + 200; i++) {
            scene.seeding(scene.reachable());
        }
        NodeId scraper = scene.reachable();
        Set<NodeId> learned = new HashSet<>();
        // When it asks as often as it may
        for (int i = 0; i < 500; i++) {
            learned.addAll(Scene.idsOf(scene.leeching(scraper, 8)));
        }
        // Then
        assertThat(learned.size()).isBetween(TrackerRules.PEERS_BURST / 2, TrackerRules.PEERS_BURST);
        assertThat(scene.leeching(scraper, 8).peers()).as("newcomers").allSatisfy(peer -> assertThat(learned)
                .contains(peer.nodeId()));
        // When time passes
        scene.nowMs += 4_000;
        // Then it may learn of as many as the time allows
        int before = learned.size();
        for (int i = 0; i < 20; i++) {
            learned.addAll(Scene.idsOf(scene.leeching(scraper, 8)));
        }
        assertThat(learned.size() - before).isLessThanOrEqualTo(4 * TrackerRules.PEERS_PER_SECOND);
    }

    @Test
    void everyPeerHasTheSameChance() {
        // Given
        long seed = 20_261_124;
        Scene large = new Scene(Scene.RULES, Scene.LIMITS, 1_000, seed);
        List<NodeId> seeds = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            seeds.add(large.seeding(large.reachable()));
        }
        NodeId caller = large.reachable();
        Map<NodeId, Integer> chosen = new HashMap<>();
        // When: each is expected 8/32 × 800 = 200 times, standard deviation 12
        for (int i = 0; i < 800; i++) {
            Scene.idsOf(large.leeching(caller, 8)).forEach(id -> chosen.merge(id, 1, Integer::sum));
            large.pass(1_000);
            seeds.forEach(large::seeding);
        }
        // Then
        assertThat(chosen).as("seed %d", seed).hasSize(32);
        assertThat(chosen.values()).as("seed %d", seed).allSatisfy(count -> assertThat(count)
                .isBetween(140, 260));
    }

    @Test
    void pairsOfOneAccountOrNetworkAreDamped() {
        // Given
        WeightPolicy weights = new WeightPolicy(250, 500);
        TrackerRules rules = new TrackerRules(100, 100, 30_000, 1_000, 10, weights);
        Scene damped = new Scene(rules, Scene.LIMITS, 100, 1);
        NodeId caller = damped.aNode().ofAccount("me").at(192, 0, 2, 1).enrol();
        NodeId sameAccount = damped.seeding(
                damped.aNode().ofAccount("me").at(198, 51, 100, 1).enrol());
        NodeId sameNetwork = damped.seeding(damped.aNode().at(192, 0, 2, 200).enrol());
        NodeId both =
                damped.seeding(damped.aNode().ofAccount("me").at(192, 0, 2, 201).enrol());
        NodeId stranger = damped.seeding(damped.aNode().at(203, 0, 113, 1).enrol());
        // When
        Map<NodeId, Integer> paid = new HashMap<>();
        damped.leeching(caller, 8)
                .peers()
                .forEach(peer -> paid.put(peer.nodeId(), peer.grant().weightPerMille()));
        // Then
        assertThat(paid).isEqualTo(Map.of(sameAccount, 250, sameNetwork, 500, both, 250, stranger, 1000));
    }

    @Test
    void leechWithFewPeersInAGrowingSwarmComesBackSoon() {
        // Given
        NodeId leech = scene.reachable();
        // When
        int eager = scene.leeching(leech, 8).intervalMs();
        scene.nowMs += TrackerRules.GROWTH_MS;
        int settled = scene.leeching(leech, 8).intervalMs();
        // Then
        assertThat(eager).isBetween(2_000, 4_999);
        assertThat(settled).isBetween(27_000, 32_999);
    }

    @Test
    void atMostEightEdgesAndNoneAfterItsLease() {
        // Given
        for (int i = 0; i < 20; i++) {
            scene.on(new TrackerEvent.EdgeAnnounced("https://edge-" + i + ".example"));
        }
        NodeId leech = scene.reachable();
        // When
        List<String> edges = scene.leeching(leech, 0).edges();
        scene.pass(TrackerRules.EDGE_LEASE_MS);
        // Then
        assertThat(new HashSet<>(edges)).hasSize(8);
        assertThat(scene.leeching(leech, 0).edges()).isEmpty();
    }

    @Test
    void edgeTableIsBounded() {
        for (int i = 0; i < EdgeTable.MAX_EDGES; i++) {
            scene.on(new TrackerEvent.EdgeAnnounced("https://edge-" + i + ".example"));
        }
        assertThat(scene.refusalOf(new TrackerEvent.EdgeAnnounced("https://one-more.example")))
                .isEqualTo(Refusal.OVER_CAPACITY);
        scene.on(new TrackerEvent.EdgeAnnounced("https://edge-7.example"));
        assertThat(scene.effects).containsExactly(new Effect.Accepted());
    }

    private List<NodeId> seeds(int count) {
        List<NodeId> seeds = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            seeds.add(scene.seeding(scene.reachable()));
        }
        return seeds;
    }
}
