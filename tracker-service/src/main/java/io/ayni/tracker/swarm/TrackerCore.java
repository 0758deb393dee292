package io.ayni.tracker.swarm;

import io.ayni.contracts.identity.NodeId;
import io.ayni.tracker.node.Consent;
import io.ayni.tracker.node.EnrolledNode;
import io.ayni.tracker.node.NodeDirectory;
import io.ayni.tracker.node.Reachability;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All decisions about nodes in session and peers in swarms. It owns its state, takes one event at a time and answers with
 * effects; it does nothing itself. Given equal events, moments and randomness it decides equally.
 *
 * <p>Bounds: every table is bounded by {@link TrackerRules} and {@link StoreLimits}; a full table refuses newcomers with
 * {@link Refusal#OVER_CAPACITY}. One event makes at most {@link WaitingLeeches#MAX_TOLD} pushes per swarm that it
 * concerns. Not thread-safe: one writer at a time.
 */
public final class TrackerCore {
    private static final int MAX_REMOVALS_PER_TICK = 10_000;

    private final TrackerRules rules;
    private final NodeDirectory nodes;
    private final SwarmStore swarms;
    private final SessionTable sessions;
    private final ItemTable items;
    private final NodeAllowance allowance;
    private final EdgeTable edges = new EdgeTable();
    private final SwarmDesk desk;
    private long countsPublishedAtMs;

    /**
     * @param rules the operator's choices
     * @param nodes empty or filled directory
     * @param swarms empty or filled store
     */
    public TrackerCore(TrackerRules rules, NodeDirectory nodes, SwarmStore swarms) {
        this.rules = rules;
        this.nodes = nodes;
        this.swarms = swarms;
        this.sessions = new SessionTable(rules.maxSessions());
        this.items = new ItemTable(rules.maxItems());
        this.allowance = new NodeAllowance(rules.announceBurst(), rules.announcesPerSecond());
        this.desk = new SwarmDesk(rules, nodes, swarms, sessions, items, edges);
    }

    /** Decides about an event. The effects are to be carried out in their order. */
    public List<Effect> on(TrackerEvent event, Moment moment) {
        List<Effect> effects = new ArrayList<>(2);
        switch (event) {
            case TrackerEvent.PeerAnnounced announced -> effects.add(announce(announced, moment, effects));
            case TrackerEvent.NodeEnrolled enrolled -> effects.add(enrol(enrolled.node(), moment, effects));
            case TrackerEvent.DialBackEnded ended -> dialBackEnded(ended, moment, effects);
            case TrackerEvent.ConsentChanged changed ->
                effects.add(decide(changed.nodeId(), changed.consent(), moment, effects));
            case TrackerEvent.SessionOpened opened -> effects.add(open(opened, moment, effects));
            case TrackerEvent.TokenRenewed renewed -> effects.add(renew(renewed, moment, effects));
            case TrackerEvent.SessionClosed closed -> close(closed, moment);
            case TrackerEvent.SwarmScraped scraped -> effects.add(scrape(scraped, moment));
            case TrackerEvent.EdgeAnnounced edge ->
                effects.add(orOverCapacity(edges.announce(edge.baseUrl(), moment.nowMs())));
            case TrackerEvent.ItemPublished item ->
                effects.add(orOverCapacity(items.publish(item.contentId(), item.sizeBytes())));
            case TrackerEvent.ItemWithdrawn item -> items.withdraw(item.contentId());
            case TrackerEvent.CountsLost lost -> items.markChanged(lost.contentId());
            case TrackerEvent.TimePassed passed -> pass(moment, effects);
        }
        return effects;
    }

    private Effect announce(TrackerEvent.PeerAnnounced announced, Moment moment, List<Effect> effects) {
        Optional<Refusal> refusal = refuse(announced.nodeId(), moment);
        if (refusal.isPresent()) {
            return new Effect.Refused(refusal.get());
        }
        EnrolledNode node = nodes.find(announced.nodeId()).orElseThrow();
        nodes.touch(node.nodeId(), moment.nowMs());
        return desk.announce(node, announced.announce(), moment, effects);
    }

    /** Why a request of this node is not looked at, if it is not. */
    private Optional<Refusal> refuse(NodeId nodeId, Moment moment) {
        if (nodes.find(nodeId).isEmpty()) {
            return Optional.of(Refusal.UNKNOWN_NODE);
        }
        return allowance.take(nodeId, moment.nowMs()) ? Optional.empty() : Optional.of(Refusal.TOO_FAST);
    }

    private Effect enrol(EnrolledNode newcomer, Moment moment, List<Effect> effects) {
        Optional<EnrolledNode> known = nodes.find(newcomer.nodeId());
        EnrolledNode node = known.filter(old -> old.listenAddress().equals(newcomer.listenAddress())
                        && old.network().equals(newcomer.network())
                        && newcomer.reachability() == Reachability.UNKNOWN)
                .map(old -> newcomer.found(old.reachability(), old.checkedAtMs()))
                .orElse(newcomer);
        if (!nodes.put(node, moment.nowMs())) {
            return new Effect.Refused(Refusal.OVER_CAPACITY);
        }
        if (known.isPresent()) {
            desk.setSharing(node.nodeId(), node.consent().sharing());
        }
        testReachability(node, effects);
        return new Effect.Accepted();
    }

    private static void testReachability(EnrolledNode node, List<Effect> effects) {
        node.listenAddress().ifPresent(address -> effects.add(new Effect.TestReachability(node.nodeId(), address)));
    }

    private void dialBackEnded(TrackerEvent.DialBackEnded ended, Moment moment, List<Effect> effects) {
        EnrolledNode node = nodes.find(ended.nodeId())
                .filter(found ->
                        found.listenAddress().filter(ended.address()::equals).isPresent())
                .orElse(null);
        if (node == null) {
            return; // registered with another address meanwhile, or gone: this result is about nothing
        }
        Reachability result = ended.answered() ? Reachability.REACHABLE : Reachability.UNREACHABLE;
        nodes.put(node.found(result, moment.nowMs()), moment.nowMs());
        if (ended.answered() && node.reachability() != Reachability.REACHABLE) {
            desk.offer(node.nodeId(), moment, effects);
        }
    }

    private Effect decide(NodeId nodeId, Consent consent, Moment moment, List<Effect> effects) {
        EnrolledNode node = nodes.find(nodeId).orElse(null);
        if (node == null) {
            return new Effect.Refused(Refusal.UNKNOWN_NODE);
        }
        // To stop sharing is never refused.
        if (consent.sharing() && !allowance.take(nodeId, moment.nowMs())) {
            return new Effect.Refused(Refusal.TOO_FAST);
        }
        nodes.put(node.decided(consent), moment.nowMs());
        desk.setSharing(nodeId, consent.sharing());
        if (consent.sharing() && !node.consent().sharing()) {
            desk.offer(nodeId, moment, effects);
        }
        return new Effect.Accepted();
    }

    private Effect open(TrackerEvent.SessionOpened opened, Moment moment, List<Effect> effects) {
        Optional<Refusal> refusal = refuse(opened.nodeId(), moment);
        if (refusal.isPresent()) {
            return new Effect.Refused(refusal.get());
        }
        if (!sessions.hasRoomFor(opened.nodeId())) {
            return new Effect.Refused(Refusal.OVER_CAPACITY);
        }
        nodes.touch(opened.nodeId(), moment.nowMs());
        sessions.open(opened.session(), opened.nodeId(), opened.tokenExpiresAtMs())
                .ifPresent(older -> effects.add(new Effect.EndSession(older, SessionEnd.REPLACED)));
        return new Effect.Accepted();
    }

    private Effect renew(TrackerEvent.TokenRenewed renewed, Moment moment, List<Effect> effects) {
        Optional<Refusal> refusal = refuse(renewed.nodeId(), moment);
        if (refusal.isPresent()) {
            return new Effect.Refused(refusal.get());
        }
        if (!sessions.renew(renewed.session(), renewed.nodeId(), renewed.tokenExpiresAtMs())) {
            return new Effect.Refused(Refusal.UNKNOWN_NODE);
        }
        EnrolledNode node = nodes.find(renewed.nodeId()).orElseThrow();
        nodes.touch(node.nodeId(), moment.nowMs());
        testReachability(node, effects);
        return new Effect.Accepted();
    }

    private void close(TrackerEvent.SessionClosed closed, Moment moment) {
        if (sessions.close(closed.session(), closed.nodeId())) {
            nodes.touch(closed.nodeId(), moment.nowMs());
            desk.stopWaiting(closed.nodeId());
        }
    }

    private void pass(Moment moment, List<Effect> effects) {
        long nowMs = moment.nowMs();
        desk.expire(nowMs, MAX_REMOVALS_PER_TICK);
        edges.expire(nowMs);
        for (NodeId nodeId : sessions.expired(nowMs)) {
            sessions.of(nodeId).ifPresent(session -> {
                sessions.close(session, nodeId);
                effects.add(new Effect.EndSession(session, SessionEnd.TOKEN_EXPIRED));
            });
            desk.stopWaiting(nodeId);
        }
        for (NodeId nodeId : nodes.removeIdle(nowMs - TrackerRules.NODE_IDLE_MS, MAX_REMOVALS_PER_TICK)) {
            allowance.forget(nodeId);
            desk.forget(nodeId);
        }
        if (nowMs - countsPublishedAtMs >= TrackerRules.COUNTS_INTERVAL_MS) {
            countsPublishedAtMs = nowMs;
            desk.publishCounts(nowMs, effects);
        }
    }

    private static Effect orOverCapacity(boolean done) {
        return done ? new Effect.Accepted() : new Effect.Refused(Refusal.OVER_CAPACITY);
    }

    private Effect scrape(TrackerEvent.SwarmScraped scraped, Moment moment) {
        Optional<Refusal> refusal = refuse(scraped.nodeId(), moment);
        if (refusal.isPresent()) {
            return new Effect.Refused(refusal.get());
        }
        ItemTable.Item item = items.find(scraped.contentId());
        return item == null
                ? new Effect.Refused(Refusal.UNKNOWN_CONTENT)
                : new Effect.GiveTally(new SwarmTally(swarms.counts(item.contentId), item.completed, item.granted));
    }

    /** An enrolled node. */
    public Optional<EnrolledNode> node(NodeId nodeId) {
        return nodes.find(nodeId);
    }

    /** How full the tables are. */
    public TableSizes sizes() {
        return new TableSizes(nodes.size(), sessions.size(), swarms.swarms(), swarms.peers(), items.size());
    }
}
