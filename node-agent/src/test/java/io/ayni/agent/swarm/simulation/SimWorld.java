package io.ayni.agent.swarm.simulation;

import io.ayni.agent.swarm.exchange.TransferBudget;
import io.ayni.agent.swarm.testing.SampleItem;
import io.ayni.agent.swarm.testing.TestOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * A swarm of real cores in one thread and virtual time: events in the order of their time, ties in the order they were
 * made. Everything random follows from the seed.
 */
final class SimWorld {
    /** Shape of the network, in milliseconds and bytes per millisecond. */
    record Shape(long latencyMs, long uplinkBytesPerMs, long edgeBytesPerMs, long edgeLatencyMs, long diskMs) {
        /** Several processes on one machine. */
        static Shape loopback() {
            return new Shape(1, 100_000, 300_000, 1, 2);
        }

        /** Homes with narrow uplinks and a narrow edge. */
        static Shape homes() {
            return new Shape(20, 512, 1_024, 20, 5);
        }
    }

    static final long START_WALL_MS = 1_800_000_000_000L;

    private record Action(long atMs, long order, Runnable what) implements Comparable<Action> {
        @Override
        public int compareTo(Action other) {
            return atMs != other.atMs ? Long.compare(atMs, other.atMs) : Long.compare(order, other.order);
        }
    }

    final SampleItem item;
    final Shape shape;
    final SplittableRandom random;
    final TestOperator operator = new TestOperator();
    final SimTracker tracker;
    final List<SimNode> nodes = new ArrayList<>();
    long edgeBytes;
    boolean edgeDown;

    private final PriorityQueue<Action> actions = new PriorityQueue<>();
    private long order;
    private long nowMs = 1;
    private long edgeFreeAtMs;

    SimWorld(SampleItem item, Shape shape, long seed) {
        this.item = item;
        this.shape = shape;
        this.random = new SplittableRandom(seed);
        this.tracker = new SimTracker(this);
    }

    SimNode add() {
        return add(TransferBudget.UNLIMITED, TransferBudget.UNLIMITED);
    }

    SimNode add(TransferBudget uploads, TransferBudget downloads) {
        SimNode node = new SimNode(this, nodes.size(), uploads, downloads);
        nodes.add(node);
        return node;
    }

    long nowMs() {
        return nowMs;
    }

    void after(long delayMs, Runnable what) {
        actions.add(new Action(nowMs + delayMs, order++, what));
    }

    /** When the edge has sent so many bytes. */
    long edgeDelayMs(int bytes) {
        edgeFreeAtMs = Math.max(edgeFreeAtMs, nowMs) + Math.max(1, bytes / shape.edgeBytesPerMs());
        edgeBytes += bytes;
        return edgeFreeAtMs - nowMs + shape.edgeLatencyMs();
    }

    /** Runs until all that must complete are complete; false when the time is over. */
    boolean runUntilComplete(long limitMs) {
        long end = nowMs + limitMs;
        while (!actions.isEmpty() && nowMs <= end) {
            if (nodes.stream().allMatch(SimNode::isDone)) {
                return true;
            }
            step();
        }
        return nodes.stream().allMatch(SimNode::isDone);
    }

    /** Runs for some time. */
    void runFor(long durationMs) {
        long end = nowMs + durationMs;
        while (!actions.isEmpty() && actions.peek().atMs() <= end) {
            step();
        }
        nowMs = end;
    }

    private void step() {
        Action next = actions.remove();
        nowMs = next.atMs();
        next.what().run();
    }

    /** Share of the nodes' bytes that did not come from the edge. */
    double offload() {
        long fetched = nodes.stream().mapToLong(SimNode::storedBytes).sum();
        return 1 - (double) edgeBytes / fetched;
    }
}
