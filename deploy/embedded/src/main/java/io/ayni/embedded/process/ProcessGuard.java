package io.ayni.embedded.process;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Ends the children of this JVM when it ends, in whatever way.
 *
 * <p>An orderly end runs a shutdown hook, the only one, which does what {@link AtExit} describes. Against
 * {@code kill -9} of this JVM there is a tiny shell process that reads the list of children from a pipe: when the pipe
 * closes, because this JVM is gone, it sends each remaining child its stop signal and five seconds later KILL. One
 * guard per JVM, started with the first child. Thread-safe.
 */
final class ProcessGuard {
    private static final Duration STOP_AT_EXIT = Duration.ofSeconds(20);
    private static final String SCRIPT =
            """
            trap '' INT TERM HUP QUIT
            children=' '
            while read -r verb pid signal; do
              case $verb in
                add) children="$children$pid:$signal " ;;
                del) kept=' '
                     for child in $children; do
                       if [ "${child%%:*}" != "$pid" ]; then kept="$kept$child "; fi
                     done
                     children=$kept ;;
              esac
            done
            for child in $children; do kill -s "${child##*:}" "${child%%:*}" 2>/dev/null; done
            tries=0
            while [ "$tries" -lt 50 ]; do
              alive=0
              for child in $children; do kill -0 "${child%%:*}" 2>/dev/null && alive=1; done
              [ "$alive" -eq 0 ] && exit 0
              sleep 0.1
              tries=$((tries + 1))
            done
            for child in $children; do kill -s KILL "${child%%:*}" 2>/dev/null; done
            """;

    private static ProcessGuard instance;

    private final OutputStream pipe;
    private final List<Runnable> before = new ArrayList<>();
    private final List<Runnable> after = new ArrayList<>();
    private final Map<Long, ChildProcess> children = new LinkedHashMap<>();
    private boolean ending;

    private ProcessGuard(OutputStream pipe) {
        this.pipe = pipe;
    }

    static synchronized ProcessGuard instance() {
        if (instance == null) {
            instance = start();
            Runtime.getRuntime().addShutdownHook(new Thread(instance::end, "stop-children"));
        }
        return instance;
    }

    private static ProcessGuard start() {
        try {
            Process shell = new ProcessBuilder("/bin/sh", "-c", SCRIPT)
                    .directory(Path.of("/").toFile())
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
            return new ProcessGuard(shell.getOutputStream());
        } catch (IOException failure) {
            throw new UncheckedIOException("The guard of child processes (/bin/sh) does not start", failure);
        }
    }

    /**
     * Takes a child under guard.
     *
     * @throws StartFailedException if this JVM is ending; the child must not be left running
     */
    synchronized void add(ChildProcess child) {
        if (ending) {
            throw new StartFailedException(child.name() + " is not started: everything is being stopped.");
        }
        children.put(child.pid(), child);
        write("add " + child.pid() + " " + child.stopSignal() + "\n");
    }

    synchronized void remove(long pid) {
        if (children.remove(pid) != null) {
            write("del " + pid + "\n");
        }
    }

    synchronized void addBefore(Runnable action) {
        before.add(action);
    }

    synchronized void addAfter(Runnable action) {
        after.add(action);
    }

    static synchronized boolean isEnding() {
        return instance != null && instance.hasEnding();
    }

    private synchronized boolean hasEnding() {
        return ending;
    }

    private void write(String line) {
        try {
            pipe.write(line.getBytes(StandardCharsets.US_ASCII));
            pipe.flush();
        } catch (IOException failure) {
            throw new UncheckedIOException("The guard of child processes is gone", failure);
        }
    }

    private void end() {
        synchronized (this) {
            ending = true;
        }
        latestFirst(before).forEach(ProcessGuard::attempt);
        latestFirst(children.values()).forEach(child -> attempt(() -> child.stop(STOP_AT_EXIT)));
        latestFirst(after).forEach(ProcessGuard::attempt);
    }

    /** One action that fails must not keep the others from running; nobody is left to hear of it but the terminal. */
    private static void attempt(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException failure) {
            failure.printStackTrace();
        }
    }

    private synchronized <T> List<T> latestFirst(Collection<T> earliestFirst) {
        return List.copyOf(earliestFirst).reversed();
    }
}
