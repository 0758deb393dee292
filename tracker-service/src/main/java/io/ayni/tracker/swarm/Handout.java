package io.ayni.tracker.swarm;

import io.ayni.contracts.content.ContentId;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a peer is told after an announce, or when new peers are to be met.
 *
 * @param contentId the swarm
 * @param peers at most {@link AnnouncePeer#MAX_SESSION_KEYS}
 * @param edges base URLs of gateways, at most {@link EdgeTable#MAX_HANDED_OUT}
 * @param intervalMs announce again within this
 * @param counts peers known
 * @param place this peer's number in the swarm, see {@link SwarmStore#place}; empty when it is not in it
 */
public record Handout(
        ContentId contentId,
        List<PeerHandout> peers,
        List<String> edges,
        int intervalMs,
        SwarmCounts counts,
        OptionalInt place) {}
