package io.ayni.gateway.catalog;

import io.ayni.contracts.content.ContentId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds published items in memory: by content id, by name, and newest first. Holds as many items as its owner adds.
 * Safe for all threads; every operation is short.
 */
public final class CatalogIndex {
    private final Map<ContentId, PublishedItem> byId = new HashMap<>();
    private final Map<String, PublishedItem> newestByName = new HashMap<>();
    private final TreeMap<PagePosition, PublishedItem> newestFirst = new TreeMap<>();
    private final TreeSet<ContentId> unannounced = new TreeSet<>();

    /** Adds an item that was never announced. An item that is there already is left as it is. */
    public synchronized void addUnannounced(PublishedItem item) {
        if (addAnnounced(item)) {
            unannounced.add(item.id());
        }
    }

    /** Adds an item that was announced before; false when it was there already. */
    public synchronized boolean addAnnounced(PublishedItem item) {
        if (byId.putIfAbsent(item.id(), item) != null) {
            return false;
        }
        newestFirst.put(item.position(), item);
        newestByName.merge(item.name(), item, CatalogIndex::newer);
        return true;
    }

    private static PublishedItem newer(PublishedItem left, PublishedItem right) {
        return right.publication().version() > left.publication().version() ? right : left;
    }

    /** The item of this content id. */
    public synchronized Optional<PublishedItem> find(ContentId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The item with the highest version of this name. */
    public synchronized Optional<PublishedItem> resolve(String name) {
        return Optional.ofNullable(newestByName.get(name));
    }

    /** The version that new content of this name gets. */
    public long nextVersion(String name) {
        return resolve(name).map(item -> item.publication().version() + 1).orElse(1L);
    }

    /** Number of items. */
    public synchronized int size() {
        return byId.size();
    }

    /** A page as {@link Catalog#page} describes it. */
    public synchronized CatalogPage page(int size, Optional<PagePosition> after) {
        if (size < 1 || size > CatalogPage.MAX_SIZE) {
            throw new IllegalArgumentException("a page has 1 to " + CatalogPage.MAX_SIZE + " items");
        }
        SortedMap<PagePosition, PublishedItem> rest =
                after.map(position -> newestFirst.tailMap(position, false)).orElse(newestFirst);
        List<PublishedItem> items =
                new ArrayList<>(rest.values().stream().limit(size + 1L).toList());
        if (items.size() <= size) {
            return new CatalogPage(items, Optional.empty());
        }
        items.removeLast();
        return new CatalogPage(items, Optional.of(items.getLast().position()));
    }

    /** Unannounced items, at most {@code limit}. */
    public synchronized List<PublishedItem> unannounced(int limit) {
        return unannounced.stream().limit(limit).map(byId::get).toList();
    }

    /** Number of unannounced items. */
    public synchronized int unannouncedCount() {
        return unannounced.size();
    }

    /** Takes the item off the unannounced ones. */
    public synchronized void markAnnounced(ContentId id) {
        unannounced.remove(id);
    }
}
