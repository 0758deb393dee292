package io.ayni.tracker.service;

import io.ayni.embedded.TestInfrastructure;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Gives the tracker under test a real Kafka and an operator's files. */
public final class TrackerResource implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        try {
            Path directory = Files.createTempDirectory("ayni-tracker-it");
            Map<String, String> settings = OperatorFiles.write(directory);
            settings.put("kafka.bootstrap.servers", TestInfrastructure.kafkaBootstrapServers());
            settings.put("ayni.tracker.allow-private-addresses", "true");
            settings.put("ayni.tracker.same-network-weight", "1000");
            settings.put("ayni.tracker.same-account-weight", "250");
            settings.put("ayni.tracker.announce-burst", "40");
            settings.put("ayni.tracker.announces-per-second", "1");
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        // Kafka goes with the JVM; the files are a few hundred bytes in the directory for temporary files.
    }
}
