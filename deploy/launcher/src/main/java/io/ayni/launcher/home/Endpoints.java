package io.ayni.launcher.home;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.ayni.launcher.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Where a running platform is reached: the JSON of {@code up --json}.
 *
 * @param gateway publishes and serves content
 * @param tracker introduces peers
 * @param ledger settles
 * @param kafka bootstrap server, HOST:PORT
 * @param postgres JDBC URL of the ledger's database
 * @param nodes the agents
 * @param tokens what a publisher and an operator show
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Endpoints(
        Gateway gateway,
        Service tracker,
        Service ledger,
        String kafka,
        String postgres,
        List<Node> nodes,
        Tokens tokens) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** The gateway: base URL. */
    public record Gateway(String http) {}

    /** A service with gRPC (HOST:PORT) and HTTP (base URL). */
    public record Service(String grpc, String http) {}

    /** An agent: node id, base URL of its loopback HTTP, address for peers, data directory. */
    public record Node(String id, String http, String peer, String data) {}

    /** Tokens in clear text; the file is readable by its owner only. */
    public record Tokens(String publisher, String operator) {}

    /** Writes the JSON as {@link #writeSecretReport} does. */
    public void write(Path file) {
        writeSecretReport(file, this);
    }

    /** Reads what {@link #write} wrote. */
    public static Endpoints read(Path file) {
        try {
            return JSON.readValue(Files.readString(file), Endpoints.class);
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot read " + file, failure);
        }
    }

    /** Any report as indented JSON with a line end. */
    public static String text(Object report) {
        try {
            return JSON.writeValueAsString(report) + "\n";
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Writes a report that holds tokens, with mode 0600; a reader never sees half of it. */
    public static void writeSecretReport(Path file, Object report) {
        if (isSpecial(file)) {
            writeReport(file, report);
        } else {
            SecretFile.write(file.toAbsolutePath(), text(report));
        }
    }

    /** Writes any report; a reader never sees half of it. Pipes and devices are written to and never replaced. */
    public static void writeReport(Path file, Object report) {
        try {
            Path target = file.toAbsolutePath();
            if (isSpecial(target)) {
                Files.writeString(target, text(report), StandardOpenOption.WRITE);
                return;
            }
            Files.createDirectories(target.getParent());
            Path unfinished = target.resolveSibling(target.getFileName() + ".new");
            Files.writeString(unfinished, text(report));
            Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot write " + file, failure);
        }
    }

    /** The same for the file of {@code --json}. */
    public static void requireWritable(Path file) {
        requireWritable(file, "--json");
    }

    /**
     * Refuses a file for a report before the work begins whose figures would be lost at its end.
     *
     * @param option that names it
     * @throws UserError if it is a directory or its directory cannot be written to
     */
    public static void requireWritable(Path file, String option) {
        Path target = file.toAbsolutePath();
        Path directory = target.getParent();
        while (directory != null && !Files.exists(directory)) {
            directory = directory.getParent();
        }
        boolean replaceable = directory != null && Files.isDirectory(directory) && Files.isWritable(directory);
        if (Files.isDirectory(target) || !(replaceable || isSpecial(target))) {
            throw new UserError("Cannot write " + file + ": it is a directory, or not in a directory that can be"
                    + " written to. Name another file with " + option + ".");
        }
    }

    private static boolean isSpecial(Path file) {
        return Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file);
    }
}
