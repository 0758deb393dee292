package io.ayni.simulator.bench;

import io.ayni.simulator.swarm.SwarmOutcome;
import java.util.Locale;

/** Runs as lines of a table. */
public final class AudienceTable {
    private AudienceTable() {}

    /** What stands above the columns. */
    public static String header() {
        return String.format(
                "%8s %9s %9s %7s %8s %8s %7s %8s",
                "agents", "minimum s", "last s", "ratio", "p95 s", "p50 s", "copies", "offload");
    }

    /** One run. */
    public static String line(SwarmOutcome outcome) {
        return String.format(
                Locale.ROOT,
                "%8d %9.1f %9.1f %7.3f %8.1f %8.1f %7.2f %8.4f%s",
                outcome.plan().agents(),
                outcome.plan().fluidMinimumSeconds(),
                outcome.lastSeconds(),
                outcome.ratio(),
                outcome.p95Seconds(),
                outcome.medianSeconds(),
                outcome.edgeCopies(),
                outcome.offload(),
                outcome.complete() ? "" : "  not all complete");
    }
}
