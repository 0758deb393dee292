package io.ayni.ledger.wiring;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;

/** Ends a start that settings or files make impossible with one line for people on standard error and exit code 1. */
final class StartRefusal {
    private StartRefusal() {}

    /** Makes a part out of the file that a key of {@code ayni.ledger} names. */
    static <T> T unless(String key, Supplier<T> part) {
        try {
            return part.get();
        } catch (IllegalArgumentException | UncheckedIOException e) {
            throw because("ayni.ledger." + key + ": " + e.getMessage());
        }
    }

    /** Does a step whose failure names its key itself. */
    static void unless(Runnable step) {
        try {
            step.run();
        } catch (IllegalArgumentException | UncheckedIOException e) {
            throw because(e.getMessage());
        }
    }

    private static ConfigurationException because(String what) {
        return new ConfigurationException("The ledger does not start: " + what);
    }
}
