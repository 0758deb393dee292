package io.ayni.ledger.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.ayni.contracts.document.ResultCode;
import io.ayni.contracts.journal.EntryCause;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LedgerSim {
    /** No actor makes documents of another version. */
    private static final Set<ResultCode> NOT_MADE = EnumSet.of(ResultCode.UNSUPPORTED_VERSION);

    /** Of owners and operators; no world lasts until a proposal is too old, and nobody has as much as {@code TOO_MANY}. */
    private static final Set<String> VERDICTS = Set.of(
            "Accepted",
            "KeyInUse",
            "UNKNOWN_BENEFIT",
            "RETIRED",
            "NOT_YET",
            "OVER",
            "VERSION_CHANGED",
            "INSUFFICIENT_BALANCE",
            "Ended",
            "EndedOtherwise",
            "Done",
            "ACTION_ID_TAKEN",
            "SEQUENCE_TAKEN",
            "SEQUENCE_BEHIND",
            "NOT_ADJUSTABLE",
            "ALREADY_MADE",
            "SECOND_OPERATOR_NEEDED",
            "NOT_ENOUGH",
            "ALREADY_DECIDED",
            "NOT_QUARANTINED");

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
                    Arrays.stream(EntryCause.class.getPermittedSubclasses())
                            .map(Class::getSimpleName)
                            .collect(Collectors.toSet()),
                    sightings.causes().keySet());
            assertEquals(VERDICTS, sightings.verdicts().keySet());
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
        Optional<String> finding = Simulation.fewSeeds()
                .boxed()
                .flatMap(seed -> Simulation.run(seed, mutant.seams(), new Sightings()).stream()
                        .map(violation -> "seed " + seed + ", " + violation.getMessage()))
                .findFirst();

        // Then
        System.out.println(mutant + ": " + finding.orElse("not found"));
        assertTrue(finding.isPresent(), () -> mutant + " lives");
    }
}
