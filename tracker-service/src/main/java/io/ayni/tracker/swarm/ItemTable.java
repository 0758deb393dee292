package io.ayni.tracker.swarm;

import io.ayni.contracts.content.ContentId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Published items with what is counted for each since the tracker started, and which of them have news to publish. At
 * most a given number of items; further ones are refused. Not thread-safe.
 */
final class ItemTable {
    private final int max;
    private final Map<ContentId, Item> items = new HashMap<>();
    private final LinkedHashSet<Item> changed = new LinkedHashSet<>();

    ItemTable(int max) {
        this.max = max;
    }

    /** Adds an item; false when the table is full. An item never changes its size. */
    boolean publish(ContentId contentId, long sizeBytes) {
        if (items.size() >= max && !items.containsKey(contentId)) {
            return false;
        }
        items.putIfAbsent(contentId, new Item(contentId, sizeBytes));
        return true;
    }

    void withdraw(ContentId contentId) {
        Item item = items.remove(contentId);
        if (item != null) {
            changed.remove(item);
        }
    }

    /** The item, or null. */
    Item find(ContentId contentId) {
        return items.get(contentId);
    }

    void markChanged(Item item) {
        changed.add(item);
    }

    void markChanged(ContentId contentId) {
        Item item = items.get(contentId);
        if (item != null) {
            changed.add(item);
        }
    }

    /** Items with news, which are then no news any more. */
    List<Item> takeChanged() {
        List<Item> taken = new ArrayList<>(changed);
        changed.clear();
        return taken;
    }

    int size() {
        return items.size();
    }

    /** One item; equal only to itself. */
    static final class Item {
        final ContentId contentId;
        final long sizeBytes;
        long completed;
        long granted;
        long grewAtMs;

        private Item(ContentId contentId, long sizeBytes) {
            this.contentId = contentId;
            this.sizeBytes = sizeBytes;
        }
    }
}
