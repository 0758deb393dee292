package io.ayni.agent.swarm.simulation;

import static io.ayni.agent.swarm.simulation.FlashCrowdSim.all;
import static io.ayni.agent.swarm.simulation.FlashCrowdSim.assertNoReportIsContradicted;
import static io.ayni.agent.swarm.simulation.FlashCrowdSim.crowd;
import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.agent.swarm.testing.SampleItem;
import io.ayni.contracts.document.Report;
import java.util.BitSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileSwarmSim {
    private static final long LIMIT_MS = 600_000;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aPolluterIsDroppedAtItsFirstWrongPieceAndNotMetAgain(long seed) {
        // Given
        SimWorld world = crowd(3, SimWorld.Shape.loopback(), seed);
        SimNode polluter = world.add();
        polluter.corrupting = true;
        polluter.join(all());

        // When
        boolean complete = world.runUntilComplete(LIMIT_MS);

        // Then
        assertThat(complete).isTrue();
        assertThat(world.nodes.subList(0, 3)).allSatisfy(node -> {
            assertThat(node.core.totals().peersDropped()).isLessThanOrEqualTo(1);
            assertThat(node.core.totals().corruptPieces()).isLessThanOrEqualTo(3);
        });
        assertThat(world.nodes.stream()
                        .mapToLong(node -> node.core.totals().peersDropped())
                        .sum())
                .isPositive();
        assertThat(polluter.receiptedBytes()).isZero();
        assertNoReportIsContradicted(world);
        assertThat(world.nodes.subList(0, 3)).allSatisfy(node -> assertThat(node.reports.all().values().stream()
                        .mapToLong(Report::failedPieces)
                        .sum())
                .isLessThanOrEqualTo(node.core.totals().corruptPieces()));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aSilentPeerHoldsNobodyUp(long seed) {
        // Given
        SimWorld world = crowd(1, SimWorld.Shape.homes(), seed);
        SimNode mute = world.add();
        mute.silent = true;
        mute.join(all());

        // When
        boolean complete = world.runUntilComplete(LIMIT_MS);

        // Then
        assertThat(complete).isTrue();
        assertThat(world.nowMs()).isLessThan(60_000);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void peersFinishWithoutEdgeOnceTheyHoldAllPiecesTogether(long seed) {
        // Given
        SimWorld world = new SimWorld(SampleItem.single("a", 8 << 20, 3), SimWorld.Shape.loopback(), seed);
        world.edgeDown = true;
        for (int i = 0; i < 4; i++) {
            BitSet quarter = new BitSet();
            for (int piece = i; piece < world.item.metainfo().pieceCount(); piece += 4) {
                quarter.set(piece);
            }
            world.add().join(quarter);
        }

        // When
        boolean complete = world.runUntilComplete(LIMIT_MS);

        // Then
        assertThat(complete).isTrue();
        assertThat(world.edgeBytes).isZero();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void nodesThatVanishAndATrackerThatDiesStopNoDownload(long seed) {
        // Given
        SimWorld world = crowd(6, SimWorld.Shape.homes(), seed);

        // When
        world.runFor(5_000);
        world.tracker.dead = true;
        world.nodes.get(0).crash();
        world.runFor(3_000);
        world.nodes.get(1).crash();
        boolean complete = world.runUntilComplete(LIMIT_MS);
        world.runFor(30_000);

        // Then
        assertThat(complete).isTrue();
        assertNoReportIsContradicted(world);
        assertThat(world.nodes.subList(2, 6)).allSatisfy(node -> assertThat(node.reports.acceptedBytes())
                .isEqualTo(node.core.totals().fromPeersBytes()));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aGrantThatIsUsedUpIsRenewedOnTheSameStream(long seed) {
        // Given: grants over a quarter of the item
        SimWorld world = crowd(1, SimWorld.Shape.homes(), seed);
        world.operator.limitedTo(4 << 20);
        SimNode seedNode = world.add();
        seedNode.join(all());

        // When
        boolean complete = world.runUntilComplete(LIMIT_MS);
        world.runFor(5_000);

        // Then
        SimNode leech = world.nodes.getFirst();
        assertThat(complete).isTrue();
        assertThat(leech.core.totals().fromPeersBytes()).isGreaterThan(8 << 20);
        assertThat(seedNode.receipts).hasSizeGreaterThan(2);
        assertThat(seedNode.receiptedBytes()).isEqualTo(leech.core.totals().fromPeersBytes());
        assertThat(leech.reports.acceptedBytes()).isEqualTo(leech.core.totals().fromPeersBytes());
        assertThat(leech.reports.all().keySet()).isEqualTo(seedNode.receipts.keySet());
        assertNoReportIsContradicted(world);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void whenNoTrackerRenewsGrantsTheEdgeTakesOver(long seed) {
        // Given: grants over an eighth of the item, and a tracker that dies after the first handout
        SimWorld world = crowd(1, SimWorld.Shape.loopback(), seed);
        world.operator.limitedTo(2 << 20);
        world.add().join(all());

        // When
        world.runFor(450);
        world.tracker.dead = true;
        boolean complete = world.runUntilComplete(60_000);

        // Then
        assertThat(complete).isTrue();
    }
}
