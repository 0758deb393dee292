package io.ayni.tracker.swarm;

import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.identity.NodeId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Which uploaders each downloader was granted, so that a renewal cannot be used to pick one. The newest {@value
 * #MAX_PER_PEER} per peer of a swarm; entries leave with the peer. Not thread-safe.
 */
final class GrantedPeers {
    /** Most uploaders remembered per downloader and swarm; older ones can no longer be renewed. */
    static final int MAX_PER_PEER = 32;

    private final Map<Key, Deque<NodeId>> granted = new HashMap<>();

    void add(ContentId contentId, NodeId downloader, NodeId uploader) {
        Deque<NodeId> uploaders = granted.computeIfAbsent(new Key(contentId, downloader), key -> new ArrayDeque<>(8));
        if (!uploaders.contains(uploader)) {
            if (uploaders.size() >= MAX_PER_PEER) {
                uploaders.removeFirst();
            }
            uploaders.addLast(uploader);
        }
    }

    boolean contains(ContentId contentId, NodeId downloader, NodeId uploader) {
        Deque<NodeId> uploaders = granted.get(new Key(contentId, downloader));
        return uploaders != null && uploaders.contains(uploader);
    }

    void forget(ContentId contentId, NodeId downloader) {
        granted.remove(new Key(contentId, downloader));
    }

    private record Key(ContentId contentId, NodeId downloader) {}
}
