package io.ayni.launcher.platform;

import io.ayni.embedded.AyniTopics;
import io.ayni.embedded.KafkaProcess;
import io.ayni.embedded.KafkaSettings;
import io.ayni.embedded.KafkaTopics;
import io.ayni.embedded.PostgresCredentials;
import io.ayni.embedded.PostgresProcess;
import io.ayni.embedded.PostgresSettings;
import io.ayni.launcher.UserError;
import io.ayni.launcher.home.OperatorSecrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Kafka and PostgreSQL of a platform: started here, or existing ones that are only used.
 *
 * @param kafkaBootstrapServers HOST:PORT
 * @param database where the ledger finds its database
 * @param kafka the broker if it was started here
 * @param postgres the server if it was started here
 */
public record Infrastructure(
        String kafkaBootstrapServers,
        ExternalPostgres database,
        Optional<KafkaProcess> kafka,
        Optional<PostgresProcess> postgres) {

    /**
     * Starts what is not given, both at the same time, and creates the topics. If that fails, neither runs.
     *
     * @throws UserError if an existing one does not answer
     */
    static Infrastructure start(PlatformPlan plan, OperatorSecrets secrets, Progress progress) {
        plan.postgres().ifPresent(ExternalPostgres::requireAnswers);
        plan.kafka().ifPresent(Infrastructure::requireAnswers);
        var kafka = new AtomicReference<KafkaProcess>();
        var postgres = new AtomicReference<PostgresProcess>();
        List<Runnable> steps = new ArrayList<>();
        if (plan.kafka().isEmpty()) {
            steps.add(() -> kafka.set(startKafka(plan, progress)));
        }
        if (plan.postgres().isEmpty()) {
            steps.add(() -> postgres.set(startPostgres(plan, secrets, progress)));
        }
        try {
            Together.all(steps);
            String bootstrap = plan.kafka().orElseGet(() -> kafka.get().bootstrapServers());
            KafkaTopics.create(bootstrap, AyniTopics.all());
            progress.report("Kafka is ready at " + bootstrap + ", with Ayni's topics");
            ExternalPostgres database = plan.postgres().orElseGet(() -> describe(postgres.get()));
            return new Infrastructure(
                    bootstrap, database, Optional.ofNullable(kafka.get()), Optional.ofNullable(postgres.get()));
        } catch (RuntimeException failure) {
            Optional.ofNullable(kafka.get()).ifPresent(KafkaProcess::stop);
            Optional.ofNullable(postgres.get()).ifPresent(PostgresProcess::stop);
            throw failure;
        }
    }

    void stop() {
        List<Runnable> steps = new ArrayList<>();
        kafka.ifPresent(broker -> steps.add(broker::stop));
        postgres.ifPresent(server -> steps.add(server::stop));
        Together.all(steps);
    }

    private static KafkaProcess startKafka(PlatformPlan plan, Progress progress) {
        Ports.requireFree(plan.ports().kafka(), "Kafka", "--kafka-port (or name a running Kafka with --kafka)");
        progress.report("Starting Kafka");
        return KafkaProcess.start(new KafkaSettings(
                plan.home().data("kafka"),
                plan.home().log("kafka"),
                plan.ports().kafka(),
                Optional.empty()));
    }

    private static PostgresProcess startPostgres(PlatformPlan plan, OperatorSecrets secrets, Progress progress) {
        Ports.requireFree(
                plan.ports().postgres(), "PostgreSQL", "--postgres-port (or name a running server with --postgres)");
        progress.report("Starting PostgreSQL");
        PostgresProcess postgres = PostgresProcess.start(new PostgresSettings(
                plan.home().data("postgres"),
                plan.home().log("postgres"),
                plan.ports().postgres(),
                new PostgresCredentials(secrets.databaseOwnerPassword(), secrets.databaseApplicationPassword()),
                plan.durability()));
        progress.report("PostgreSQL is ready at " + postgres.jdbcUrl());
        return postgres;
    }

    private static ExternalPostgres describe(PostgresProcess postgres) {
        return new ExternalPostgres(
                postgres.jdbcUrl(),
                postgres.ownerUser(),
                postgres.credentials().ownerPassword(),
                postgres.applicationUser(),
                postgres.credentials().applicationPassword());
    }

    private static void requireAnswers(String bootstrap) {
        if (!KafkaTopics.answers(bootstrap)) {
            throw new UserError("No Kafka answers at " + bootstrap + ".");
        }
    }
}
