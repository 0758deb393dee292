package io.ayni.embedded.process;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Ends the children of this JVM when it ends, in whatever way.
 *
 * <p>An orderly end runs a shutdown hook, which stops the children in the reverse order of their start. Against
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
    private final List<Path> scratch = new ArrayList<>();
    private final Map<Long, ChildProcess> children = new LinkedHashMap<>();

    private ProcessGuard(OutputStream pipe) {
        this.pipe = pipe;
    }

    static synchronized ProcessGuard instance() {
        if (instance == null) {
            instance = start();
            Runtime.getRuntime().addShutdownHook(new Thread(instance::stopAll, "stop-children"));
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

    synchronized void add(ChildProcess child) {
        children.put(child.pid(), child);
        write("add " + child.pid() + " " + child.stopSignal() + "\n");
    }

    synchronized void remove(long pid) {
        if (children.remove(pid) != null) {
            write("del " + pid + "\n");
        }
    }

    synchronized void addScratch(Path directory) {
        scratch.add(directory);
    }

    private void write(String line) {
        try {
            pipe.write(line.getBytes(StandardCharsets.US_ASCII));
            pipe.flush();
        } catch (IOException failure) {
            throw new UncheckedIOException("The guard of child processes is gone", failure);
        }
    }

    private void stopAll() {
        List<ChildProcess> earliestFirst;
        List<Path> directories;
        synchronized (this) {
            earliestFirst = List.copyOf(children.values());
            directories = List.copyOf(scratch);
        }
        for (ChildProcess child : earliestFirst.reversed()) {
            child.stop(STOP_AT_EXIT);
        }
        directories.forEach(ScratchDirectory::delete);
    }
}
