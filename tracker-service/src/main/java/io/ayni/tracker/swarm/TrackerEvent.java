package io.ayni.tracker.swarm;

import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.identity.NodeId;
import io.ayni.tracker.node.Consent;
import io.ayni.tracker.node.EnrolledNode;
import io.ayni.tracker.node.PeerAddress;

/** What happens to the tracker. Each is answered by {@link TrackerCore#on} with effects. */
public sealed interface TrackerEvent {

    /** A node proved its key. Answered with {@code Accepted} or {@code Refused}. */
    record NodeEnrolled(EnrolledNode node) implements TrackerEvent {}

    /** A dial-back ended. */
    record DialBackEnded(NodeId nodeId, PeerAddress address, boolean answered) implements TrackerEvent {}

    /** A node's owner decided anew. Answered with {@code Accepted} or {@code Refused}. */
    record ConsentChanged(NodeId nodeId, Consent consent) implements TrackerEvent {}

    /** A node opened a session. Answered with {@code Accepted} or {@code Refused}. */
    record SessionOpened(SessionId session, NodeId nodeId, long tokenExpiresAtMs) implements TrackerEvent {}

    /** A session's token was renewed. Answered with {@code Accepted} or {@code Refused}. */
    record TokenRenewed(SessionId session, NodeId nodeId, long tokenExpiresAtMs) implements TrackerEvent {}

    /** A session's stream ended, whoever ended it. */
    record SessionClosed(SessionId session, NodeId nodeId) implements TrackerEvent {}

    /** A peer announced itself. Answered with {@code GiveHandout} or {@code Refused}. */
    record PeerAnnounced(NodeId nodeId, AnnouncePeer announce) implements TrackerEvent {}

    /** A node asks how a swarm stands. Answered with {@code GiveTally} or {@code Refused}. */
    record SwarmScraped(NodeId nodeId, ContentId contentId) implements TrackerEvent {}

    /** A gateway serves everything at this URL. Answered with {@code Accepted} or {@code Refused}. */
    record EdgeAnnounced(String baseUrl) implements TrackerEvent {}

    /** An item exists. Answered with {@code Accepted} or {@code Refused}. */
    record ItemPublished(ContentId contentId, long sizeBytes) implements TrackerEvent {}

    /** An item is no longer published. */
    record ItemWithdrawn(ContentId contentId) implements TrackerEvent {}

    /** Counts of a swarm could not be published; they are to be published again as they then are. */
    record CountsLost(ContentId contentId) implements TrackerEvent {}

    /** Time passed; sent about once a second. */
    record TimePassed() implements TrackerEvent {}
}
