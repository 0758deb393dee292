package io.ayni.agent.swarm.core;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The gateways that an item can be had from, and which of them to leave alone for a while. Not thread-safe. */
final class EdgeHealth {
    private static final long FIRST_BACK_OFF_MS = 500;

    private static final int MAX_EDGES = 8;
    private static final long LONGEST_BACK_OFF_MS = 30_000;
    private static final int MAX_DOUBLINGS = 6;

    private static final class Health {
        int failures;
        long notBeforeMs;
    }

    private final Map<URI, Health> edges = new HashMap<>();

    /** The gateways of the newest handout, or of the item itself until there is one; at most 8 are used. */
    void know(List<URI> bases) {
        if (bases.isEmpty()) {
            return;
        }
        edges.keySet().retainAll(bases);
        bases.stream().limit(MAX_EDGES).forEach(base -> edges.computeIfAbsent(base, any -> new Health()));
    }

    boolean isEmpty() {
        return edges.isEmpty();
    }

    /** One of those that may be asked now. */
    Optional<URI> any(long nowMs, RandomGenerator random) {
        int healthy = 0;
        for (Health health : edges.values()) {
            healthy += health.notBeforeMs <= nowMs ? 1 : 0;
        }
        int left = healthy == 0 ? -1 : random.nextInt(healthy);
        for (Map.Entry<URI, Health> edge : edges.entrySet()) {
            if (edge.getValue().notBeforeMs <= nowMs && left-- == 0) {
                return Optional.of(edge.getKey());
            }
        }
        return Optional.empty();
    }

    /** It gave what it should. */
    void worked(URI edge) {
        edges.computeIfPresent(edge, (base, health) -> new Health());
    }

    /** It did not: it is left alone, each time for twice as long. */
    void failed(URI edge, long nowMs, RandomGenerator random) {
        Health health = edges.get(edge);
        if (health != null) {
            long pause = FIRST_BACK_OFF_MS << Math.min(health.failures++, MAX_DOUBLINGS);
            health.notBeforeMs = nowMs + Math.min(pause, LONGEST_BACK_OFF_MS) + random.nextLong(FIRST_BACK_OFF_MS);
        }
    }
}
