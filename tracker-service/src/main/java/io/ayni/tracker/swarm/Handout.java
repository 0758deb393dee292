package io.ayni.tracker.swarm;

import io.ayni.contracts.content.ContentId;
import java.util.List;

/**
 * What a peer is told after an announce, or when new peers are to be met.
 *
 * @param contentId the swarm
 * @param peers at most {@link AnnouncePeer#MAX_SESSION_KEYS}
 * @param edges base URLs of gateways, at most {@link EdgeTable#MAX_HANDED_OUT}
 * @param intervalMs announce again within this
 * @param counts peers known
 */
public record Handout(
        ContentId contentId, List<PeerHandout> peers, List<String> edges, int intervalMs, SwarmCounts counts) {}
