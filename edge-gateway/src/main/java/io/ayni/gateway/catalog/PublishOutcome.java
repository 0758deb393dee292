package io.ayni.gateway.catalog;

/** What became of a staged item. */
public sealed interface PublishOutcome {
    /** It is visible now. */
    record Added(PublishedItem item) implements PublishOutcome {}

    /** The same content was published before; nothing changed. */
    record Existing(PublishedItem item) implements PublishOutcome {}

    /** The catalog holds as many items as it may; nothing changed. */
    record Full() implements PublishOutcome {}
}
