package io.ayni.ledger.simulation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * Runs seeds. {@code -Dayni.sim.seed=S} runs that one only, {@code -Dayni.sim.seeds=N} so many, {@code -Dayni.long=true} very
 * many.
 */
final class Simulation {
    private static final int SEEDS = 300;
    private static final int SEEDS_OF_A_LONG_RUN = 20_000;
    private static final String REGRESSIONS = "/simulation/regressions.txt";

    private Simulation() {}

    /** The seeds to run, the ones that once failed first. */
    static LongStream seeds() {
        return seeds(Boolean.getBoolean("ayni.long") ? SEEDS_OF_A_LONG_RUN : SEEDS);
    }

    /** Within so few seeds a bug must be found, however long the run. */
    static LongStream fewSeeds() {
        return seeds(SEEDS);
    }

    private static LongStream seeds(int unlessTold) {
        Long only = Long.getLong("ayni.sim.seed");
        return only != null
                ? LongStream.of(only)
                : LongStream.concat(
                        regressions(), LongStream.rangeClosed(1, Long.getLong("ayni.sim.seeds", unlessTold)));
    }

    private static LongStream regressions() {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(Simulation.class.getResourceAsStream(REGRESSIONS), StandardCharsets.UTF_8))) {
            return LongStream.of(lines.lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .mapToLong(Long::parseLong)
                    .toArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs one world; the invariant that does not hold, if there is one. */
    static Optional<Violation> run(long seed, Supplier<Seams> seams, Sightings sightings) {
        return run(new World(seed, seams, sightings));
    }

    /** Runs a world on a thread of the kind that its strands have, which makes handing over cheap. */
    static Optional<Violation> run(World world) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                world.run();
                end.complete(null);
            } catch (RuntimeException | Error e) {
                end.completeExceptionally(e);
            }
        });
        try {
            end.join();
            return Optional.empty();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Violation violation) {
                return Optional.of(violation);
            }
            throw e;
        }
    }
}
