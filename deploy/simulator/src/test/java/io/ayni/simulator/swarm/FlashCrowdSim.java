package io.ayni.simulator.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlashCrowdSim {
    private static final int SIXTEEN_MIB = 16 << 20;
    private static final int FOUR_MIB = 4 << 20;

    @ParameterizedTest(name = "{0} agents")
    @ValueSource(ints = {8, 16})
    void aSmallCrowdCompletesNearTheFluidMinimum(int agents) {
        // When
        SwarmOutcome outcome = run(SwarmPlan.flashCrowd(agents, SIXTEEN_MIB, 1));

        // Then
        assertThat(outcome.complete()).isTrue();
        assertThat(outcome.ratio()).isBetween(1.0, 1.11);
        assertThat(outcome.edgeCopies()).isBetween(1.0, 1.2);
    }

    @Test
    void aCrowdOfThirtyTakesLittleMoreThanOneCopyFromTheEdge() {
        // When
        SwarmOutcome outcome = run(SwarmPlan.flashCrowd(30, SIXTEEN_MIB, 1));

        // Then
        assertThat(outcome.complete()).isTrue();
        assertThat(outcome.ratio()).isBetween(1.0, 1.1);
        assertThat(outcome.edgeCopies()).isBetween(1.0, 1.15);
    }

    @Test
    void equalSeedsGiveEqualOutcomes() {
        // Given
        SwarmPlan plan = SwarmPlan.flashCrowd(6, FOUR_MIB, 7);

        // When
        SwarmOutcome first = run(plan);
        SwarmOutcome second = run(plan);

        // Then
        assertThat(second).isEqualTo(first);
    }

    static SwarmOutcome run(SwarmPlan plan) {
        SwarmWorld world = new SwarmWorld(plan, new SplittableRandom(plan.seed()));
        SwarmOutcome outcome = world.run(20 * plan.fluidMinimumSeconds());
        assertThat(world.violations()).isEmpty();
        return outcome;
    }
}
