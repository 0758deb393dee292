package io.ayni.simulator.swarm;

import static io.ayni.simulator.swarm.FlashCrowdSim.run;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nodes that break the rules: the first numbers of each swarm. */
class AdversarySim {
    private static final int BYTES = 4 << 20;
    private static final int HONEST = 14;
    private static final int HOSTILE = 6;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void pollutersDeliverNoBadPieceAndHardlyHoldTheOthersUp(long seed) {
        // Given
        SwarmOutcome undisturbed = run(SwarmPlan.flashCrowd(HONEST, BYTES, seed));

        // When
        SwarmOutcome outcome = run(with(Behaviour.POLLUTER, seed));

        // Then
        assertThat(outcome.complete()).isTrue();
        assertThat(outcome.badPieces()).isZero();
        assertThat(outcome.corruptPieces()).isPositive().isLessThanOrEqualTo(3L * HOSTILE * HONEST);
        assertThat(outcome.lastSeconds()).isLessThanOrEqualTo(1.3 * undisturbed.lastSeconds());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void nodesThatDoNotSignHoldNobodyUpForLong(long seed) {
        // Given
        SwarmOutcome undisturbed = run(SwarmPlan.flashCrowd(HONEST, BYTES, seed));

        // When
        SwarmOutcome outcome = run(with(Behaviour.NON_SIGNER, seed));

        // Then
        assertThat(outcome.complete()).isTrue();
        assertThat(outcome.lastSeconds()).isLessThanOrEqualTo(1.3 * undisturbed.lastSeconds());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void freeRidersCompleteToo(long seed) {
        // When
        SwarmOutcome outcome = run(with(Behaviour.FREE_RIDER, seed));

        // Then
        assertThat(outcome.complete()).isTrue();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void peersThatNeverAnswerHoldNobodyUpForLong(long seed) {
        // When
        SwarmOutcome outcome = run(with(Behaviour.SILENT, seed));

        // Then
        assertThat(outcome.complete()).isTrue();
        assertThat(outcome.lastSeconds()).isLessThan(60);
    }

    private static SwarmPlan with(Behaviour hostile, long seed) {
        return SwarmPlan.flashCrowd(HONEST + HOSTILE, BYTES, seed)
                .where(number -> number < HOSTILE ? hostile : Behaviour.HONEST);
    }
}
