package io.ayni.launcher.bench.swarm;

import io.ayni.launcher.platform.PlatformPlan;
import java.util.List;

/**
 * What is measured.
 *
 * @param audiences how many peers each crowd has
 * @param rounds how often each program has its turn with each audience
 */
public record SwarmBenchPlan(List<Integer> audiences, int rounds) {
    /** Size of the file in bytes: 256 pieces. */
    static final long FILE_BYTES = 16 << 20;
    /** Bytes a second that the seed may send. */
    static final long SEED_BYTES_PER_SECOND = 1 << 20;
    /** Bytes a second that each peer may send. */
    static final long PEER_BYTES_PER_SECOND = 512 << 10;

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException naming what is wrong
     */
    public SwarmBenchPlan {
        audiences = List.copyOf(audiences);
        if (audiences.isEmpty() || audiences.stream().anyMatch(peers -> peers < 2 || peers > PlatformPlan.MOST_NODES)) {
            throw new IllegalArgumentException("--agents takes numbers from 2 to " + PlatformPlan.MOST_NODES + ".");
        }
        if (rounds < 1 || rounds > 20) {
            throw new IllegalArgumentException("--rounds is " + rounds + "; this takes 1 to 20.");
        }
    }

    int largestAudience() {
        return audiences.stream().mapToInt(peers -> peers).max().orElseThrow();
    }

    /** Seconds that no schedule can beat (the fluid limit): the seed sends one copy, all uplinks together the others. */
    static double minimumSeconds(int peers) {
        double throughSeed = (double) FILE_BYTES / SEED_BYTES_PER_SECOND;
        double throughAll =
                (double) peers * FILE_BYTES / (SEED_BYTES_PER_SECOND + (double) peers * PEER_BYTES_PER_SECOND);
        return Math.max(throughSeed, throughAll);
    }
}
