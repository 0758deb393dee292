package io.ayni.tracker.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.identity.NodeId;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What every store of swarms has to guarantee. */
abstract class SwarmStoreContract {
    /** A fresh store. */
    abstract SwarmStore storeWith(StoreLimits limits);

    private final SwarmStore store = storeWith(new StoreLimits(100, 1_000, 500, 256));
    private final SplittableRandom random = new SplittableRandom(7);

    @Test
    void putJoinsThenRenewsWithTheNewParticulars() {
        // When
        Placement first = store.put(peer(1, 1, PeerRole.LEECH, true, 100));
        Placement second = store.put(peer(1, 1, PeerRole.SEED, false, 200));
        // Then
        assertThat(List.of(first, second)).containsExactly(Placement.JOINED, Placement.RENEWED);
        assertThat(store.find(Scene.item(1), node(1))).contains(peer(1, 1, PeerRole.SEED, false, 200));
        assertThat(store.counts(Scene.item(1))).isEqualTo(new SwarmCounts(1, 0));
        assertThat(store.peers()).isEqualTo(1);
    }

    @Test
    void countsEqualTheEntriesAfterAnyHistory() {
        // Given
        Map<NodeId, PeerRole> model = new HashMap<>();
        // When, Then
        for (int step = 0; step < 5_000; step++) {
            int number = random.nextInt(40);
            if (random.nextInt(3) == 0) {
                boolean removed = store.remove(Scene.item(1), node(number)).isPresent();
                assertThat(removed).isEqualTo(model.remove(node(number)) != null);
            } else {
                PeerRole role = random.nextBoolean() ? PeerRole.SEED : PeerRole.LEECH;
                store.put(peer(1, number, role, random.nextBoolean(), step));
                model.put(node(number), role);
            }
            int seeds =
                    (int) model.values().stream().filter(PeerRole.SEED::equals).count();
            assertThat(store.counts(Scene.item(1))).isEqualTo(new SwarmCounts(seeds, model.size() - seeds));
        }
    }

    @Test
    void sampleHoldsDistinctSharingPeersOnly() {
        // Given
        for (int i = 0; i < 30; i++) {
            store.put(peer(1, i, PeerRole.SEED, i % 2 == 0, 100));
        }
        // When
        List<SwarmPeer> some = store.sampleSharing(Scene.item(1), 10, random);
        List<SwarmPeer> all = store.sampleSharing(Scene.item(1), 100, random);
        // Then
        assertThat(new HashSet<>(some)).hasSize(10).allMatch(SwarmPeer::sharing);
        assertThat(new HashSet<>(all)).hasSize(15).allMatch(SwarmPeer::sharing);
        assertThat(store.sampleSharing(Scene.item(2), 10, random)).isEmpty();
    }

    @Test
    void sampleGivesEachPeerTheSameChance() {
        // Given
        for (int i = 0; i < 10; i++) {
            store.put(peer(1, i, PeerRole.SEED, true, 100));
        }
        Map<NodeId, Integer> firsts = new TreeMap<>();
        // When: each is expected first 1,000 times, standard deviation 30
        for (int i = 0; i < 10_000; i++) {
            firsts.merge(
                    store.sampleSharing(Scene.item(1), 3, random).getFirst().nodeId(), 1, Integer::sum);
        }
        // Then
        assertThat(firsts).hasSize(10);
        assertThat(firsts.values()).allSatisfy(count -> assertThat(count).isBetween(850, 1_150));
    }

    @Test
    void expiredPeersLeaveFirstToExpireFirst() {
        // Given
        store.put(peer(1, 1, PeerRole.SEED, true, 100));
        store.put(peer(1, 2, PeerRole.SEED, true, 110));
        store.put(peer(2, 1, PeerRole.SEED, true, 120));
        store.put(peer(1, 1, PeerRole.SEED, true, 130));
        // When, Then
        assertThat(store.removeExpired(109, 10)).isEmpty();
        assertThat(store.removeExpired(120, 1)).containsExactly(peer(1, 2, PeerRole.SEED, true, 110));
        assertThat(store.removeExpired(120, 10)).containsExactly(peer(2, 1, PeerRole.SEED, true, 120));
        assertThat(store.swarmsOf(node(1))).containsExactly(Scene.item(1));
        assertThat(store.swarms()).isEqualTo(1);
    }

    @Test
    void renewalWithTheSameLeaseKeepsItsPlace() {
        // Given
        store.put(peer(1, 1, PeerRole.SEED, true, 100));
        store.put(peer(1, 2, PeerRole.SEED, true, 110));
        // When
        store.put(peer(1, 1, PeerRole.SEED, false, 100));
        // Then
        assertThat(store.removeExpired(100, 10)).containsExactly(peer(1, 1, PeerRole.SEED, false, 100));
    }

    @Test
    void newcomersOverABoundAreRefusedAndKnownPeersAreNot() {
        // Given
        SwarmStore small = storeWith(new StoreLimits(2, 4, 2, 2));
        small.put(peer(1, 1, PeerRole.SEED, true, 1));
        small.put(peer(1, 2, PeerRole.SEED, true, 1));
        small.put(peer(2, 1, PeerRole.SEED, true, 1));
        // When, Then
        assertThat(small.put(peer(1, 3, PeerRole.SEED, true, 1)))
                .as("swarm full")
                .isEqualTo(Placement.NO_ROOM);
        assertThat(small.put(peer(3, 3, PeerRole.SEED, true, 1))).as("swarms").isEqualTo(Placement.NO_ROOM);
        assertThat(small.put(peer(1, 1, PeerRole.SEED, true, 2))).isEqualTo(Placement.RENEWED);
        small.remove(Scene.item(1), node(1));
        small.remove(Scene.item(1), node(2));
        assertThat(small.put(peer(3, 1, PeerRole.SEED, true, 2))).isEqualTo(Placement.JOINED);
        assertThat(small.put(peer(1, 1, PeerRole.SEED, true, 2))).as("per node").isEqualTo(Placement.NO_ROOM);
    }

    @Test
    void peersInAllSwarmsTogetherAreBounded() {
        // Given
        SwarmStore small = storeWith(new StoreLimits(100, 3, 100, 100));
        // When
        for (int i = 0; i < 10; i++) {
            small.put(peer(i, i, PeerRole.SEED, true, 1));
        }
        // Then
        assertThat(small.peers()).isEqualTo(3);
    }

    private static SwarmPeer peer(int item, int node, PeerRole role, boolean sharing, long leaseUntilMs) {
        ContentId contentId = Scene.item(item);
        return new SwarmPeer(contentId, node(node), role, sharing, 1, leaseUntilMs);
    }

    private static NodeId node(int number) {
        return new NodeId(ByteBuffer.allocate(NodeId.WIDTH).putInt(number).array());
    }
}
