package io.ayni.gateway.catalog;

import java.util.List;
import java.util.Optional;

/**
 * A page of the listing, newest first.
 *
 * @param items at most as many as asked for
 * @param next where the next page starts after; empty on the last page
 */
public record CatalogPage(List<PublishedItem> items, Optional<PagePosition> next) {
    /** Size of a page when none is asked for. */
    public static final int DEFAULT_SIZE = 100;
    /** Largest page. */
    public static final int MAX_SIZE = 500;

    /** Copies the list. */
    public CatalogPage {
        items = List.copyOf(items);
    }
}
