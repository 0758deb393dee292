package io.ayni.agent.swarm.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.agent.limit.AnOwner;
import io.ayni.agent.swarm.core.SwarmEvent;
import io.ayni.agent.swarm.exchange.TransferBudget;
import io.ayni.agent.swarm.testing.SampleItem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The owner's limits with the real cores in virtual time. */
class LimitedSwarmSim {
    private static final SampleItem ITEM = SampleItem.single("film.bin", 16 << 20, 5);
    private static final long MINUTE_MS = 60_000;
    private static final long TWELVE_MB = 60 * 200_000;

    @TempDir
    Path directory;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void anUploadLimitHoldsWithinFivePercentOverAMinute(long seed) throws IOException {
        // Given: a seed, three that want everything, and no edge
        AnOwner owner = anOwner();
        owner.wants("uploadBytesPerSecond", "200K");
        SimWorld world = new SimWorld(ITEM, SimWorld.Shape.loopback(), seed);
        world.edgeDown = true;
        SimNode seeder = seeder(world, owner);
        for (int i = 0; i < 3; i++) {
            world.add().join(new BitSet());
        }
        world.runFor(10_000);

        // When
        long before = seeder.core.totals().givenBytes();
        world.runFor(MINUTE_MS);

        // Then
        assertThat(seeder.core.totals().givenBytes() - before).isBetween(TWELVE_MB * 95 / 100, TWELVE_MB * 105 / 100);
        assertThat(owner.limits().view().usedBytes())
                .isEqualTo(seeder.core.totals().givenBytes());
    }

    @Test
    void aPauseStopsUploadsAtOnceAndResumingGoesOn() throws IOException {
        // Given
        AnOwner owner = anOwner();
        owner.wants("uploadBytesPerSecond", "200K");
        SimWorld world = new SimWorld(ITEM, SimWorld.Shape.loopback(), 1);
        world.edgeDown = true;
        SimNode seeder = seeder(world, owner);
        SimNode leech = world.add();
        leech.join(new BitSet());
        world.runFor(10_000);

        // When
        owner.limits().pause(Optional.empty());
        long paused = owner.limits().view().usedBytes();
        world.runFor(MINUTE_MS);

        // Then
        assertThat(owner.limits().view().usedBytes()).isEqualTo(paused);
        assertThat(seeder.core.status().peers()).isZero();
        owner.limits().resume();
        assertThat(world.runUntilComplete(3 * MINUTE_MS)).isTrue();
        assertThat(leech.core.totals().fromPeersBytes()).isEqualTo(16 << 20);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void aDownloadLimitHoldsWithinFivePercentOverAMinuteFromPeersAndEdgeTogether(long seed) throws IOException {
        // Given
        AnOwner owner = anOwner();
        owner.wants("downloadBytesPerSecond", "200K");
        SimWorld world = new SimWorld(ITEM, SimWorld.Shape.loopback(), seed);
        SimNode seeder = world.add();
        seeder.join(FlashCrowdSim.all());
        SimNode leech = world.add(TransferBudget.UNLIMITED, owner.limits().downloads());

        // When
        leech.join(new BitSet());
        world.runFor(MINUTE_MS);

        // Then
        assertThat(leech.storedBytes()).isBetween(TWELVE_MB * 95 / 100, TWELVE_MB * 105 / 100);
        assertThat(leech.core.status().failure()).isEmpty();
    }

    private AnOwner anOwner() throws IOException {
        return AnOwner.at(directory, "2026-11-25T12:00:00Z");
    }

    private static SimNode seeder(SimWorld world, AnOwner owner) {
        SimNode seeder = world.add(owner.limits().uploads(), TransferBudget.UNLIMITED);
        seeder.join(FlashCrowdSim.all());
        owner.limits()
                .begin(
                        now -> seeder.on(new SwarmEvent.SharingSet(now.allowsUpload())),
                        () -> world.after(1, () -> owner.pass(Duration.ZERO)));
        return seeder;
    }
}
