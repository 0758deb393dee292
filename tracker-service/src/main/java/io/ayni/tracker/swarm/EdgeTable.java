package io.ayni.tracker.swarm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.random.RandomGenerator;

/** Gateways that serve every item, each until its lease ends; at most {@value #MAX_EDGES}. Not thread-safe. */
final class EdgeTable {
    /** Most gateways known; further ones are refused. */
    static final int MAX_EDGES = 256;
    /** Most gateways told to a peer. */
    static final int MAX_HANDED_OUT = 8;

    private final LinkedHashMap<String, Long> firstToExpire = new LinkedHashMap<>();
    private List<String> listed = List.of();

    /** Adds or renews a gateway; false when the table is full. */
    boolean announce(String baseUrl, long nowMs) {
        if (firstToExpire.size() >= MAX_EDGES && !firstToExpire.containsKey(baseUrl)) {
            return false;
        }
        boolean isNew = !firstToExpire.containsKey(baseUrl);
        firstToExpire.putLast(baseUrl, nowMs + TrackerRules.EDGE_LEASE_MS);
        if (isNew) {
            listed = List.copyOf(firstToExpire.keySet());
        }
        return true;
    }

    void expire(long nowMs) {
        if (firstToExpire.values().removeIf(leaseUntilMs -> leaseUntilMs <= nowMs)) {
            listed = List.copyOf(firstToExpire.keySet());
        }
    }

    /** Some gateways, at random when there are many. */
    List<String> choose(RandomGenerator random) {
        if (listed.size() <= MAX_HANDED_OUT) {
            return listed;
        }
        List<String> chosen = new ArrayList<>(listed);
        for (int i = 0; i < MAX_HANDED_OUT; i++) {
            int j = i + random.nextInt(chosen.size() - i);
            chosen.set(i, chosen.set(j, chosen.get(i)));
        }
        return List.copyOf(chosen.subList(0, MAX_HANDED_OUT));
    }
}
