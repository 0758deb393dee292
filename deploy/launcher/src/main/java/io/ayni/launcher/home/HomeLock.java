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
import java.util.concurrent.TimeUnit;

/**
 * The right to run a platform in a home: a file lock, which the operating system takes back when its holder ends in
 * whatever way, and beside it the holder's process id for others to read.
 */
public final class HomeLock implements AutoCloseable {
    private static final int TRIES = 20;
    private static final int PAUSE_MILLIS = 50;

    private final AyniHome home;
    private final FileChannel channel;
    private final boolean leftBehind;

    private HomeLock(AyniHome home, FileChannel channel, boolean leftBehind) {
        this.home = home;
        this.channel = channel;
        this.leftBehind = leftBehind;
    }

    /**
     * Takes the lock, forgets what a killed holder had published, and writes the process id.
     *
     * @throws UserError if another process holds it
     */
    public static HomeLock take(AyniHome home) {
        home.create();
        try {
            FileChannel channel = open(home);
            if (!lock(channel)) {
                channel.close();
                throw new UserError("Ayni is already up in " + home.directory() + holder(home)
                        + ". `deploy/ayni status` shows it, `deploy/ayni down` stops it.");
            }
            boolean leftBehind = Files.deleteIfExists(home.pidFile());
            Files.deleteIfExists(home.endpoints());
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
            return awaitPid(home.pidFile()).flatMap(ProcessHandle::of);
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot read " + home.lockFile(), failure);
        }
    }

    /** Gives the lock back; nothing if that has been done. */
    @Override
    public void close() {
        if (!channel.isOpen()) {
            return;
        }
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

    /** Others hold the lock for a moment while they look whether it is held; that must not count. */
    private static boolean lock(FileChannel channel) throws IOException {
        for (int tries = 0; tries < TRIES; tries++) {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return true;
            }
            pause();
        }
        return false;
    }

    /** The process id in the file, which a holder writes soon after it has taken the lock. */
    private static Optional<Long> awaitPid(Path file) throws IOException {
        Optional<Long> pid = readPid(file);
        for (int tries = 0; tries < TRIES && pid.isEmpty(); tries++) {
            pause();
            pid = readPid(file);
        }
        return pid;
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
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
