package io.ayni.agent.limit.linux;

import io.ayni.agent.limit.Surroundings.Line;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** NetworkManager's word about the line, asked with {@code busctl}; unknown where either is missing. */
final class NetworkManager {
    private static final List<String> QUESTION = List.of(
            "--system",
            "--timeout=1",
            "get-property",
            "org.freedesktop.NetworkManager",
            "/org/freedesktop/NetworkManager",
            "org.freedesktop.NetworkManager",
            "Metered");
    private static final int MAX_ANSWER_BYTES = 64;
    private static final int LIMIT_S = 2;

    private final Path busctl;
    private final Path state;

    /**
     * @param busctl the program
     * @param state directory that is there while NetworkManager runs
     */
    NetworkManager(Path busctl, Path state) {
        this.busctl = busctl;
        this.state = state;
    }

    Line look() throws InterruptedException {
        if (!Files.isDirectory(state) || !Files.isExecutable(busctl)) {
            return Line.UNKNOWN;
        }
        try {
            return meaning(ask());
        } catch (IOException e) {
            return Line.UNKNOWN;
        }
    }

    private String ask() throws IOException, InterruptedException {
        List<String> line = new java.util.ArrayList<>(QUESTION);
        line.addFirst(busctl.toString());
        Process process = new ProcessBuilder(line)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(LIMIT_S, TimeUnit.SECONDS)) {
                return "";
            }
            return new String(process.getInputStream().readNBytes(MAX_ANSWER_BYTES), StandardCharsets.US_ASCII);
        } finally {
            process.destroyForcibly();
        }
    }

    /** {@code u 1} and {@code u 3}: yes and probably yes; {@code u 2} and {@code u 4}: no. */
    private static Line meaning(String answer) {
        return switch (answer.strip()) {
            case "u 1", "u 3" -> Line.METERED;
            case "u 2", "u 4" -> Line.UNMETERED;
            default -> Line.UNKNOWN;
        };
    }
}
