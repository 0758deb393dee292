package io.ayni.agent.tracker;

import io.ayni.agent.swarm.Announcement;
import io.ayni.agent.swarm.Announcement.Event;
import io.ayni.contracts.content.ContentId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the tracker is still to be told, and what it has to be told again after a lost connection. Of each item only the
 * newest announcement counts. At most {@value #MAX_ITEMS} items, as many as the tracker takes on one session; beyond,
 * {@link #offer} refuses. Safe for all threads.
 */
public final class AnnouncementBacklog {
    /** Most items that are announced. */
    public static final int MAX_ITEMS = 256;

    private final Map<ContentId, Entry> items = new LinkedHashMap<>();

    private static final class Entry {
        Announcement announcement;
        boolean isUnsent = true;
        boolean isAnswered;
    }

    /**
     * Takes an announcement in place of the one before for the item.
     *
     * @return false when it is for a further item and there is no room
     */
    public synchronized boolean offer(Announcement announcement) {
        if (items.size() >= MAX_ITEMS && !items.containsKey(announcement.contentId())) {
            return false;
        }
        Entry entry = items.computeIfAbsent(announcement.contentId(), id -> new Entry());
        boolean carriesNews = entry.announcement != null
                && entry.isUnsent
                && announcement.event() == Event.UPDATE
                && entry.announcement.event() != Event.STOPPED;
        entry.announcement = carriesNews ? withEvent(announcement, entry.announcement.event()) : announcement;
        entry.isUnsent = true;
        entry.isAnswered = false;
        return true;
    }

    /** The next announcement to send; it counts as sent from now on. */
    public synchronized Optional<Announcement> poll() {
        for (Entry entry : items.values()) {
            if (entry.isUnsent) {
                entry.isUnsent = false;
                if (entry.announcement.event() == Event.STOPPED) {
                    items.remove(entry.announcement.contentId());
                }
                return Optional.of(entry.announcement);
            }
        }
        return Optional.empty();
    }

    /** A handout for the item arrived: the session keys of its announcement are used up. */
    public synchronized void answered(ContentId contentId) {
        Entry entry = items.get(contentId);
        if (entry != null && !entry.isUnsent) {
            entry.isAnswered = true;
        }
    }

    /**
     * A new session began, with a tracker that may have forgotten everything: every item is said again as joining. Session
     * keys that were used are left out; items that were left meanwhile are not mentioned.
     */
    public synchronized void restart() {
        items.values().removeIf(entry -> entry.announcement.event() == Event.STOPPED);
        for (Entry entry : items.values()) {
            entry.announcement = entry.isAnswered ? withoutKeys(entry.announcement) : entry.announcement;
            entry.announcement = withEvent(entry.announcement, Event.STARTED);
            entry.isUnsent = true;
        }
    }

    private static Announcement withEvent(Announcement from, Event event) {
        return new Announcement(
                from.contentId(),
                event,
                from.haveBytes(),
                from.missingBytes(),
                from.sessionKeys(),
                from.connected(),
                from.renew());
    }

    private static Announcement withoutKeys(Announcement from) {
        return new Announcement(
                from.contentId(),
                from.event(),
                from.haveBytes(),
                from.missingBytes(),
                List.of(),
                from.connected(),
                List.of());
    }
}
