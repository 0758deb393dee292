package io.ayni.launcher.bench.ledger;

import io.ayni.embedded.process.ScratchDirectory;
import io.ayni.launcher.platform.ExternalPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * PostgreSQL's own load generator, doing what a simple ledger does: one transfer a transaction, with two balances and two
 * entries, from four clients. Its tables are in a schema of their own in the ledger's server.
 */
final class Pgbench {
    /** What to do where it is missing. */
    static final String HOW_TO_INSTALL =
            "pgbench is not here; install it, on Debian with: apt-get install postgresql-15";

    /** What it does, for people. */
    static final String LABEL = "pgbench, one transfer per transaction, 4 clients";

    private static final int CLIENTS = 4;
    private static final int THREADS = 2;
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final Pattern RATE = Pattern.compile("^tps = ([0-9.]+)", Pattern.MULTILINE);
    private static final String TABLES =
            """
            create schema bench;
            create table bench.balance (account integer primary key, amount bigint not null);
            create table bench.entry (number bigint generated always as identity primary key, account integer not null,
                amount bigint not null, made_at timestamptz not null default now());
            insert into bench.balance select account, 1000000 from generate_series(1, 10000) as account;""";
    /** The lower account first, so that no two clients wait for each other. */
    private static final String TRANSFER =
            """
            \\set one random(1, 10000)
            \\set other random(1, 10000)
            \\set low least(:one, :other)
            \\set high greatest(:one, :other)
            \\set amount random(1, 1000)
            begin;
            update bench.balance set amount = amount - :amount where account = :low;
            update bench.balance set amount = amount + :amount where account = :high;
            insert into bench.entry (account, amount) values (:low, 0 - :amount);
            insert into bench.entry (account, amount) values (:high, :amount);
            end;
            """;

    private final Path program;
    private final ExternalPostgres database;
    private final Path script;

    private Pgbench(Path program, ExternalPostgres database, Path script) {
        this.program = program;
        this.database = database;
        this.script = script;
    }

    /** Makes the tables; empty where there is no such program. */
    static Optional<Pgbench> in(ExternalPostgres database) throws SQLException, IOException {
        Optional<Path> program = find(System.getenv().getOrDefault("PATH", ""), DEBIAN);
        if (program.isEmpty()) {
            return Optional.empty();
        }
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(TABLES);
        }
        Path script = ScratchDirectory.create("pgbench").resolve("transfer.sql");
        Files.writeString(script, TRANSFER);
        return Optional.of(new Pgbench(program.get(), database, script));
    }

    /** The program on the search path, else the newest of a Debian system. */
    static Optional<Path> find(String searchPath, Path debian) throws IOException {
        Optional<Path> onPath = Stream.of(searchPath.split(":"))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, "pgbench"))
                .filter(Files::isExecutable)
                .findFirst();
        if (onPath.isPresent() || !Files.isDirectory(debian)) {
            return onPath;
        }
        try (Stream<Path> versions = Files.list(debian)) {
            return versions.map(version -> version.resolve("bin/pgbench"))
                    .filter(Files::isExecutable)
                    .max(Path::compareTo);
        }
    }

    /** Transactions a second over so many seconds. */
    double perSecond(int seconds) throws IOException, InterruptedException {
        URI address = URI.create(database.jdbcUrl().substring("jdbc:".length()));
        List<String> words = List.of(
                program.toString(),
                "--no-vacuum",
                "--protocol=prepared",
                "--client=" + CLIENTS,
                "--jobs=" + THREADS,
                "--time=" + seconds,
                "--file=" + script,
                "--host=" + address.getHost(),
                "--port=" + address.getPort(),
                "--username=" + database.ownerUser(),
                address.getPath().substring(1));
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", database.ownerPassword());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        return rate(output)
                .filter(rate -> code == 0)
                .orElseThrow(() -> new IllegalStateException("pgbench ended with code " + code + ":\n" + output));
    }

    /** What it says about its rate. */
    static Optional<Double> rate(String output) {
        Matcher matcher = RATE.matcher(output);
        return matcher.find() ? Optional.of(Double.parseDouble(matcher.group(1))) : Optional.empty();
    }
}
