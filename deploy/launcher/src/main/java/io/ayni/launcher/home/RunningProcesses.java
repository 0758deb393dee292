package io.ayni.launcher.home;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ayni.embedded.process.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/**
 * What runs in a home, for other commands to look at.
 *
 * @param processes in the order of their start
 */
public record RunningProcesses(List<Entry> processes) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * One process.
     *
     * @param name {@code kafka}, {@code ledger}, {@code node-1} and so on
     * @param pid process id
     * @param log its log file
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Entry(String name, long pid, String log) {}

    /** Describes child processes of this JVM. */
    public static RunningProcesses of(Map<String, ChildProcess> children) {
        return new RunningProcesses(children.entrySet().stream()
                .map(child -> new Entry(
                        child.getKey(),
                        child.getValue().pid(),
                        child.getValue().log().toString()))
                .toList());
    }

    /** Reads the file of a home. */
    public static RunningProcesses read(AyniHome home) {
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
