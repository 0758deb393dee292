package io.ayni.gateway.catalog;

import java.io.IOException;

/** Free space is used up, or down to the reserve. */
public final class StorageFullException extends IOException {
    /** With the bytes that are free. */
    public StorageFullException(long usableBytes) {
        super("free space is down to " + usableBytes + " bytes");
    }
}
