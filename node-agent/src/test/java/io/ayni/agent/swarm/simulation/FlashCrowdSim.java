package io.ayni.agent.swarm.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.agent.swarm.testing.SampleItem;
import io.ayni.contracts.document.GrantId;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlashCrowdSim {
    private static final SampleItem ITEM = SampleItem.single("film.bin", 16 << 20, 5);
    private static final int PIECES = ITEM.metainfo().pieceCount();
    private static final long SIZE = ITEM.metainfo().sizeBytes();
    private static final long LIMIT_MS = 600_000;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void fiveNodesOfOneMachineTakeMostBytesFromEachOther(long seed) {
        // Given
        SimWorld world = crowd(5, SimWorld.Shape.loopback(), seed);

        // When
        boolean complete = world.runUntilComplete(LIMIT_MS);

        // Then
        assertThat(complete).isTrue();
        assertThat(world.offload()).isGreaterThanOrEqualTo(0.7);
        assertNothingAskedTwice(world);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void fiveHomesBehindNarrowUplinksTakeOneCopyFromTheEdge(long seed) {
        // Given
        SimWorld world = crowd(5, SimWorld.Shape.homes(), seed);

        // When
        boolean complete = world.runUntilComplete(LIMIT_MS);

        // Then
        assertThat(complete).isTrue();
        assertThat((double) world.edgeBytes / SIZE).isBetween(1.0, 1.1);
        assertNothingAskedTwice(world);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void aNodeAloneTakesEachPieceFromTheEdgeOnce(long seed) {
        // Given
        SimWorld world = crowd(1, SimWorld.Shape.homes(), seed);

        // When
        boolean complete = world.runUntilComplete(LIMIT_MS);

        // Then
        assertThat(complete).isTrue();
        assertThat(world.edgeBytes).isEqualTo(SIZE);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void withASeedAmongThePeersTheEdgeGivesLittle(long seed) {
        // Given
        SimWorld world = new SimWorld(ITEM, SimWorld.Shape.loopback(), seed);
        world.add().join(all());
        SimNode leech = world.add();

        // When
        leech.join(new BitSet());
        boolean complete = world.runUntilComplete(LIMIT_MS);

        // Then
        assertThat(complete).isTrue();
        assertThat((double) world.edgeBytes / SIZE).isLessThan(0.15);
        world.runFor(5_000);
        assertThat(world.nodes.getFirst().receiptedBytes())
                .isEqualTo(leech.core.totals().fromPeersBytes());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void everyByteFromPeersIsReceiptedInTheEnd(long seed) {
        // Given
        SimWorld world = crowd(4, SimWorld.Shape.loopback(), seed);

        // When
        world.runUntilComplete(LIMIT_MS);
        world.runFor(5_000);

        // Then
        long fromPeers = world.nodes.stream()
                .mapToLong(node -> node.core.totals().fromPeersBytes())
                .sum();
        assertThat(world.nodes.stream().mapToLong(SimNode::receiptedBytes).sum())
                .isEqualTo(fromPeers);
        assertThat(world.nodes.stream()
                        .mapToLong(node -> node.reports.acceptedBytes())
                        .sum())
                .isEqualTo(fromPeers);
        assertNoReportIsContradicted(world);
    }

    static SimWorld crowd(int count, SimWorld.Shape shape, long seed) {
        SimWorld world = new SimWorld(ITEM, shape, seed);
        for (int i = 0; i < count; i++) {
            SimNode node = world.add();
            world.after(world.random.nextLong(400), () -> node.join(new BitSet()));
        }
        return world;
    }

    static BitSet all() {
        BitSet pieces = new BitSet();
        pieces.set(0, PIECES);
        return pieces;
    }

    /** No report says less than its downloader signed for: the ledger would open a case against an honest node. */
    static void assertNoReportIsContradicted(SimWorld world) {
        Map<GrantId, Long> reported = new HashMap<>();
        world.nodes.forEach(
                node -> node.reports.all().forEach((grant, report) -> reported.put(grant, report.cumulativeBytes())));
        assertThat(world.nodes)
                .allSatisfy(node -> node.receipts.forEach((grant, bytes) ->
                        assertThat(reported.getOrDefault(grant, bytes)).isGreaterThanOrEqualTo(bytes)));
    }

    static void assertNothingAskedTwice(SimWorld world) {
        assertThat(world.nodes).allSatisfy(node -> {
            assertThat(node.watch.askedTwiceTooEarly).isZero();
            assertThat(node.watch.storedTwice).isZero();
        });
    }
}
