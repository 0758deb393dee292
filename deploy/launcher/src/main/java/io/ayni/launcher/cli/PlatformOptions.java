package io.ayni.launcher.cli;

import io.ayni.embedded.PostgresSettings.Durability;
import io.ayni.launcher.UserError;
import io.ayni.launcher.home.AyniHome;
import io.ayni.launcher.platform.ExternalPostgres;
import io.ayni.launcher.platform.PlatformPlan;
import io.ayni.launcher.platform.Ports;
import io.ayni.launcher.platform.Programs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options that name existing infrastructure; shared by the commands that start a platform. */
public final class PlatformOptions {
    private static final String JDBC_PREFIX = "jdbc:postgresql:";
    private static final Duration SETTLE_EVERY = Duration.ofSeconds(30);

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            defaultValue = "${env:AYNI_KAFKA}",
            description = "Use this Kafka instead of starting one. Also: environment AYNI_KAFKA.")
    private String kafka;

    @Option(
            names = "--postgres",
            paramLabel = "JDBC-URL",
            defaultValue = "${env:AYNI_POSTGRES}",
            description = {
                "Use this PostgreSQL database instead of starting a server. Also: environment AYNI_POSTGRES.",
                "Its roles come from the environment: AYNI_POSTGRES_OWNER_USER and AYNI_POSTGRES_OWNER_PASSWORD make"
                        + " the tables, AYNI_POSTGRES_USER and AYNI_POSTGRES_PASSWORD run the ledger."
            })
    private String postgres;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** The plan for a home, ports and a number of agents whose owners agreed to share. */
    PlatformPlan plan(AyniHome home, Ports ports, int nodes) {
        if (nodes < 0 || nodes > PlatformPlan.MOST_NODES) {
            throw new ParameterException(
                    command.commandLine(), "--nodes is " + nodes + "; it takes 0 to " + PlatformPlan.MOST_NODES + ".");
        }
        Optional<ExternalPostgres> database = given(postgres).map(this::external);
        return new PlatformPlan(
                home,
                Programs.fromSystemProperty(),
                ports,
                given(kafka),
                database,
                Durability.FSYNC,
                SETTLE_EVERY,
                PlatformPlan.sharingNodes(nodes, ports),
                Map.of());
    }

    /** The same choices for another run of a command, whatever the environment says. */
    List<String> asArguments() {
        return List.of(
                "--kafka=" + given(kafka).orElse(""),
                "--postgres=" + given(postgres).orElse(""));
    }

    private static Optional<String> given(String value) {
        return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
    }

    private ExternalPostgres external(String jdbcUrl) {
        if (!jdbcUrl.startsWith(JDBC_PREFIX)) {
            throw new ParameterException(
                    command.commandLine(),
                    "--postgres is \"" + jdbcUrl + "\"; it takes " + JDBC_PREFIX + "//HOST:PORT/DATABASE.");
        }
        return new ExternalPostgres(
                jdbcUrl,
                environment("AYNI_POSTGRES_OWNER_USER"),
                environment("AYNI_POSTGRES_OWNER_PASSWORD"),
                environment("AYNI_POSTGRES_USER"),
                environment("AYNI_POSTGRES_PASSWORD"));
    }

    private static String environment(String name) {
        String value = System.getenv(name);
        if (value == null || value.isBlank()) {
            throw new UserError("With --postgres the environment variable " + name + " must be set.");
        }
        return value;
    }
}
