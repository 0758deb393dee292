package io.ayni.agent.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * A disk in memory that can be full, refuse to force, and crash: what was not forced is then there in part, some writes
 * whole, some torn, some not at all. Safe for all threads.
 */
public final class MemoryDisk implements Disk {
    private final Map<Path, Content> files = new HashMap<>();
    private boolean full;
    private boolean unforceable;
    private int open;

    /** A change that was not forced. */
    private interface Change {
        byte[] to(byte[] bytes);
    }

    private static final class Content {
        byte[] bytes = {};
        byte[] forced = {};
        final List<Change> pending = new ArrayList<>();

        void change(Change change) {
            bytes = change.to(bytes);
            pending.add(change);
        }
    }

    /** Whether writes fail from now on. */
    public synchronized void full(boolean isFull) {
        full = isFull;
    }

    /** Whether forcing fails from now on. */
    public synchronized void unforceable(boolean fails) {
        unforceable = fails;
    }

    /** The machine stops and starts again. */
    public synchronized void crash(RandomGenerator random) {
        for (Content content : files.values()) {
            byte[] left = content.forced;
            for (Change change : content.pending) {
                left = random.nextBoolean() ? change.to(left) : left;
            }
            content.bytes = left;
            content.forced = left;
            content.pending.clear();
        }
        open = 0;
    }

    /** The bytes of a file now. */
    public synchronized byte[] bytes(Path path) {
        return files.get(path.toAbsolutePath()).bytes.clone();
    }

    /** Puts bytes in place of a file's, forced. */
    public synchronized void place(Path path, byte[] bytes) {
        Content content = files.computeIfAbsent(path.toAbsolutePath(), any -> new Content());
        content.bytes = bytes.clone();
        content.forced = content.bytes;
        content.pending.clear();
    }

    /** Whether there is such a file. */
    public synchronized boolean exists(Path path) {
        return files.containsKey(path.toAbsolutePath());
    }

    /** Files that are open. */
    public synchronized int openFiles() {
        return open;
    }

    @Override
    public synchronized DiskFile open(Path path) {
        open++;
        return new MemoryFile(files.computeIfAbsent(path.toAbsolutePath(), any -> new Content()));
    }

    private final class MemoryFile implements DiskFile {
        private final Content content;
        private boolean closed;

        MemoryFile(Content content) {
            this.content = content;
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            synchronized (MemoryDisk.this) {
                requireOpen();
                if (position >= content.bytes.length) {
                    return -1;
                }
                int count = (int) Math.min(target.remaining(), content.bytes.length - position);
                target.put(content.bytes, (int) position, count);
                return count;
            }
        }

        @Override
        public void write(ByteBuffer source, long position) throws IOException {
            byte[] data = new byte[source.remaining()];
            source.get(data);
            synchronized (MemoryDisk.this) {
                requireOpen();
                if (full) {
                    throw new IOException("No space left on device");
                }
                // Two changes, so that a crash may tear the write.
                int half = data.length / 2;
                content.change(bytes -> written(bytes, Arrays.copyOf(data, half), (int) position));
                byte[] rest = Arrays.copyOfRange(data, half, data.length);
                content.change(bytes -> written(bytes, rest, (int) position + half));
            }
        }

        private static byte[] written(byte[] bytes, byte[] data, int position) {
            byte[] result = Arrays.copyOf(bytes, Math.max(bytes.length, position + data.length));
            System.arraycopy(data, 0, result, position, data.length);
            return result;
        }

        @Override
        public long size() throws IOException {
            synchronized (MemoryDisk.this) {
                requireOpen();
                return content.bytes.length;
            }
        }

        @Override
        public void resize(long size) throws IOException {
            synchronized (MemoryDisk.this) {
                requireOpen();
                content.change(bytes -> Arrays.copyOf(bytes, (int) size));
            }
        }

        @Override
        public void force() throws IOException {
            synchronized (MemoryDisk.this) {
                requireOpen();
                if (unforceable) {
                    throw new IOException("Input/output error");
                }
                content.forced = content.bytes;
                content.pending.clear();
            }
        }

        @Override
        public void close() {
            synchronized (MemoryDisk.this) {
                open -= closed ? 0 : 1;
                closed = true;
            }
        }

        private void requireOpen() throws IOException {
            if (closed) {
                throw new IOException("closed");
            }
        }
    }
}
