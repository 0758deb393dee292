package io.ayni.embedded.postgres;

import io.ayni.embedded.PostgresCredentials;
import io.ayni.embedded.process.ChildProcess;
import io.ayni.embedded.process.StartFailedException;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A PostgreSQL data directory with the ledger's database and its two roles.
 *
 * <p>Made in the single-user mode of the server, so the superuser needs no password and can never log in over the
 * network. A directory whose making was interrupted is made anew: a marker is written last.
 */
public final class DatabaseDirectory {
    /** The database. */
    public static final String DATABASE = "ayni_ledger";
    /** Owns the database and makes its tables. */
    public static final String OWNER = "ayni_ledger_owner";
    /** The service's role at run time. */
    public static final String APPLICATION = "ayni_ledger_app";

    private static final String MARKER = "ayni.ready";

    private final PostgresBinaries binaries;
    private final Path data;
    private final Path log;

    /** A directory that may exist or not; the output of the programs that make it goes to {@code log}. */
    public DatabaseDirectory(PostgresBinaries binaries, Path data, Path log) {
        this.binaries = binaries;
        this.data = data.toAbsolutePath();
        this.log = log;
    }

    /**
     * Makes the directory unless it stands already; then the credentials are those of its making.
     *
     * @throws StartFailedException if a program of PostgreSQL fails; the message shows the end of its output
     */
    public void makeOnce(PostgresCredentials credentials) {
        if (Files.exists(data.resolve(MARKER))) {
            return;
        }
        try {
            clear();
            Files.createDirectories(data);
            run(initdb(), "");
            Files.writeString(data.resolve("pg_hba.conf"), accessRules());
            run(singleUser(), statements(credentials));
            Files.createFile(data.resolve(MARKER));
        } catch (IOException failure) {
            throw new StartFailedException("Cannot make the database directory " + data, failure);
        }
    }

    /** The command line that runs the server on the directory, with {@code key=value} settings. */
    public List<String> serverCommand(Map<String, String> settings) {
        var words = new ArrayList<String>();
        words.add(binaries.program("postgres").toString());
        words.addAll(List.of("-D", data.toString()));
        settings.forEach((key, value) -> words.addAll(List.of("-c", key + "=" + value)));
        return Unprivileged.command(data, words);
    }

    private List<String> initdb() {
        return List.of(
                binaries.program("initdb").toString(),
                "-D",
                data.toString(),
                "--username=postgres",
                "--encoding=UTF8",
                "--no-locale",
                "--auth=reject",
                "--data-checksums",
                "--no-instructions");
    }

    private List<String> singleUser() {
        return List.of(binaries.program("postgres").toString(), "--single", "-D", data.toString(), "postgres");
    }

    /** One statement per line, as the single-user mode reads them. */
    private static String statements(PostgresCredentials credentials) {
        return """
                CREATE ROLE %1$s LOGIN PASSWORD '%3$s'
                CREATE ROLE %2$s LOGIN PASSWORD '%4$s'
                CREATE DATABASE %5$s OWNER %1$s
                REVOKE ALL ON DATABASE %5$s FROM PUBLIC
                GRANT CONNECT ON DATABASE %5$s TO %2$s
                """
                .formatted(
                        OWNER, APPLICATION, credentials.ownerPassword(), credentials.applicationPassword(), DATABASE);
    }

    private static String accessRules() {
        return "host %1$s %2$s,%3$s 127.0.0.1/32 scram-sha-256%n".formatted(DATABASE, OWNER, APPLICATION);
    }

    private void run(List<String> words, String input) throws IOException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        Process process = new ProcessBuilder(Unprivileged.command(data, words))
                .directory(data.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()))
                .start();
        try (var out = process.getOutputStream()) {
            out.write(input.getBytes(StandardCharsets.UTF_8));
        }
        int code = exitCode(process);
        if (code != 0) {
            throw new StartFailedException("PostgreSQL could not make its database (exit code " + code
                    + "). The end of " + log + ":\n  " + String.join("\n  ", ChildProcess.tail(log, 20)));
        }
    }

    private static int exitCode(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new StartFailedException("Interrupted while making the database", interrupted);
        }
    }

    private void clear() throws IOException {
        if (!Files.exists(data)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(data)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
