package io.ayni.tracker.swarm;

import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.identity.NodeId;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Leeches in session that wanted more peers than there were, with their unused session keys: the next peer to join is
 * pushed to them. At most {@value #MAX_PER_SWARM} per swarm and a given number in all; when a swarm is full the one that
 * waits longest makes room, and it learns of new peers with its next announce. Not thread-safe.
 */
final class WaitingLeeches {
    /** Most waiting leeches of one swarm. */
    static final int MAX_PER_SWARM = 64;
    /** Most leeches that are told of one newcomer: the bound on signatures per join. */
    static final int MAX_TOLD = 8;

    private final int max;
    private final Map<ContentId, LinkedHashMap<NodeId, Waiting>> bySwarm = new HashMap<>();
    private int size;

    WaitingLeeches(int max) {
        this.max = max;
    }

    /** Enters a leech in place of its older entry; nothing happens without a key or when the table is full. */
    void add(ContentId contentId, NodeId leech, Collection<byte[]> keys, Collection<NodeId> known) {
        remove(contentId, leech);
        if (keys.isEmpty() || size >= max) {
            return;
        }
        LinkedHashMap<NodeId, Waiting> swarm = bySwarm.computeIfAbsent(contentId, id -> new LinkedHashMap<>());
        if (swarm.size() >= MAX_PER_SWARM) {
            swarm.pollFirstEntry();
            size--;
        }
        swarm.put(leech, new Waiting(leech, new ArrayDeque<>(keys), known));
        size++;
    }

    void remove(ContentId contentId, NodeId leech) {
        LinkedHashMap<NodeId, Waiting> swarm = bySwarm.get(contentId);
        if (swarm == null || swarm.remove(leech) == null) {
            return;
        }
        size--;
        if (swarm.isEmpty()) {
            bySwarm.remove(contentId);
        }
    }

    /** Those who wait longest in a swarm and do not know this node yet. */
    List<Waiting> longestWaiting(ContentId contentId, NodeId newcomer) {
        List<Waiting> chosen = new ArrayList<>(MAX_TOLD);
        for (Waiting waiting :
                bySwarm.getOrDefault(contentId, new LinkedHashMap<>()).values()) {
            if (chosen.size() < MAX_TOLD && !waiting.knows(newcomer)) {
                chosen.add(waiting);
            }
        }
        return chosen;
    }

    /** Puts a leech that was told of a newcomer at the end of the queue, or out of it when its keys are used up. */
    void requeue(ContentId contentId, Waiting waiting) {
        if (waiting.keys.isEmpty()) {
            remove(contentId, waiting.leech);
        } else {
            bySwarm.get(contentId).putLast(waiting.leech, waiting);
        }
    }

    int size() {
        return size;
    }

    /**
     * One leech that waits; about 1 KiB. Of each node that it knows there is a fingerprint of 8 bytes only: if two are
     * equal, a leech is not told of a newcomer, which it learns of with its next announce.
     */
    static final class Waiting {
        private final NodeId leech;
        private final Deque<byte[]> keys;
        private final long[] known;
        private int knownCount;

        private Waiting(NodeId leech, Deque<byte[]> keys, Collection<NodeId> known) {
            this.leech = leech;
            this.keys = keys;
            this.known = new long[known.size() + keys.size()];
            known.forEach(this::learn);
        }

        private void learn(NodeId nodeId) {
            known[knownCount++] = fingerprint(nodeId);
        }

        private static long fingerprint(NodeId nodeId) {
            return ByteBuffer.wrap(nodeId.bytes()).getLong();
        }

        NodeId leech() {
            return leech;
        }

        /** Its unused keys; the first one that is taken makes the newcomer known. */
        Iterator<byte[]> keysFor(NodeId newcomer) {
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return !keys.isEmpty();
                }

                @Override
                public byte[] next() {
                    learn(newcomer);
                    return keys.removeFirst();
                }
            };
        }

        private boolean knows(NodeId nodeId) {
            long wanted = fingerprint(nodeId);
            return leech.equals(nodeId) || Arrays.stream(known, 0, knownCount).anyMatch(each -> each == wanted);
        }
    }
}
