package io.ayni.tracker.swarm;

import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.identity.NodeId;
import java.util.List;
import java.util.Set;

/**
 * A peer says that it is there. Well formed: every list is inside its bound and every key is usable.
 *
 * @param contentId the swarm
 * @param event why it is sent
 * @param haveBytes verified bytes held
 * @param missingBytes bytes still missing
 * @param sessionKeys fresh public keys of 32 bytes, one per grant wanted, at most {@value #MAX_SESSION_KEYS}
 * @param connected uploaders not to be handed out again, at most {@value #MAX_CONNECTED}
 * @param renew uploaders to be granted again, at most {@value #MAX_RENEW}
 */
public record AnnouncePeer(
        ContentId contentId,
        Event event,
        long haveBytes,
        long missingBytes,
        List<byte[]> sessionKeys,
        Set<NodeId> connected,
        List<NodeId> renew) {
    /** Most session keys, and so most peers of a handout. */
    public static final int MAX_SESSION_KEYS = 8;
    /** Most connected uploaders that may be named. */
    public static final int MAX_CONNECTED = 64;
    /** Most uploaders that may be named for renewal. */
    public static final int MAX_RENEW = 8;

    /** Why an announce is sent. */
    public enum Event {
        /** Still here. */
        UPDATE,
        /** Joining. */
        STARTED,
        /** All pieces verified. */
        COMPLETED,
        /** Leaving. */
        STOPPED
    }

    /** Whether the numbers can be true of an item of this size. */
    public boolean fits(long sizeBytes) {
        boolean inside =
                haveBytes >= 0 && missingBytes >= 0 && haveBytes <= sizeBytes && missingBytes <= sizeBytes - haveBytes;
        return inside && (event != Event.COMPLETED || missingBytes == 0);
    }

    /** A seed misses nothing and has something; a peer that does not know the item's size yet says 0 and 0. */
    public PeerRole role() {
        return missingBytes == 0 && haveBytes > 0 ? PeerRole.SEED : PeerRole.LEECH;
    }
}
