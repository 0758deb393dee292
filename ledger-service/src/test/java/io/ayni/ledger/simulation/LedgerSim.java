package io.ayni.ledger.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.ayni.contracts.document.ResultCode;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LedgerSim {
    /** No actor makes documents of another version. */
    private static final Set<ResultCode> NOT_MADE = EnumSet.of(ResultCode.UNSUPPORTED_VERSION);

    @Test
    void everyInvariantHoldsInEveryWorldAndEverythingHandedInIsAnswered() {
        // Given
        Sightings sightings = new Sightings();

        // When
        Simulation.seeds().forEach(seed -> Simulation.run(seed, Seams::new, sightings)
                .ifPresent(violation -> fail("-Dayni.sim.seed=" + seed + " " + violation.getMessage(), violation)));

        // Then
        if (Long.getLong("ayni.sim.seed") == null) {
            assertEquals(EnumSet.allOf(Faults.Kind.class), sightings.faults().keySet());
            assertEquals(
                    EnumSet.complementOf(EnumSet.copyOf(NOT_MADE)),
                    sightings.results().keySet());
            assertEquals(
                    Set.of("Funding", "Settlement", "Release", "Voiding"),
                    sightings.causes().keySet());
            assertTrue(sightings.gaps() > 0);
        }
    }

    @Test
    void aSeedTakesTheSameCourseInEveryRun() {
        // Given
        long seed = Long.getLong("ayni.sim.seed", 7);
        World first = new World(seed, Seams::new, new Sightings());
        World second = new World(seed, Seams::new, new Sightings());

        // When
        Simulation.run(first);
        Simulation.run(second);

        // Then
        assertEquals(first.database().heads, second.database().heads);
        assertEquals(first.database().acks, second.database().acks);
        assertEquals(first.kernel().nowMs(), second.kernel().nowMs());
    }

    @ParameterizedTest
    @EnumSource(Mutant.class)
    void aPlantedBugIsFound(Mutant mutant) {
        // When
        Optional<String> finding = Simulation.seeds()
                .boxed()
                .flatMap(seed -> Simulation.run(seed, mutant.seams(), new Sightings()).stream()
                        .map(violation -> "seed " + seed + ", " + violation.getMessage()))
                .findFirst();

        // Then
        System.out.println(mutant + ": " + finding.orElse("not found"));
        assertTrue(finding.isPresent(), () -> mutant + " lives");
    }
}
