package io.ayni.tracker.swarm;

import io.ayni.contracts.identity.NodeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Open sessions, one per node, at most a given number. Not thread-safe. */
final class SessionTable {
    private final int max;
    private final Map<NodeId, Open> byNode = new HashMap<>();

    SessionTable(int max) {
        this.max = max;
    }

    boolean hasRoomFor(NodeId nodeId) {
        return byNode.size() < max || byNode.containsKey(nodeId);
    }

    /** Enters a session and gives back the one that it replaces. */
    Optional<SessionId> open(SessionId session, NodeId nodeId, long tokenExpiresAtMs) {
        return Optional.ofNullable(byNode.put(nodeId, new Open(session, tokenExpiresAtMs)))
                .map(Open::session);
    }

    Optional<SessionId> of(NodeId nodeId) {
        Open open = byNode.get(nodeId);
        return open == null ? Optional.empty() : Optional.of(open.session);
    }

    boolean renew(SessionId session, NodeId nodeId, long tokenExpiresAtMs) {
        return byNode.computeIfPresent(
                                nodeId,
                                (id, open) -> open.session.equals(session) ? new Open(session, tokenExpiresAtMs) : open)
                        instanceof Open open
                && open.session.equals(session);
    }

    /** Removes a session, unless a newer one of the node stands in its place. */
    boolean close(SessionId session, NodeId nodeId) {
        return of(nodeId).filter(session::equals).isPresent() && byNode.remove(nodeId) != null;
    }

    /** Nodes whose token ran out. */
    List<NodeId> expired(long nowMs) {
        List<NodeId> expired = new ArrayList<>();
        byNode.forEach((nodeId, open) -> {
            if (open.tokenExpiresAtMs <= nowMs) {
                expired.add(nodeId);
            }
        });
        return expired;
    }

    int size() {
        return byNode.size();
    }

    private record Open(SessionId session, long tokenExpiresAtMs) {}
}
