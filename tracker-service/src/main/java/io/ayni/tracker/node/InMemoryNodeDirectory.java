package io.ayni.tracker.node;

import io.ayni.contracts.identity.NodeId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The directory on the heap: forgets everything at exit, and nodes then enrol anew. Not thread-safe. */
public final class InMemoryNodeDirectory implements NodeDirectory {
    private final int maxNodes;
    private final LinkedHashMap<NodeId, Entry> longestIdleFirst = new LinkedHashMap<>();

    /** @param maxNodes most nodes to know at once */
    public InMemoryNodeDirectory(int maxNodes) {
        this.maxNodes = maxNodes;
    }

    @Override
    public boolean put(EnrolledNode node, long nowMs) {
        if (longestIdleFirst.size() >= maxNodes && !longestIdleFirst.containsKey(node.nodeId())) {
            return false;
        }
        longestIdleFirst.putLast(node.nodeId(), new Entry(node, nowMs));
        return true;
    }

    @Override
    public Optional<EnrolledNode> find(NodeId nodeId) {
        Entry entry = longestIdleFirst.get(nodeId);
        return entry == null ? Optional.empty() : Optional.of(entry.node);
    }

    @Override
    public void touch(NodeId nodeId, long nowMs) {
        Entry entry = longestIdleFirst.get(nodeId);
        if (entry != null) {
            entry.seenAtMs = nowMs;
            longestIdleFirst.putLast(entry.node.nodeId(), entry);
        }
    }

    @Override
    public List<NodeId> removeIdle(long seenBeforeMs, int max) {
        List<NodeId> removed = new ArrayList<>();
        Map.Entry<NodeId, Entry> oldest = longestIdleFirst.firstEntry();
        while (oldest != null && removed.size() < max && oldest.getValue().seenAtMs < seenBeforeMs) {
            removed.add(oldest.getKey());
            longestIdleFirst.pollFirstEntry();
            oldest = longestIdleFirst.firstEntry();
        }
        return removed;
    }

    @Override
    public int size() {
        return longestIdleFirst.size();
    }

    private static final class Entry {
        private final EnrolledNode node;
        private long seenAtMs;

        private Entry(EnrolledNode node, long seenAtMs) {
            this.node = node;
            this.seenAtMs = seenAtMs;
        }
    }
}
