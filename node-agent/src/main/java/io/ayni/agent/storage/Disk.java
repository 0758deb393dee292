package io.ayni.agent.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Port to the file system below an item's directory. Safe for all threads. */
public interface Disk {
    /** Opens a file for reading and writing; makes it, and the folders above, when they are not there. */
    DiskFile open(Path path) throws IOException;

    /** An open file. Reads and writes at positions do not disturb each other. */
    interface DiskFile extends Closeable {
        /** Reads up to {@code remaining} bytes; returns −1 at the end. */
        int read(ByteBuffer target, long position) throws IOException;

        /** Writes all remaining bytes. */
        void write(ByteBuffer source, long position) throws IOException;

        /** Length in bytes. */
        long size() throws IOException;

        /** Makes the file exactly so long; added bytes are zero and take no space where the file system can do that. */
        void resize(long size) throws IOException;

        /** Returns when everything written before survives a crash of the machine. */
        void force() throws IOException;
    }
}
