package io.ayni.launcher.bench.ledger;

/**
 * How much is measured.
 *
 * @param rounds how often ledger and pgbench take turns
 * @param seconds about how long each of them runs at a time
 */
public record LedgerBenchPlan(int rounds, int seconds) {
    /** Most rounds. */
    public static final int MOST_ROUNDS = 20;
    /** Longest turn. */
    public static final int MOST_SECONDS = 60;

    /** @throws IllegalArgumentException beyond the limits; the message says them */
    public LedgerBenchPlan {
        if (rounds < 1 || rounds > MOST_ROUNDS) {
            throw new IllegalArgumentException("--rounds is " + rounds + "; this takes 1 to " + MOST_ROUNDS + ".");
        }
        if (seconds < 1 || seconds > MOST_SECONDS) {
            throw new IllegalArgumentException("--seconds is " + seconds + "; this takes 1 to " + MOST_SECONDS + ".");
        }
    }
}
