package io.ayni.simulator.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts that die in the middle of a flash crowd. */
class FaultSim {
    private static final int BYTES = 4 << 20;
    private static final int LARGER_BYTES = 16 << 20;
    private static final int AGENTS = 16;
    private static final double LIMIT_SECONDS = 300;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void whenHalfOfTheAgentsVanishAtHalfTimeTheOthersHardlyNotice(long seed) {
        // Given
        double undisturbed = world(LARGER_BYTES, seed).run(LIMIT_SECONDS).lastSeconds();
        SwarmWorld world = world(LARGER_BYTES, seed);

        // When
        world.runFor(undisturbed / 2);
        world.crash(0, AGENTS / 2);
        SwarmOutcome outcome = world.run(LIMIT_SECONDS);

        // Then
        assertThat(outcome.complete()).isTrue();
        assertThat(outcome.lastSeconds()).isLessThanOrEqualTo(1.25 * undisturbed);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void withoutEdgeAndTrackerAllCompleteOnceTheSwarmHoldsEveryPiece(long seed) {
        // Given
        SwarmWorld world = world(BYTES, seed);
        while (!world.isWhole()) {
            world.runFor(0.5);
        }

        // When
        world.killEdge();
        world.killTracker();
        SwarmOutcome outcome = world.run(LIMIT_SECONDS);

        // Then
        assertThat(outcome.complete()).isTrue();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void aTrackerThatDiesAtTheBeginningStopsNoDownload(long seed) {
        // Given
        SwarmWorld world = world(BYTES, seed);

        // When
        world.runFor(1);
        world.killTracker();
        SwarmOutcome outcome = world.run(LIMIT_SECONDS);

        // Then
        assertThat(outcome.complete()).isTrue();
    }

    private static SwarmWorld world(int bytes, long seed) {
        return new SwarmWorld(SwarmPlan.flashCrowd(AGENTS, bytes, seed), new SplittableRandom(seed));
    }
}
