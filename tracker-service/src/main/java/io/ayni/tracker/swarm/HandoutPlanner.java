package io.ayni.tracker.swarm;

import io.ayni.contracts.identity.NodeId;
import io.ayni.tracker.node.EnrolledNode;
import io.ayni.tracker.node.NodeDirectory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Chooses the uploaders of a handout and decides their grants. Neither side chooses: uploaders are drawn at random among
 * the sharing peers that can be met, seeds and leeches alike, of a few drawn the one that the fewest others were granted. Never given out: the caller, a peer without consent, an
 * address that no dial-back proved. Two peers of which neither can be dialled never meet. A node learns of at most
 * {@link TrackerRules#PEERS_BURST} peers at once and {@link TrackerRules#PEERS_PER_SECOND} a second in the long run,
 * whatever it asks for, so that nobody can list a swarm; beyond, handouts are smaller.
 */
final class HandoutPlanner {
    /** Peers drawn beyond those that may turn out to be known already: the bound on work per announce. */
    private static final int SPARE_DRAWS = 32;
    /** Of so many drawn peers the least burdened is handed out: enough to make the burdens nearly equal. */
    private static final int CHOICES = 4;

    private final NodeDirectory nodes;
    private final SwarmStore swarms;
    private final SessionTable sessions;
    private final GrantedPeers granted;
    private final WeightPolicy weights;
    private final NodeAllowance newcomers = new NodeAllowance(TrackerRules.PEERS_BURST, TrackerRules.PEERS_PER_SECOND);

    HandoutPlanner(
            NodeDirectory nodes, SwarmStore swarms, SessionTable sessions, GrantedPeers granted, WeightPolicy weights) {
        this.nodes = nodes;
        this.swarms = swarms;
        this.sessions = sessions;
        this.granted = granted;
        this.weights = weights;
    }

    /**
     * For whom peers are chosen, and where the effects of choosing go.
     *
     * @param caller the downloader
     * @param item what it wants
     * @param moment now
     * @param effects takes dial-backs
     */
    record Round(EnrolledNode caller, ItemTable.Item item, Moment moment, List<Effect> effects) {}

    /** Peers for an announce: renewals first, then newcomers, one for each session key while there are any. */
    List<PeerHandout> choose(Round round, AnnouncePeer announce) {
        List<PeerHandout> chosen = new ArrayList<>(announce.sessionKeys().size());
        Iterator<byte[]> keys = announce.sessionKeys().iterator();
        for (NodeId uploaderId : announce.renew()) {
            if (keys.hasNext()) {
                renew(round, uploaderId, announce.connected(), keys).ifPresent(chosen::add);
            }
        }
        if (keys.hasNext()) {
            addNewcomers(round, announce, keys, chosen);
        }
        return chosen;
    }

    private void addNewcomers(Round round, AnnouncePeer announce, Iterator<byte[]> keys, List<PeerHandout> chosen) {
        Set<NodeId> taken = new HashSet<>(announce.connected());
        taken.addAll(announce.renew());
        taken.add(round.caller.nodeId());
        int draws = taken.size() + SPARE_DRAWS;
        List<NodeId> drawn = swarms.sampleSharing(round.item.contentId, draws, round.moment.random()).stream()
                .filter(peer -> isPresent(peer, round) && !taken.contains(peer.nodeId()))
                .map(SwarmPeer::nodeId)
                .collect(Collectors.toCollection(ArrayList::new));
        while (keys.hasNext() && !drawn.isEmpty()) {
            meet(round, takeLeastGranted(round, drawn), keys).ifPresent(chosen::add);
        }
    }

    /** Of the next few that were drawn, the one that was granted to the fewest downloaders. */
    private NodeId takeLeastGranted(Round round, List<NodeId> drawn) {
        int best = drawn.size() - 1;
        int fewest = Integer.MAX_VALUE;
        for (int i = drawn.size() - 1; i >= Math.max(0, drawn.size() - CHOICES); i--) {
            int downloaders = granted.downloadersOf(round.item.contentId, drawn.get(i));
            if (downloaders < fewest) {
                fewest = downloaders;
                best = i;
            }
        }
        return drawn.remove(best);
    }

    private Optional<PeerHandout> renew(Round round, NodeId uploaderId, Set<NodeId> connected, Iterator<byte[]> keys) {
        boolean mayRenew = !uploaderId.equals(round.caller.nodeId())
                && granted.contains(round.item.contentId, round.caller.nodeId(), uploaderId)
                && swarms.find(round.item.contentId, uploaderId)
                        .filter(peer -> peer.sharing() && isPresent(peer, round))
                        .isPresent();
        if (!mayRenew) {
            return Optional.empty();
        }
        return connected.contains(uploaderId)
                ? nodes.find(uploaderId).map(uploader -> handOut(round, uploader, keys.next()))
                : meet(round, uploaderId, keys);
    }

    /** One uploader for the caller; empty, and no key taken, when they cannot reach each other or it may not know more. */
    Optional<PeerHandout> meet(Round round, NodeId uploaderId, Iterator<byte[]> keys) {
        EnrolledNode uploader = nodes.find(uploaderId).orElse(null);
        if (uploader == null) {
            return Optional.empty();
        }
        boolean mustDial = uploader.provenAddress().isEmpty();
        if (mustDial && !canDial(uploaderId, round.caller) || !mayLearnOf(round, uploaderId)) {
            return Optional.empty();
        }
        PeerHandout handout = handOut(round, uploader, keys.next());
        if (mustDial) {
            round.effects.add(new Effect.AskDialBack(
                    sessions.of(uploaderId).orElseThrow(),
                    round.item.contentId,
                    round.caller.provenAddress().orElseThrow(),
                    handout.grant().grantId()));
        }
        return Optional.of(handout);
    }

    private boolean canDial(NodeId uploaderId, EnrolledNode caller) {
        return sessions.of(uploaderId).isPresent() && caller.provenAddress().isPresent();
    }

    private boolean mayLearnOf(Round round, NodeId uploaderId) {
        NodeId caller = round.caller.nodeId();
        return granted.contains(round.item.contentId, caller, uploaderId)
                || newcomers.take(caller, round.moment.nowMs());
    }

    void forget(NodeId nodeId) {
        newcomers.forget(nodeId);
    }

    private static boolean isPresent(SwarmPeer peer, Round round) {
        return peer.leaseUntilMs() > round.moment.nowMs();
    }

    private PeerHandout handOut(Round round, EnrolledNode uploader, byte[] sessionKey) {
        granted.add(round.item.contentId, round.caller.nodeId(), uploader.nodeId());
        round.item.granted++;
        GrantOrder order = new GrantOrder(
                round.moment.newGrantId(),
                round.moment.newSealingNonce(),
                round.moment.nowMs(),
                uploader.nodeId(),
                uploader.account(),
                round.caller.account(),
                uploader.prefixTag(),
                round.caller.prefixTag(),
                sessionKey,
                round.item.contentId,
                round.item.sizeBytes,
                weights.weigh(uploader, round.caller));
        return new PeerHandout(uploader.nodeId(), uploader.provenAddress(), order);
    }
}
