package io.ayni.tracker.swarm;

import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.identity.NodeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Swarms on the heap: everything is gone at exit and comes back with the next announces. Every call but {@link
 * #removeExpired} and {@link #sampleSharing} takes constant time. Not thread-safe.
 */
public final class InMemorySwarmStore implements SwarmStore {
    private final StoreLimits limits;
    private final Map<ContentId, MemberList> swarms = new HashMap<>();
    private final Map<NodeId, Set<ContentId>> swarmsByNode = new HashMap<>();
    private final LinkedHashMap<MemberList.Member, Boolean> firstToExpire = new LinkedHashMap<>();

    /** @param limits bounds of the tables */
    public InMemorySwarmStore(StoreLimits limits) {
        this.limits = limits;
    }

    @Override
    public Placement put(SwarmPeer peer) {
        MemberList swarm = swarms.get(peer.contentId());
        MemberList.Member known = swarm == null ? null : swarm.find(peer.nodeId());
        if (known != null) {
            if (peer.leaseUntilMs() > known.peer().leaseUntilMs()) {
                firstToExpire.putLast(known, Boolean.TRUE);
            }
            swarm.replace(known, peer);
            return Placement.RENEWED;
        }
        if (!hasRoomFor(peer, swarm)) {
            return Placement.NO_ROOM;
        }
        MemberList joined = swarms.computeIfAbsent(peer.contentId(), id -> new MemberList());
        firstToExpire.putLast(joined.add(peer), Boolean.TRUE);
        swarmsByNode.computeIfAbsent(peer.nodeId(), id -> new HashSet<>()).add(peer.contentId());
        return Placement.JOINED;
    }

    private boolean hasRoomFor(SwarmPeer peer, MemberList swarm) {
        return firstToExpire.size() < limits.maxPeers()
                && (swarm == null ? swarms.size() < limits.maxSwarms() : swarm.size() < limits.maxPeersPerSwarm())
                && swarmsByNode.getOrDefault(peer.nodeId(), Set.of()).size() < limits.maxSwarmsPerNode();
    }

    @Override
    public Optional<SwarmPeer> find(ContentId contentId, NodeId nodeId) {
        MemberList swarm = swarms.get(contentId);
        MemberList.Member member = swarm == null ? null : swarm.find(nodeId);
        return member == null ? Optional.empty() : Optional.of(member.peer());
    }

    @Override
    public OptionalInt place(ContentId contentId, NodeId nodeId) {
        MemberList swarm = swarms.get(contentId);
        MemberList.Member member = swarm == null ? null : swarm.find(nodeId);
        return member == null ? OptionalInt.empty() : OptionalInt.of(member.place());
    }

    @Override
    public Optional<SwarmPeer> remove(ContentId contentId, NodeId nodeId) {
        MemberList swarm = swarms.get(contentId);
        MemberList.Member member = swarm == null ? null : swarm.find(nodeId);
        if (member == null) {
            return Optional.empty();
        }
        firstToExpire.remove(member);
        forget(member);
        return Optional.of(member.peer());
    }

    private void forget(MemberList.Member member) {
        ContentId contentId = member.peer().contentId();
        NodeId nodeId = member.peer().nodeId();
        MemberList swarm = swarms.get(contentId);
        swarm.remove(member);
        if (swarm.size() == 0) {
            swarms.remove(contentId);
        }
        Set<ContentId> joined = swarmsByNode.get(nodeId);
        joined.remove(contentId);
        if (joined.isEmpty()) {
            swarmsByNode.remove(nodeId);
        }
    }

    @Override
    public List<ContentId> swarmsOf(NodeId nodeId) {
        return List.copyOf(swarmsByNode.getOrDefault(nodeId, Set.of()));
    }

    @Override
    public SwarmCounts counts(ContentId contentId) {
        MemberList swarm = swarms.get(contentId);
        return swarm == null ? SwarmCounts.EMPTY : swarm.counts();
    }

    @Override
    public List<SwarmPeer> sampleSharing(ContentId contentId, int max, RandomGenerator random) {
        MemberList swarm = swarms.get(contentId);
        return swarm == null ? List.of() : swarm.sampleSharing(max, random);
    }

    @Override
    public List<SwarmPeer> removeExpired(long nowMs, int max) {
        List<SwarmPeer> removed = new ArrayList<>();
        Map.Entry<MemberList.Member, Boolean> first = firstToExpire.firstEntry();
        while (first != null && removed.size() < max && first.getKey().peer().leaseUntilMs() <= nowMs) {
            firstToExpire.pollFirstEntry();
            forget(first.getKey());
            removed.add(first.getKey().peer());
            first = firstToExpire.firstEntry();
        }
        return removed;
    }

    @Override
    public int peers() {
        return firstToExpire.size();
    }

    @Override
    public int swarms() {
        return swarms.size();
    }
}
