package io.ayni.gateway.publish;

/** Why an upload was not published, in order of precedence. Nothing of a refused upload is kept. */
public enum PublishRefusal {
    /** The body is not what its content type says, or holds something that cannot be published. */
    NOT_AN_ITEM,
    /** There are no bytes. */
    EMPTY,
    /** More bytes, files or pieces than an item may have. */
    TOO_LARGE,
    /** The catalog holds as many items as it may. */
    CATALOG_FULL,
    /** Free space is used up. */
    STORAGE_FULL
}
