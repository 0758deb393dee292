package io.ayni.tracker.publication;

import io.ayni.contracts.identity.Identifier;
import io.ayni.tracker.publication.OutgoingEvent.Stream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * Events on their way to Kafka, bounded, so that callers never wait: beyond {@code maxNodeEvents} the oldest registration
 * is dropped, beyond {@code maxSwarmEvents} the oldest count; both are counted. Counts that are not out yet are replaced by
 * newer ones of the same swarm. Registrations go first. Safe for all threads.
 */
public final class EventOutbox {
    private final int maxNodeEvents;
    private final int maxSwarmEvents;
    private final Deque<OutgoingEvent> nodes = new ArrayDeque<>();
    private final LinkedHashMap<Identifier, OutgoingEvent> swarms = new LinkedHashMap<>();
    private final LinkedHashSet<Identifier> lost = new LinkedHashSet<>();
    private long dropped;

    /**
     * @param maxNodeEvents most registrations held
     * @param maxSwarmEvents most swarms with unpublished counts held
     */
    public EventOutbox(int maxNodeEvents, int maxSwarmEvents) {
        this.maxNodeEvents = maxNodeEvents;
        this.maxSwarmEvents = maxSwarmEvents;
    }

    /** Enters an event; never waits and never fails. */
    public synchronized void add(OutgoingEvent event) {
        if (event.stream() == Stream.NODES) {
            nodes.addLast(event);
            dropped += nodes.size() > maxNodeEvents && nodes.pollFirst() != null ? 1 : 0;
        } else {
            swarms.putLast(event.key(), event);
            dropped += swarms.size() > maxSwarmEvents && swarms.pollFirstEntry() != null ? 1 : 0;
        }
    }

    /** Takes the next event out; whoever takes it gives it {@link #giveBack back} if it could not be written. */
    public synchronized Optional<OutgoingEvent> take() {
        OutgoingEvent next = nodes.pollFirst();
        if (next == null && !swarms.isEmpty()) {
            next = swarms.pollFirstEntry().getValue();
        }
        return Optional.ofNullable(next);
    }

    /**
     * Takes back an event that was not written: a registration to the front of the queue. Counts may be out of date by now,
     * so only their key is kept, for {@link #takeLost}.
     */
    public synchronized void giveBack(OutgoingEvent event) {
        if (event.stream() == Stream.SWARMS) {
            lost.add(event.key());
            dropped += lost.size() > maxSwarmEvents && lost.removeFirst() != null ? 1 : 0;
        } else if (nodes.size() < maxNodeEvents) {
            nodes.addFirst(event);
        } else {
            dropped++;
        }
    }

    /** Takes the swarms whose counts have to be published anew, as they are now. */
    public synchronized List<Identifier> takeLost() {
        List<Identifier> taken = List.copyOf(lost);
        lost.clear();
        return taken;
    }

    /** Events held. */
    public synchronized int size() {
        return nodes.size() + swarms.size();
    }

    /** Events dropped since start. */
    public synchronized long dropped() {
        return dropped;
    }
}
