package io.ayni.gateway.publish;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** How a body is read as the files of an item. */
public interface UploadForm {
    /**
     * Hands the files over one after the other, reading the body to its end.
     *
     * @throws IOException from the body or the receiver
     * @throws RefusedUploadException when the body cannot be an item
     */
    void read(InputStream body, Receiver receiver) throws IOException, RefusedUploadException;

    /** Takes one file after the other. */
    interface Receiver {
        /**
         * Reads the file's bytes to the end of the stream.
         *
         * @param path components below the item, each a usable name
         */
        void receive(List<String> path, InputStream bytes) throws IOException, RefusedUploadException;
    }

    /** The body is the only file, named like the item. */
    static UploadForm singleFile(String name) {
        return (body, receiver) -> receiver.receive(List.of(name), body);
    }
}
