package io.ayni.simulator.swarm;

import io.ayni.contracts.content.FileHasher;
import io.ayni.contracts.content.InvalidMetainfoException;
import io.ayni.contracts.content.Metainfo;
import io.ayni.contracts.content.MetainfoBuilder;
import io.ayni.simulator.kernel.VirtualTime;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToLongFunction;

/**
 * One swarm in one thread and virtual time, of real cores: {@link #run} it, with faults at moments of the caller's
 * choice. Equal plans and equal faults give equal outcomes. Not thread-safe.
 */
public final class SwarmWorld {
    static final long START_WALL_MS = 1_800_000_000_000L;
    static final URI EDGE = URI.create("http://edge.example");

    private static final int HASHED_AT_ONCE = 1 << 16;
    private static final double MICROS_PER_SECOND = 1e6;
    private static final double P95 = 0.95;

    final SwarmPlan plan;
    final Metainfo item;
    final VirtualTime time = new VirtualTime();
    final PieceData data = new PieceData();
    final SimTracker tracker;
    final SimEdge edge;
    final List<SimAgent> agents = new ArrayList<>();
    final List<String> violations = new ArrayList<>();
    private int toComplete;

    /** A swarm whose agents join as the plan says, from now on. */
    public SwarmWorld(SwarmPlan plan, SplittableRandom random) {
        this.plan = plan;
        this.item = item(plan.fileBytes());
        this.edge = new SimEdge(this);
        this.tracker = new SimTracker(this, item, random.split());
        SplittableRandom arrivals = random.split();
        for (int number = 0; number < plan.agents(); number++) {
            SimAgent agent = new SimAgent(this, number, plan.behaviour().apply(number), random.split());
            agents.add(agent);
            tracker.admit(agent);
            toComplete += agent.mustComplete() ? 1 : 0;
            time.after(arrivals.nextLong(plan.network().arrivalMicros() + 1), agent::join);
        }
    }

    private static Metainfo item(int sizeBytes) {
        FileHasher hasher = new FileHasher();
        byte[] zeroes = new byte[HASHED_AT_ONCE];
        for (int done = 0; done < sizeBytes; done += zeroes.length) {
            hasher.update(zeroes, 0, Math.min(zeroes.length, sizeBytes - done));
        }
        try {
            return new MetainfoBuilder("item")
                    .file(List.of("item"), hasher.finish())
                    .build();
        } catch (InvalidMetainfoException e) {
            throw new IllegalStateException("one file is an item", e);
        }
    }

    long wallMs() {
        return START_WALL_MS + time.nowMs();
    }

    void completed(SimAgent agent) {
        toComplete -= agent.mustComplete() ? 1 : 0;
    }

    /** Runs until every agent that must complete has, or the time is over. */
    public SwarmOutcome run(double limitSeconds) {
        long limitMicros = (long) (limitSeconds * MICROS_PER_SECOND);
        while (toComplete > 0 && time.step(limitMicros)) {
            // each step is an action of the swarm
        }
        return outcome();
    }

    /** Runs for some time, complete or not. */
    public void runFor(double seconds) {
        long untilMicros = time.nowMicros() + (long) (seconds * MICROS_PER_SECOND);
        while (time.step(untilMicros)) {
            // each step is an action of the swarm
        }
    }

    /** The agents of these numbers vanish without a word. */
    public void crash(int first, int count) {
        for (SimAgent agent : agents.subList(first, first + count)) {
            toComplete -= agent.mustComplete() && !agent.isComplete() ? 1 : 0;
            agent.crash();
        }
    }

    /** The edge stops answering. */
    public void killEdge() {
        edge.kill();
    }

    /** The tracker stops answering. */
    public void killTracker() {
        tracker.kill();
    }

    /** Whether the living agents hold each piece at least once. */
    public boolean isWhole() {
        for (int piece = 0; piece < item.pieceCount(); piece++) {
            int wanted = piece;
            if (agents.stream().noneMatch(agent -> agent.mustComplete() && agent.holds(wanted))) {
                return false;
            }
        }
        return true;
    }

    /** What nodes accused each other of; empty among honest ones. */
    public List<String> violations() {
        return List.copyOf(violations);
    }

    private SwarmOutcome outcome() {
        double[] seconds = agents.stream()
                .filter(agent -> agent.mustComplete() && agent.isComplete())
                .mapToDouble(agent -> agent.completedMicros() / MICROS_PER_SECOND)
                .sorted()
                .toArray();
        return new SwarmOutcome(
                plan,
                toComplete == 0,
                at(seconds, 1),
                at(seconds, P95),
                at(seconds, 1 / 2.0),
                edge.sentBytes(),
                sum(agent -> agent.core.totals().fromPeersBytes()),
                sum(agent -> agent.core.wastedBytes()),
                agents.stream().mapToInt(SimAgent::badPieces).sum(),
                sum(agent -> agent.core.totals().corruptPieces()));
    }

    private static double at(double[] sorted, double share) {
        int index = (int) Math.ceil(share * sorted.length) - 1;
        return sorted.length == 0 ? Double.NaN : sorted[Math.clamp(index, 0, sorted.length - 1)];
    }

    private long sum(ToLongFunction<SimAgent> value) {
        return agents.stream().mapToLong(value).sum();
    }
}
