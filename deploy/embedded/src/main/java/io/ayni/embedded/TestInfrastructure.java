package io.ayni.embedded;

import io.ayni.embedded.postgres.DatabaseDirectory;
import io.ayni.embedded.process.ScratchDirectory;
import java.util.Properties;
import java.util.UUID;

/**
 * Kafka with Ayni's topics and PostgreSQL with the ledger's database, for tests: each is started at its first use, once
 * per JVM however many class loaders ask, and goes with the JVM. Data is thrown away.
 *
 * <p>One switch chooses where they come from: system property {@code ayni.test.infrastructure}, or environment variable
 * {@code AYNI_TEST_INFRASTRUCTURE}; {@code embedded} is the default and so far the only value. Thread-safe.
 */
public final class TestInfrastructure {
    private static final String SWITCH = "ayni.test.infrastructure";
    private static final String KAFKA = "ayni.test.kafka.bootstrap-servers";
    private static final String JDBC = "ayni.test.postgres.jdbc-url";
    private static final String OWNER_PASSWORD = "ayni.test.postgres.owner-password";
    private static final String APPLICATION_PASSWORD = "ayni.test.postgres.application-password";

    private TestInfrastructure() {}

    /**
     * Where tests find the ledger's database.
     *
     * @param jdbcUrl address without credentials
     * @param ownerUser role that makes the tables
     * @param ownerPassword its password
     * @param applicationUser role of the service at run time
     * @param applicationPassword its password
     */
    public record Database(
            String jdbcUrl,
            String ownerUser,
            String ownerPassword,
            String applicationUser,
            String applicationPassword) {}

    /** Bootstrap servers of a broker with all topics of {@link AyniTopics}. */
    public static String kafkaBootstrapServers() {
        requireEmbedded();
        Properties shared = System.getProperties();
        synchronized (shared) {
            if (shared.getProperty(KAFKA) == null) {
                KafkaProcess kafka = KafkaProcess.start(KafkaSettings.in(ScratchDirectory.create("test-kafka")));
                kafka.createTopics(AyniTopics.all());
                shared.setProperty(KAFKA, kafka.bootstrapServers());
            }
            return shared.getProperty(KAFKA);
        }
    }

    /** The ledger's database, empty at first, with both roles. */
    public static Database database() {
        requireEmbedded();
        Properties shared = System.getProperties();
        synchronized (shared) {
            if (shared.getProperty(JDBC) == null) {
                startPostgres(shared);
            }
            return new Database(
                    shared.getProperty(JDBC),
                    DatabaseDirectory.OWNER,
                    shared.getProperty(OWNER_PASSWORD),
                    DatabaseDirectory.APPLICATION,
                    shared.getProperty(APPLICATION_PASSWORD));
        }
    }

    private static void startPostgres(Properties shared) {
        var credentials = new PostgresCredentials(
                UUID.randomUUID().toString(), UUID.randomUUID().toString());
        PostgresProcess postgres =
                PostgresProcess.start(PostgresSettings.in(ScratchDirectory.create("test-postgres"), credentials)
                        .throwAway());
        shared.setProperty(OWNER_PASSWORD, credentials.ownerPassword());
        shared.setProperty(APPLICATION_PASSWORD, credentials.applicationPassword());
        shared.setProperty(JDBC, postgres.jdbcUrl());
    }

    private static void requireEmbedded() {
        String environment = System.getenv("AYNI_TEST_INFRASTRUCTURE");
        String chosen = System.getProperty(SWITCH, environment == null ? "embedded" : environment);
        if (!chosen.equals("embedded")) {
            throw new IllegalArgumentException(SWITCH + " is \"" + chosen + "\"; known: embedded");
        }
    }
}
