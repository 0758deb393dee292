package io.ayni.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.grpc.Status;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** A rule that never fails proves nothing, so each fence is shown a trespasser. */
class FencesTest {
    private static final String ROOT = "io.ayni.testing";

    static final class ClockReader {
        final LongSupplier ticks = System::nanoTime;
        final Instant start = Instant.now();
    }

    static final class DiceThrower {
        double pick(List<String> items) {
            Collections.shuffle(items);
            return Math.random();
        }
    }

    static final class FrameworkUser {
        Status status() {
            return Status.OK;
        }
    }

    static final class Obedient {
        Instant time(Clock clock, Random random, List<String> items) {
            Collections.shuffle(items, random);
            return clock.instant();
        }
    }

    @Test
    void aCoreThatReadsAClockIsFound() {
        assertThat(violations(Fences.coresReadNoClock(ROOT, List.of()), ClockReader.class))
                .isEqualTo(2);
    }

    @Test
    void aCoreThatDrawsRandomnessIsFound() {
        assertThat(violations(Fences.coresDrawNoRandomness(ROOT, List.of()), DiceThrower.class))
                .isEqualTo(2);
    }

    @Test
    void aCoreThatUsesAFrameworkIsFound() {
        assertThat(violations(Fences.coresAreFreeOfFrameworks(ROOT, List.of()), FrameworkUser.class))
                .isPositive();
    }

    @Test
    void aLeafMayDoAllOfIt() {
        // Given
        List<ArchRule> rules = Fences.all("io.ayni", List.of("testing"));
        // Then
        assertThat(rules).allSatisfy(rule -> assertThat(
                        violations(rule, ClockReader.class, DiceThrower.class, FrameworkUser.class))
                .isZero());
    }

    @Test
    void aCoreThatIsHandedClockAndGeneratorPasses() {
        assertThat(Fences.all(ROOT, List.of()))
                .allSatisfy(rule -> assertThat(violations(rule, Obedient.class)).isZero());
    }

    private static int violations(ArchRule rule, Class<?>... classes) {
        JavaClasses imported = new ClassFileImporter().importClasses(classes);
        return rule.evaluate(imported).getFailureReport().getDetails().size();
    }
}
