package io.ayni.tracker.catalog;

import io.ayni.contracts.content.ContentId;

/** What a record of the content topic says. */
public sealed interface ContentRecord {

    /** The operator published an item of this size. */
    record Published(ContentId contentId, long sizeBytes) implements ContentRecord {}

    /** The item is published no more. */
    record Withdrawn(ContentId contentId) implements ContentRecord {}

    /** The record is left out. */
    record Unusable(Fault fault) implements ContentRecord {}

    /** Why a record is left out, in order of precedence. */
    enum Fault {
        /** No such message, or a field out of shape. */
        MALFORMED,
        /** Key, message and signed publication do not speak of the same item. */
        CONTRADICTORY,
        /** Not signed with a manifest key of the operator that was valid at publication. */
        NOT_SIGNED
    }
}
