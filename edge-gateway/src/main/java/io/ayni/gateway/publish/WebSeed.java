package io.ayni.gateway.publish;

import io.ayni.contracts.content.ContentId;

/**
 * Where BitTorrent clients fetch items over HTTP (BEP 19). The URL ends in a slash; clients append the item's name, and
 * for an item of several files the file's path after it.
 *
 * @param publicUrl base URL of this gateway without a slash at its end
 */
public record WebSeed(String publicUrl) {
    /** The web seed of one item. */
    public String urlOf(ContentId id) {
        return publicUrl + "/content/" + id.hex() + "/";
    }
}
