package io.ayni.embedded.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/**
 * A running child process whose output goes to a log file and which ends with this JVM at the latest, even if this JVM
 * is killed. Thread-safe.
 */
public final class ChildProcess {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final int TAIL_BYTES = 64 * 1024;
    private static final int MESSAGES = 20;
    private static final Pattern STACK_FRAME =
            Pattern.compile("\\s+(at .+\\(.*\\)|\\.\\.\\. \\d+ (more|common frames))");

    private final Command command;
    private final Process process;
    private volatile boolean askedToEnd;

    private ChildProcess(Command command, Process process) {
        this.command = command;
        this.process = process;
    }

    /**
     * What to start.
     *
     * @param name the name in messages, such as {@code "Kafka"}
     * @param words the program and its arguments
     * @param environment variables added to those of this process
     * @param directory working directory
     * @param log file that standard output and error are appended to
     * @param stopSignal what {@link #stop} sends
     */
    public record Command(
            String name,
            List<String> words,
            Map<String, String> environment,
            Path directory,
            Path log,
            Signal stopSignal) {
        /** Copies the collections. */
        public Command {
            words = List.copyOf(words);
            environment = Map.copyOf(environment);
        }
    }

    /**
     * Starts the process and puts it under guard.
     *
     * @throws StartFailedException if the program cannot be executed
     */
    public static ChildProcess start(Command command) {
        try {
            Files.createDirectories(command.log().toAbsolutePath().getParent());
            var builder = new ProcessBuilder(command.words())
                    .directory(command.directory().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(command.log().toFile()));
            builder.environment().putAll(command.environment());
            Process process = builder.start();
            process.getOutputStream().close();
            return guarded(new ChildProcess(command, process));
        } catch (IOException failure) {
            throw new StartFailedException(command.name() + " does not start: " + failure.getMessage(), failure);
        }
    }

    private static ChildProcess guarded(ChildProcess child) {
        ProcessGuard guard = ProcessGuard.instance();
        try {
            guard.add(child);
        } catch (RuntimeException unguarded) {
            child.kill();
            throw unguarded;
        }
        child.process.onExit().thenAccept(ended -> guard.remove(ended.pid()));
        return child;
    }

    /** The name given at the start. */
    public String name() {
        return command.name();
    }

    /** The operating system's process id. */
    public long pid() {
        return process.pid();
    }

    /** Where its output goes. */
    public Path log() {
        return command.log();
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Whether {@link #stop} or {@link #kill} was called while it ran: then its end is no surprise. */
    public boolean wasAskedToEnd() {
        return askedToEnd;
    }

    Signal stopSignal() {
        return command.stopSignal();
    }

    /**
     * Waits until the condition holds.
     *
     * @throws StartFailedException if the process ends first, or the time is over and the process has been killed; the
     *     message shows the log's last lines
     */
    public void awaitReady(BooleanSupplier condition, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (!isAlive()) {
                throw new StartFailedException(
                        name() + " ended while starting (exit code " + process.exitValue() + ")." + tailMessage());
            }
            if (System.nanoTime() > deadline) {
                kill();
                throw new StartFailedException(
                        name() + " is not ready after " + limit.toSeconds() + " s." + tailMessage());
            }
            awaitExit(POLL);
        }
    }

    /** Sends the stop signal, waits for the end, and kills the process if it has not ended in time. */
    public void stop(Duration patience) {
        if (!isAlive()) {
            return;
        }
        askedToEnd = true;
        signal(command.stopSignal());
        if (!awaitExit(patience)) {
            kill();
        }
    }

    /** Ends the process at once (KILL) and returns when it is gone. */
    public void kill() {
        askedToEnd = true;
        process.destroyForcibly();
        awaitExit(Duration.ofSeconds(10));
    }

    /** Sends a signal; does nothing if the process has ended. */
    public void signal(Signal signal) {
        if (!isAlive()) {
            return;
        }
        try {
            new ProcessBuilder("kill", "-s", signal.name(), Long.toString(pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot signal " + name(), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for the end of the process; whether it came in time. */
    public boolean awaitExit(Duration patience) {
        try {
            return process.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return !isAlive();
        }
    }

    /** How it ended; only once it has. */
    public int exitCode() {
        return process.exitValue();
    }

    /** The last lines of any log file, at most {@code lines} and 64 KiB; empty if there is none. */
    public static List<String> tail(Path log, int lines) {
        List<String> all = end(log);
        return all.subList(Math.max(0, all.size() - lines), all.size());
    }

    /** The last lines that say something, which blank lines and stack frames do not; otherwise as {@link #tail}. */
    public static List<String> lastMessages(Path log, int lines) {
        List<String> messages = end(log).stream()
                .filter(line -> !line.isBlank() && !STACK_FRAME.matcher(line).lookingAt())
                .toList();
        return messages.subList(Math.max(0, messages.size() - lines), messages.size());
    }

    private static List<String> end(Path log) {
        if (!Files.exists(log)) {
            return List.of();
        }
        try (var channel = Files.newByteChannel(log)) {
            channel.position(Math.max(0, channel.size() - TAIL_BYTES));
            byte[] bytes = Channels.newInputStream(channel).readNBytes(TAIL_BYTES);
            return new String(bytes, StandardCharsets.UTF_8).lines().toList();
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot read " + log, failure);
        }
    }

    private String tailMessage() {
        return " The end of " + log() + ":\n  " + String.join("\n  ", lastMessages(log(), MESSAGES));
    }
}
