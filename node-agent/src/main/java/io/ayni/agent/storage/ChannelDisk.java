package io.ayni.agent.storage;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** The real file system. */
public final class ChannelDisk implements Disk {
    @Override
    public DiskFile open(Path path) throws IOException {
        Files.createDirectories(path.getParent());
        return new ChannelFile(new RandomAccessFile(path.toFile(), "rw"));
    }

    private record ChannelFile(RandomAccessFile file, FileChannel channel) implements DiskFile {
        ChannelFile(RandomAccessFile file) {
            this(file, file.getChannel());
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            return channel.read(target, position);
        }

        @Override
        public void write(ByteBuffer source, long position) throws IOException {
            long at = position;
            while (source.hasRemaining()) {
                at += channel.write(source, at);
            }
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public void resize(long size) throws IOException {
            file.setLength(size);
        }

        @Override
        public void force() throws IOException {
            channel.force(false);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
