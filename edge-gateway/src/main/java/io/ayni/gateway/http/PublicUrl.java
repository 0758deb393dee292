package io.ayni.gateway.http;

import io.ayni.gateway.catalog.PublishedFile;
import io.ayni.gateway.catalog.PublishedItem;
import io.ayni.gateway.serve.RequestPath;

/**
 * Addresses as clients see them.
 *
 * @param base public base URL without a slash at its end
 */
public record PublicUrl(String base) {
    /** The address of a file. */
    public String of(PublishedItem item, PublishedFile file) {
        return base + "/content/" + item.id().hex() + "/" + RequestPath.encodePath(file.path());
    }

    /** The address of an item: its file, or the metainfo of one with several files. */
    public String of(PublishedItem item) {
        return item.onlyFile().map(file -> of(item, file)).orElseGet(() -> torrentOf(item));
    }

    /** The address of an item's metainfo. */
    public String torrentOf(PublishedItem item) {
        return base + "/content/" + item.id().hex() + ".torrent";
    }
}
