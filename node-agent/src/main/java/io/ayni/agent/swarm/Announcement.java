package io.ayni.agent.swarm;

import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.crypto.Ed25519PublicKey;
import io.ayni.contracts.identity.NodeId;
import java.util.List;

/**
 * This node's presence in one swarm, as it tells the tracker.
 *
 * @param contentId the item
 * @param event why it is said
 * @param haveBytes verified bytes held
 * @param missingBytes bytes not yet held
 * @param sessionKeys fresh keys, one per grant wanted, at most 8; empty for a seed
 * @param connected uploaders that need not be handed out again, at most 64
 * @param renew uploaders to whom a further grant is wanted, at most 8
 */
public record Announcement(
        ContentId contentId,
        Event event,
        long haveBytes,
        long missingBytes,
        List<Ed25519PublicKey> sessionKeys,
        List<NodeId> connected,
        List<NodeId> renew) {
    /** Why an announcement is made. */
    public enum Event {
        /** Joining. */
        STARTED,
        /** Still here. */
        UPDATE,
        /** All pieces verified. */
        COMPLETED,
        /** Leaving. */
        STOPPED
    }

    /** Copies the lists. */
    public Announcement {
        sessionKeys = List.copyOf(sessionKeys);
        connected = List.copyOf(connected);
        renew = List.copyOf(renew);
    }
}
