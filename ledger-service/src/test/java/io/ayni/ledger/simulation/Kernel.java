package io.ayni.ledger.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * Virtual time: events in the order of their time, ties broken by the seed. Everything in a world happens inside an event,
 * one at a time, so a seed takes the same course in every run.
 */
final class Kernel {
    private record Event(long atMs, long tieBreak, Runnable action) {}

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::atMs).thenComparingLong(Event::tieBreak));
    private final List<Strand> strands = new ArrayList<>();
    private final SplittableRandom random;
    private long nowMs;
    private Strand running;
    private Error failure;

    /**
     * @param random breaks ties
     * @param startMs when the world begins
     */
    Kernel(SplittableRandom random, long startMs) {
        this.random = random;
        this.nowMs = startMs;
    }

    long nowMs() {
        return nowMs;
    }

    /** Does something after so many milliseconds. */
    void after(long delayMs, Runnable action) {
        events.add(new Event(nowMs + delayMs, random.nextLong(), action));
    }

    /** Starts a course of actions that may pause. */
    Strand start(Runnable body) {
        Strand strand = new Strand(this, body);
        strands.add(strand);
        after(0, strand::goOn);
        return strand;
    }

    /** The course of actions that is under way. */
    Strand running() {
        return running;
    }

    void running(Strand strand) {
        running = strand;
    }

    void fail(Error found) {
        failure = failure == null ? found : failure;
    }

    /**
     * Runs until something holds or a time is reached.
     *
     * @return whether it holds
     */
    boolean run(BooleanSupplier end, long untilMs) {
        while (!end.getAsBoolean()) {
            Event next = events.peek();
            if (next == null || next.atMs() > untilMs) {
                nowMs = untilMs;
                return false;
            }
            events.remove();
            nowMs = next.atMs();
            next.action().run();
            if (failure != null) {
                throw failure;
            }
        }
        return true;
    }

    /** Ends everything that is still under way. */
    void close() {
        strands.forEach(Strand::kill);
    }
}
