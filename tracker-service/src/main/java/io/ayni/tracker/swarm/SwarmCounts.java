package io.ayni.tracker.swarm;

/**
 * How many peers of each role a swarm has.
 *
 * @param seeds peers with all pieces
 * @param leeches peers that still fetch
 */
public record SwarmCounts(int seeds, int leeches) {
    /** A swarm without peers. */
    public static final SwarmCounts EMPTY = new SwarmCounts(0, 0);
}
