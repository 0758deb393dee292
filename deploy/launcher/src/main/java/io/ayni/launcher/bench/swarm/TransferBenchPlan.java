package io.ayni.launcher.bench.swarm;

/**
 * What is measured.
 *
 * @param bytes size of the file
 * @param rounds how often each program has its turn, after one that does not count
 */
public record TransferBenchPlan(long bytes, int rounds) {
    private static final int LARGEST_MIB = 4096;

    /**
     * Checks.
     *
     * @throws IllegalArgumentException naming what is wrong
     */
    public TransferBenchPlan {
        if (bytes < 1 << 20 || bytes > (long) LARGEST_MIB << 20) {
            throw new IllegalArgumentException("--mib takes 1 to " + LARGEST_MIB + ".");
        }
        if (rounds < 1 || rounds > 20) {
            throw new IllegalArgumentException("--rounds is " + rounds + "; this takes 1 to 20.");
        }
    }
}
