package io.ayni.launcher.home;

import io.ayni.launcher.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The right to run a platform in a home: a file lock, which the operating system takes back when its holder ends in
 * whatever way, and beside it the holder's process id for others to read.
 */
public final class HomeLock implements AutoCloseable {
    private final AyniHome home;
    private final FileChannel channel;
    private final boolean leftBehind;

    private HomeLock(AyniHome home, FileChannel channel, boolean leftBehind) {
        this.home = home;
        this.channel = channel;
        this.leftBehind = leftBehind;
    }

    /**
     * Takes the lock and writes the process id.
     *
     * @throws UserError if another process holds it
     */
    public static HomeLock take(AyniHome home) {
        home.create();
        try {
            FileChannel channel = open(home);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw new UserError("Ayni is already up in " + home.directory() + holder(home)
                        + ". `deploy/ayni status` shows it, `deploy/ayni down` stops it.");
            }
            boolean leftBehind = Files.exists(home.pidFile());
            Files.writeString(
                    home.pidFile(), Long.toString(ProcessHandle.current().pid()));
            return new HomeLock(home, channel, leftBehind);
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot lock " + home.lockFile(), failure);
        }
    }

    /** Whether the last holder ended without cleaning up; what it started may be ending just now. */
    public boolean previousRunWasKilled() {
        return leftBehind;
    }

    /** The process that holds the lock of a home; empty if none does, whatever the pid file says. */
    public static Optional<ProcessHandle> holderOf(AyniHome home) {
        if (!Files.exists(home.lockFile()) || !Files.exists(home.pidFile())) {
            return Optional.empty();
        }
        try (FileChannel channel = open(home);
                FileLock free = channel.tryLock()) {
            if (free != null) {
                return Optional.empty();
            }
            return readPid(home.pidFile()).flatMap(ProcessHandle::of);
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot read " + home.lockFile(), failure);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(home.endpoints());
            Files.deleteIfExists(home.processes());
            Files.deleteIfExists(home.pidFile());
            channel.close();
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot release " + home.lockFile(), failure);
        }
    }

    private static FileChannel open(AyniHome home) throws IOException {
        return FileChannel.open(home.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static String holder(AyniHome home) throws IOException {
        return readPid(home.pidFile()).map(pid -> " (process " + pid + ")").orElse("");
    }

    private static Optional<Long> readPid(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String text = Files.readString(file).strip();
        return text.matches("\\d{1,10}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }
}
