package io.ayni.gateway.catalog.file;

import io.ayni.gateway.catalog.StorageFullException;
import java.io.IOException;

/**
 * Keeps a reserve of free space.
 *
 * @param gauge tells the free bytes
 * @param reserveBytes what must stay free, 0 or more
 */
record FreeSpace(Gauge gauge, long reserveBytes) {
    /** Tells the bytes that are free for this process. */
    @FunctionalInterface
    interface Gauge {
        long usableBytes() throws IOException;
    }

    /** What a write error means when hardly anything is free: the medium is full. */
    private static final long NEXT_TO_NOTHING = 1024 * 1024;

    void require() throws IOException {
        long usable = gauge.usableBytes();
        if (usable < reserveBytes) {
            throw new StorageFullException(usable);
        }
    }

    /** The error itself, or that the storage is full if that is the likely cause: the platform has no type for it. */
    IOException explain(IOException error) throws IOException {
        long usable = gauge.usableBytes();
        if (usable >= Math.max(reserveBytes, NEXT_TO_NOTHING)) {
            return error;
        }
        StorageFullException full = new StorageFullException(usable);
        full.initCause(error);
        return full;
    }
}
