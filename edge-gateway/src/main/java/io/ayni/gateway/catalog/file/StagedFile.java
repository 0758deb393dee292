package io.ayni.gateway.catalog.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file being staged. Free space is looked at before every {@value #CHECK_EVERY_BYTES} bytes; dirty pages are handed to
 * the disk as often, so that closing does not have to wait for all of a large file.
 */
final class StagedFile extends OutputStream {
    private static final int CHECK_EVERY_BYTES = 32 * 1024 * 1024;

    private final FileChannel channel;
    private final FreeSpace freeSpace;
    private long untilCheck = CHECK_EVERY_BYTES;

    private StagedFile(FileChannel channel, FreeSpace freeSpace) {
        this.channel = channel;
        this.freeSpace = freeSpace;
    }

    static StagedFile create(Path file, FreeSpace freeSpace) throws IOException {
        freeSpace.require();
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            return new StagedFile(channel, freeSpace);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException e) {
            throw freeSpace.explain(e);
        }
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            ByteBuffer left = ByteBuffer.wrap(bytes, offset, length);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            untilCheck -= length;
            if (untilCheck <= 0) {
                channel.force(false);
                freeSpace.require();
                untilCheck = CHECK_EVERY_BYTES;
            }
        } catch (IOException e) {
            throw freeSpace.explain(e);
        }
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            if (channel.isOpen()) {
                channel.force(true);
            }
        } catch (IOException e) {
            throw freeSpace.explain(e);
        }
    }
}
