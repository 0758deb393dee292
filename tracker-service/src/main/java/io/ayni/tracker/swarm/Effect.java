package io.ayni.tracker.swarm;

import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.identity.NodeId;
import io.ayni.tracker.node.PeerAddress;

/** What is to be done after an event. */
public sealed interface Effect {

    /** What the sender of the event is told; at most one per event. */
    sealed interface Answer extends Effect {}

    /** It is done. */
    record Accepted() implements Answer {}

    /** It is not done, and nothing changed. */
    record Refused(Refusal reason) implements Answer {}

    /** Tell how the swarm stands. */
    record GiveTally(SwarmTally tally) implements Answer {}

    /** Sign the grants and hand out the peers. */
    record GiveHandout(Handout handout) implements Answer {}

    /** The same, unasked, on a session. */
    record PushHandout(SessionId session, Handout handout) implements Effect {}

    /** Ask the node of this session to dial a downloader. */
    record AskDialBack(SessionId session, ContentId contentId, PeerAddress downloader, GrantId grantId)
            implements Effect {}

    /** Try to reach a node at the address that it gave, and report {@code DialBackEnded}. */
    record TestReachability(NodeId nodeId, PeerAddress address) implements Effect {}

    /** End a session. */
    record EndSession(SessionId session, SessionEnd reason) implements Effect {}

    /** Tell the world how a swarm stands. */
    record PublishCounts(ContentId contentId, SwarmCounts counts, long completed, long granted, long changedAtMs)
            implements Effect {}
}
