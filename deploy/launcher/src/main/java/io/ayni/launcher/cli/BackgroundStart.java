package io.ayni.launcher.cli;

import io.ayni.embedded.process.AtExit;
import io.ayni.launcher.AyniLauncher;
import io.ayni.launcher.UserError;
import io.ayni.launcher.home.AyniHome;
import io.ayni.launcher.home.Endpoints;
import io.ayni.launcher.home.HomeLock;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * Starts a supervisor as a process that outlives this one, and shows its messages until it is ready. If this process is
 * interrupted before that, the supervisor is asked to end too.
 */
final class BackgroundStart {
    private static final int STOP_SECONDS = 90;

    private final AyniHome home;
    private final PrintWriter out;

    BackgroundStart(AyniHome home, PrintWriter out) {
        this.home = home;
        this.out = out;
    }

    /**
     * Starts {@code up --foreground} with these arguments and waits until it is ready.
     *
     * @throws UserError if it ends first; its messages have been shown
     */
    Endpoints start(List<String> arguments) {
        HomeLock.holderOf(home).ifPresent(holder -> {
            throw new UserError("Ayni is already up in " + home.directory() + " (process " + holder.pid()
                    + "). `deploy/ayni status` shows it, `deploy/ayni down` stops it.");
        });
        home.create();
        try {
            Path log = home.log("up");
            long shown = Files.exists(log) ? Files.size(log) : 0;
            Process supervisor = launch(arguments, log);
            return awaitReady(supervisor, log, shown);
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot start the supervisor", failure);
        }
    }

    private Process launch(List<String> arguments, Path log) throws IOException {
        List<String> words = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            words.add("/usr/bin/setsid");
        }
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-Xmx96m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        words.add("--enable-native-access=ALL-UNNAMED");
        words.add("-Dayni.root=" + System.getProperty("ayni.root"));
        words.addAll(List.of("-cp", classPath(), AyniLauncher.class.getName()));
        words.addAll(List.of("up", "--foreground", "--home", home.directory().toString()));
        words.addAll(arguments);
        Process process = new ProcessBuilder(words)
                .directory(home.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()))
                .start();
        process.getOutputStream().close();
        return process;
    }

    /** The class path of this process, good in any working directory. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private Endpoints awaitReady(Process supervisor, Path log, long shownAtStart) throws IOException {
        var ready = new AtomicBoolean();
        AtExit.beforeChildrenEnd(() -> stopUnlessReady(supervisor, ready));
        long shown = shownAtStart;
        while (!isReady(supervisor)) {
            boolean ended = ended(supervisor);
            shown = show(log, shown);
            if (ended) {
                throw new UserError("Ayni did not come up; all logs are in " + home.logs() + ".");
            }
        }
        ready.set(true);
        show(log, shown);
        return Endpoints.read(home.endpoints());
    }

    /** Whether it is this supervisor that has published where everything is reached, and not one that was faster. */
    private boolean isReady(Process supervisor) {
        return Files.exists(home.endpoints())
                && HomeLock.holderOf(home)
                        .filter(holder -> holder.pid() == supervisor.pid())
                        .isPresent();
    }

    private void stopUnlessReady(Process supervisor, AtomicBoolean ready) {
        if (!ready.get() && supervisor.isAlive()) {
            out.println("Stopping");
            out.flush();
            supervisor.destroy();
            supervisor
                    .onExit()
                    .completeOnTimeout(supervisor, STOP_SECONDS, TimeUnit.SECONDS)
                    .join();
        }
    }

    private static boolean ended(Process supervisor) {
        try {
            return supervisor.waitFor(100, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Prints the complete lines that came since; returns up to where. */
    private long show(Path log, long from) throws IOException {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(from);
            byte[] bytes = new byte[(int) Math.min(1 << 20, file.length() - from)];
            file.readFully(bytes);
            String text = new String(bytes, StandardCharsets.UTF_8);
            int end = text.lastIndexOf('\n') + 1;
            out.print(text.substring(0, end));
            out.flush();
            return from + text.substring(0, end).getBytes(StandardCharsets.UTF_8).length;
        }
    }
}
