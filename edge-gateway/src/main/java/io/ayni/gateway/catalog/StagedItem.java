package io.ayni.gateway.catalog;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * The files of an item that is being uploaded. Used by one thread. Closing throws away all of it unless it was published
 * meanwhile; the files of a process that was killed are thrown away at the next start.
 */
public interface StagedItem extends AutoCloseable {
    /**
     * Starts a file. Closing the stream makes its bytes durable.
     *
     * @param path components below the item
     * @throws java.nio.file.FileAlreadyExistsException when this path was staged before
     * @throws StorageFullException from here or from the stream, when free space is below the reserve
     */
    OutputStream create(List<String> path) throws IOException;

    @Override
    void close() throws IOException;
}
