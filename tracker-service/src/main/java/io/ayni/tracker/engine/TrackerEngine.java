package io.ayni.tracker.engine;

import io.ayni.contracts.identity.NodeId;
import io.ayni.tracker.node.EnrolledNode;
import io.ayni.tracker.node.PeerAddress;
import io.ayni.tracker.reachability.DialBack;
import io.ayni.tracker.swarm.Effect;
import io.ayni.tracker.swarm.Moment;
import io.ayni.tracker.swarm.SessionId;
import io.ayni.tracker.swarm.TableSizes;
import io.ayni.tracker.swarm.TrackerCore;
import io.ayni.tracker.swarm.TrackerEvent;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/**
 * Feeds the core: any thread may bring an event, one at a time is decided under a lock that is held for microseconds, and
 * the effects are carried out outside of it. Grants are signed by whoever sends them, so signing never holds up others.
 */
public final class TrackerEngine {
    private final TrackerCore core;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final TrackerNews news;
    private final DialBack dialBack;
    private final ReentrantLock oneWriter = new ReentrantLock();
    private final ConcurrentHashMap<SessionId, SessionLine> lines = new ConcurrentHashMap<>();
    private final AtomicLong lastSession = new AtomicLong();

    /**
     * @param core decides; used by this engine only
     * @param clock the time
     * @param random unpredictable; used under the lock only
     * @param news takes events for other services
     * @param dialBack tests addresses
     */
    public TrackerEngine(
            TrackerCore core, InstantSource clock, RandomGenerator random, TrackerNews news, DialBack dialBack) {
        this.core = core;
        this.clock = clock;
        this.random = random;
        this.news = news;
        this.dialBack = dialBack;
    }

    /**
     * Decides about an event and carries out what follows.
     *
     * @return the answer for whoever brought the event; empty for events that have none
     */
    public Optional<Effect.Answer> on(TrackerEvent event) {
        Effect.Answer answer = null;
        for (Effect effect : decide(event)) {
            switch (effect) {
                case Effect.Answer given -> answer = given;
                case Effect.PushHandout push -> line(push.session()).ifPresent(line -> line.push(push.handout()));
                case Effect.AskDialBack ask -> line(ask.session()).ifPresent(line -> line.askDialBack(ask));
                case Effect.EndSession end -> line(end.session()).ifPresent(line -> line.end(end.reason()));
                case Effect.TestReachability test -> testReachability(test.nodeId(), test.address());
                case Effect.PublishCounts counts -> news.swarmChanged(counts);
            }
        }
        return Optional.ofNullable(answer);
    }

    private List<Effect> decide(TrackerEvent event) {
        oneWriter.lock();
        try {
            return core.on(event, new Moment(clock.millis(), random));
        } finally {
            oneWriter.unlock();
        }
    }

    private void testReachability(NodeId nodeId, PeerAddress address) {
        dialBack.test(address, answered -> on(new TrackerEvent.DialBackEnded(nodeId, address, answered)));
    }

    private Optional<SessionLine> line(SessionId session) {
        return Optional.ofNullable(lines.get(session));
    }

    /** Opens a session for a node; the answer is {@code Accepted} or {@code Refused}. */
    public Effect.Answer open(SessionId session, NodeId nodeId, long tokenExpiresAtMs, SessionLine line) {
        lines.put(session, line);
        Effect.Answer answer = on(new TrackerEvent.SessionOpened(session, nodeId, tokenExpiresAtMs))
                .orElseThrow();
        if (answer instanceof Effect.Refused) {
            lines.remove(session);
        }
        return answer;
    }

    /** A fresh name for a session. */
    public SessionId nextSession() {
        return new SessionId(lastSession.incrementAndGet());
    }

    /** Forgets a session; repeating it does nothing. */
    public void close(SessionId session, NodeId nodeId) {
        if (lines.remove(session) != null) {
            on(new TrackerEvent.SessionClosed(session, nodeId));
        }
    }

    /** Tells all sessions to go elsewhere. */
    public void drain() {
        lines.values().forEach(SessionLine::drain);
    }

    /** An enrolled node. */
    public Optional<EnrolledNode> node(NodeId nodeId) {
        oneWriter.lock();
        try {
            return core.node(nodeId);
        } finally {
            oneWriter.unlock();
        }
    }

    /** How full the tables are. */
    public TableSizes sizes() {
        oneWriter.lock();
        try {
            return core.sizes();
        } finally {
            oneWriter.unlock();
        }
    }
}
