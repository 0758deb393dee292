package io.ayni.tracker.swarm;

import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.identity.NodeId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Which uploaders each downloader was granted, so that a renewal cannot be used to pick one. The newest {@value
 * #MAX_PER_PEER} per peer of a swarm; entries leave with the peer. Also how many downloaders each uploader was granted to,
 * so that the load can be spread. Not thread-safe.
 */
final class GrantedPeers {
    /** Most uploaders remembered per downloader and swarm; older ones can no longer be renewed. */
    static final int MAX_PER_PEER = 32;

    private final Map<Key, Deque<NodeId>> granted = new HashMap<>();
    private final Map<Key, Integer> downloaders = new HashMap<>();

    void add(ContentId contentId, NodeId downloader, NodeId uploader) {
        Deque<NodeId> uploaders = granted.computeIfAbsent(new Key(contentId, downloader), key -> new ArrayDeque<>(8));
        if (!uploaders.contains(uploader)) {
            if (uploaders.size() >= MAX_PER_PEER) {
                decrease(new Key(contentId, uploaders.removeFirst()));
            }
            uploaders.addLast(uploader);
            downloaders.merge(new Key(contentId, uploader), 1, Integer::sum);
        }
    }

    boolean contains(ContentId contentId, NodeId downloader, NodeId uploader) {
        Deque<NodeId> uploaders = granted.get(new Key(contentId, downloader));
        return uploaders != null && uploaders.contains(uploader);
    }

    void forget(ContentId contentId, NodeId downloader) {
        Deque<NodeId> uploaders = granted.remove(new Key(contentId, downloader));
        if (uploaders != null) {
            uploaders.forEach(uploader -> decrease(new Key(contentId, uploader)));
        }
    }

    /** How many downloaders that are still listed were granted this uploader. */
    int downloadersOf(ContentId contentId, NodeId uploader) {
        return downloaders.getOrDefault(new Key(contentId, uploader), 0);
    }

    private void decrease(Key uploader) {
        downloaders.computeIfPresent(uploader, (key, count) -> count == 1 ? null : count - 1);
    }

    private record Key(ContentId contentId, NodeId downloader) {}
}
