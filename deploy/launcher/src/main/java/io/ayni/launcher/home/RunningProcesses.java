package io.ayni.launcher.home;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ayni.embedded.process.ChildProcess;
import io.ayni.launcher.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * What runs in a home, for other commands to look at.
 *
 * @param processes in the order of their start
 */
public record RunningProcesses(List<Entry> processes) {
    private static final int POLL_MILLIS = 100;
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * One process.
     *
     * @param name {@code kafka}, {@code ledger}, {@code node-1} and so on
     * @param pid process id
     * @param log its log file
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Entry(String name, long pid, String log) {
        private static final int LINES = 20;

        /** Whether it runs. */
        public boolean runs() {
            return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
        }

        /** For a person: that it has ended, and the end of its log. */
        public String obituary() {
            return name + " has ended. The end of its log " + log + ":\n  "
                    + String.join("\n  ", ChildProcess.lastMessages(Path.of(log), LINES));
        }
    }

    /** Describes child processes of this JVM. */
    public static RunningProcesses of(Map<String, ChildProcess> children) {
        return new RunningProcesses(children.entrySet().stream()
                .map(child -> new Entry(
                        child.getKey(),
                        child.getValue().pid(),
                        child.getValue().log().toString()))
                .toList());
    }

    /** Whether all of them have ended. */
    public boolean noneRuns() {
        return processes.stream().noneMatch(Entry::runs);
    }

    /** Returns when one has ended, or after {@code patience}. */
    public void awaitAnEnd(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (ended().isEmpty() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    /** Those that have ended. */
    public List<Entry> ended() {
        return processes.stream().filter(process -> !process.runs()).toList();
    }

    /**
     * Returns if all of them run.
     *
     * @throws UserError if one has ended; the message shows the end of its log
     */
    public void requireAllRun() {
        List<Entry> ended = ended();
        if (!ended.isEmpty()) {
            throw new UserError(ended.stream().map(Entry::obituary).collect(Collectors.joining("\n")));
        }
    }

    /** What is published in a home; nothing if that is so. */
    public static RunningProcesses published(AyniHome home) {
        if (!Files.exists(home.processes())) {
            return new RunningProcesses(List.of());
        }
        try {
            return JSON.readValue(Files.readString(home.processes()), RunningProcesses.class);
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot read " + home.processes(), failure);
        }
    }

    /** Writes the file of a home. */
    public void write(AyniHome home) {
        Endpoints.writeReport(home.processes(), this);
    }
}
