package io.ayni.gateway.catalog.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The gateway's directory, held by one process at a time. Opening it makes what is missing and throws away what an
 * earlier process left in staging.
 */
final class DataDirectory implements AutoCloseable {
    private static final String LAYOUT = "ayni-gateway 1\n";

    private final Path root;
    private final FileChannel lockFile;
    private final AtomicLong stagingNumber = new AtomicLong();

    private DataDirectory(Path root, FileChannel lockFile) {
        this.root = root;
        this.lockFile = lockFile;
    }

    /**
     * @throws IOException when another process holds the directory, it has another layout, or it cannot be written
     */
    static DataDirectory open(Path directory) throws IOException {
        Path root = directory.toAbsolutePath().normalize();
        if (!Files.isDirectory(root)) {
            Files.createDirectories(
                    root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        DataDirectory data = new DataDirectory(root, lock(root.resolve("lock")));
        try {
            data.prepare();
            return data;
        } catch (IOException | RuntimeException e) {
            data.close();
            throw e;
        }
    }

    private static FileChannel lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new IOException("the data directory is open twice in this process: " + file.getParent(), e);
        }
        channel.close();
        throw new IOException("another gateway uses the data directory " + file.getParent());
    }

    private void prepare() throws IOException {
        Path layout = root.resolve("layout");
        if (!Files.exists(layout)) {
            Durable.write(layout, LAYOUT.getBytes(StandardCharsets.US_ASCII));
        } else if (!Files.readString(layout).equals(LAYOUT)) {
            throw new IOException("the data directory has a layout that this version does not know: " + layout);
        }
        Durable.delete(staging());
        Files.createDirectory(staging());
        Files.createDirectories(items());
        Files.createDirectories(root.resolve("damaged"));
        Durable.syncDirectory(root);
    }

    Path items() {
        return root.resolve("items");
    }

    /** A name in staging that no other upload of this process has; the directory is not made. */
    Path nextStaging() {
        return staging().resolve(Long.toString(stagingNumber.incrementAndGet()));
    }

    /** Moves a folder of items away, so that it is neither served nor in the way. Returns its new place. */
    Path setAside(Path folder) throws IOException {
        int number = 1;
        Path place = damaged(folder, number);
        while (Files.exists(place)) {
            place = damaged(folder, ++number);
        }
        return Files.move(folder, place);
    }

    private Path damaged(Path folder, int number) {
        return root.resolve("damaged").resolve(folder.getFileName() + "." + number);
    }

    private Path staging() {
        return root.resolve("staging");
    }

    long usableBytes() throws IOException {
        return Files.getFileStore(root).getUsableSpace();
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }
}
