package io.ayni.tracker.swarm;

import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.identity.NodeId;
import io.ayni.tracker.node.EnrolledNode;
import io.ayni.tracker.node.NodeDirectory;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The part of the core that deals with peers in swarms: takes announces, hands out peers, tells waiting leeches of
 * newcomers. Not thread-safe.
 */
final class SwarmDesk {
    private final TrackerRules rules;
    private final NodeDirectory nodes;
    private final SwarmStore swarms;
    private final SessionTable sessions;
    private final ItemTable items;
    private final EdgeTable edges;
    private final GrantedPeers granted = new GrantedPeers();
    private final WaitingLeeches waiting;
    private final HandoutPlanner planner;

    SwarmDesk(
            TrackerRules rules,
            NodeDirectory nodes,
            SwarmStore swarms,
            SessionTable sessions,
            ItemTable items,
            EdgeTable edges) {
        this.rules = rules;
        this.nodes = nodes;
        this.swarms = swarms;
        this.sessions = sessions;
        this.items = items;
        this.edges = edges;
        this.waiting = new WaitingLeeches(rules.maxSessions());
        this.planner = new HandoutPlanner(nodes, swarms, sessions, granted, rules.weights());
    }

    Effect announce(EnrolledNode node, AnnouncePeer announce, Moment moment, List<Effect> effects) {
        ItemTable.Item item = items.find(announce.contentId());
        if (item == null) {
            return new Effect.Refused(Refusal.UNKNOWN_CONTENT);
        }
        if (!announce.fits(item.sizeBytes)) {
            return new Effect.Refused(Refusal.MALFORMED);
        }
        if (announce.event() == AnnouncePeer.Event.STOPPED) {
            swarms.remove(item.contentId, node.nodeId()).ifPresent(this::left);
            return new Effect.GiveHandout(
                    handout(item, node.nodeId(), List.of(), (int) rules.announceIntervalMs(), moment));
        }
        Placement placement = place(node, announce, item, moment);
        if (placement == Placement.NO_ROOM) {
            return new Effect.Refused(Refusal.OVER_CAPACITY);
        }
        return new Effect.GiveHandout(welcome(node, announce, item, placement, moment, effects));
    }

    private Placement place(EnrolledNode node, AnnouncePeer announce, ItemTable.Item item, Moment moment) {
        Optional<SwarmPeer> before = swarms.find(item.contentId, node.nodeId());
        Placement placement = swarms.put(new SwarmPeer(
                item.contentId,
                node.nodeId(),
                announce.role(),
                node.consent().sharing(),
                announce.haveBytes(),
                moment.nowMs() + TrackerRules.PEER_LEASE_MS));
        boolean turned = before.filter(peer -> peer.role() != announce.role()).isPresent();
        if (turned && announce.role() == PeerRole.SEED) {
            item.completed++;
        }
        if (placement == Placement.JOINED) {
            item.grewAtMs = moment.nowMs();
        }
        if (placement == Placement.JOINED || turned) {
            items.markChanged(item);
        }
        return placement;
    }

    private Handout welcome(
            EnrolledNode node,
            AnnouncePeer announce,
            ItemTable.Item item,
            Placement placement,
            Moment moment,
            List<Effect> effects) {
        List<PeerHandout> peers = List.of();
        if (announce.role() == PeerRole.LEECH) {
            peers = planner.choose(new HandoutPlanner.Round(node, item, moment, effects), announce);
            waitForMore(node, announce, peers);
        } else {
            waiting.remove(item.contentId, node.nodeId());
            granted.forget(item.contentId, node.nodeId());
        }
        if (placement == Placement.JOINED && node.consent().sharing()) {
            offer(item, node.nodeId(), moment, effects);
        }
        int known = announce.connected().size() + peers.size();
        return handout(item, node.nodeId(), peers, interval(item, announce.role(), known, moment), moment);
    }

    private void waitForMore(EnrolledNode node, AnnouncePeer announce, List<PeerHandout> peers) {
        if (sessions.of(node.nodeId()).isEmpty()) {
            return;
        }
        Set<NodeId> known = new HashSet<>(announce.connected());
        peers.forEach(peer -> known.add(peer.nodeId()));
        List<byte[]> keys = announce.sessionKeys();
        waiting.add(announce.contentId(), node.nodeId(), keys.subList(peers.size(), keys.size()), known);
    }

    private int interval(ItemTable.Item item, PeerRole role, int known, Moment moment) {
        boolean eager = role == PeerRole.LEECH
                && known < AnnouncePeer.MAX_SESSION_KEYS
                && moment.nowMs() - item.grewAtMs < TrackerRules.GROWTH_MS;
        if (eager) {
            return moment.random().nextInt(TrackerRules.EAGER_MIN_MS, TrackerRules.EAGER_MAX_MS);
        }
        int base = (int) rules.announceIntervalMs();
        return base - base / 10 + moment.random().nextInt(base / 5);
    }

    private Handout handout(
            ItemTable.Item item, NodeId caller, List<PeerHandout> peers, int intervalMs, Moment moment) {
        return new Handout(
                item.contentId,
                peers,
                edges.choose(moment.random()),
                intervalMs,
                swarms.counts(item.contentId),
                swarms.place(item.contentId, caller));
    }

    /** Tells the waiting leeches of all swarms of a node that it can be met now. */
    void offer(NodeId newcomer, Moment moment, List<Effect> effects) {
        for (ContentId contentId : swarms.swarmsOf(newcomer)) {
            ItemTable.Item item = items.find(contentId);
            boolean present = swarms.find(contentId, newcomer)
                    .filter(peer -> peer.sharing() && peer.leaseUntilMs() > moment.nowMs())
                    .isPresent();
            if (item != null && present) {
                offer(item, newcomer, moment, effects);
            }
        }
    }

    private void offer(ItemTable.Item item, NodeId newcomer, Moment moment, List<Effect> effects) {
        for (WaitingLeeches.Waiting leech : waiting.longestWaiting(item.contentId, newcomer)) {
            EnrolledNode caller = nodes.find(leech.leech()).orElse(null);
            SessionId session = sessions.of(leech.leech()).orElse(null);
            if (caller == null || session == null) {
                waiting.remove(item.contentId, leech.leech());
                continue;
            }
            HandoutPlanner.Round round = new HandoutPlanner.Round(caller, item, moment, effects);
            planner.meet(round, newcomer, leech.keysFor(newcomer))
                    .map(peer -> handout(item, leech.leech(), List.of(peer), (int) rules.announceIntervalMs(), moment))
                    .ifPresent(handout -> effects.add(new Effect.PushHandout(session, handout)));
            waiting.requeue(item.contentId, leech);
        }
    }

    void setSharing(NodeId nodeId, boolean sharing) {
        for (ContentId contentId : swarms.swarmsOf(nodeId)) {
            swarms.find(contentId, nodeId)
                    .filter(peer -> peer.sharing() != sharing)
                    .ifPresent(peer -> swarms.put(peer.withSharing(sharing)));
        }
    }

    void stopWaiting(NodeId nodeId) {
        swarms.swarmsOf(nodeId).forEach(contentId -> waiting.remove(contentId, nodeId));
    }

    void expire(long nowMs, int max) {
        swarms.removeExpired(nowMs, max).forEach(this::left);
    }

    /** A node is known no more. */
    void forget(NodeId nodeId) {
        planner.forget(nodeId);
        for (ContentId contentId : swarms.swarmsOf(nodeId)) {
            swarms.remove(contentId, nodeId).ifPresent(this::left);
        }
    }

    private void left(SwarmPeer peer) {
        granted.forget(peer.contentId(), peer.nodeId());
        waiting.remove(peer.contentId(), peer.nodeId());
        items.markChanged(peer.contentId());
    }

    void publishCounts(long nowMs, List<Effect> effects) {
        for (ItemTable.Item item : items.takeChanged()) {
            effects.add(new Effect.PublishCounts(
                    item.contentId, swarms.counts(item.contentId), item.completed, item.granted, nowMs));
        }
    }
}
