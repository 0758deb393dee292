package io.ayni.gateway.publish;

import io.ayni.gateway.catalog.PublishedItem;

/** What became of an upload. */
public sealed interface PublishVerdict {
    /** New content; it is visible and durable. */
    record Published(PublishedItem item) implements PublishVerdict {}

    /** The same content was published under this name before; the item is as it was. */
    record AlreadyPublished(PublishedItem item) implements PublishVerdict {}

    /**
     * Nothing was published.
     *
     * @param reason why
     * @param detail the same in a sentence for the publisher
     */
    record Refused(PublishRefusal reason, String detail) implements PublishVerdict {}
}
