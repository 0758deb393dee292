package io.ayni.tracker.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.embedded.AyniTopics;
import io.ayni.embedded.KafkaProcess;
import io.ayni.embedded.KafkaSettings;
import io.ayni.embedded.process.ChildProcess;
import io.ayni.embedded.process.LoopbackPorts;
import io.ayni.embedded.process.Signal;
import io.ayni.events.v1.NodeRegistered;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tracker as it is shipped, as a process of its own. */
class PackagedTrackerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private final int port = LoopbackPorts.free();

    @Test
    void servesNodesWithoutKafkaPublishesWhenItComesAndDrainsWhenAskedToEnd() throws Exception {
        KafkaSettings kafka = KafkaSettings.in(directory.resolve("kafka")).withPort(LoopbackPorts.free());
        ChildProcess tracker = start(Map.of("kafka.bootstrap.servers", "127.0.0.1:" + kafka.port()));
        ManagedChannel channel = ManagedChannelBuilder.forAddress("127.0.0.1", port)
                .usePlaintext()
                .build();
        try {
            // Given: no Kafka
            tracker.awaitReady(() -> LoopbackPorts.accepts(port), PATIENCE);
            TestNode node = new TestNode(channel).register();
            TestSession session = node.openSession();
            session.announce(RunningTracker.seeding(PublishedItems.randomId())).next();
            assertThat(ready().statusCode()).isEqualTo(503);
            assertThat(ready().body()).contains("\"catalogue\": \"reading\"");
            // When: Kafka comes
            try (KafkaProcess started = KafkaProcess.start(kafka)) {
                started.createTopics(AyniTopics.all());
                awaitReadiness(response -> response.statusCode() == 200);
                // Then: what was kept is written
                List<byte[]> records = Awaitility.await()
                        .atMost(PATIENCE)
                        .until(
                                () -> TopicReader.valuesOf(
                                        started.bootstrapServers(),
                                        "ayni.nodes",
                                        node.id().bytes()),
                                found -> !found.isEmpty());
                assertThat(records).hasSize(1);
                assertThat(NodeRegistered.parseFrom(records.getFirst()).getNodeId())
                        .isEqualTo(node.idBytes());
                // When: asked to end
                tracker.signal(Signal.TERM);
                // Then
                assertThat(session.next().hasDrain()).isTrue();
                assertThat(session.end().getCode()).isEqualTo(Status.Code.OK);
                assertThat(tracker.awaitExit(Duration.ofSeconds(15))).isTrue();
            }
        } finally {
            channel.shutdownNow();
            tracker.kill();
        }
    }

    @Test
    void refusesToServeOtherInterfacesWithoutTls() throws Exception {
        // When
        ChildProcess tracker = start(Map.of("quarkus.http.host", "0.0.0.0", "kafka.bootstrap.servers", "127.0.0.1:1"));
        // Then
        try {
            assertThat(tracker.awaitExit(PATIENCE)).isTrue();
            assertThat(String.join("\n", ChildProcess.tail(tracker.log(), 50)))
                    .contains("quarkus.http.host is not loopback: set quarkus.http.insecure-requests=disabled");
        } finally {
            tracker.kill();
        }
    }

    @Test
    void refusesToStartWithoutItsFiles() throws Exception {
        // When
        ChildProcess tracker = start(
                Map.of("ayni.tracker.grant-key-file", "/nowhere/grant.key", "kafka.bootstrap.servers", "127.0.0.1:1"));
        // Then
        try {
            assertThat(tracker.awaitExit(PATIENCE)).isTrue();
            assertThat(String.join("\n", ChildProcess.tail(tracker.log(), 50)))
                    .contains("ayni.tracker.grant-key-file names a file that cannot be read: /nowhere/grant.key");
        } finally {
            tracker.kill();
        }
    }

    private ChildProcess start(Map<String, String> changes) throws IOException {
        Map<String, String> settings = OperatorFiles.write(directory);
        settings.put("quarkus.http.port", Integer.toString(port));
        settings.put("ayni.tracker.allow-private-addresses", "true");
        settings.putAll(changes);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx256m");
        settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.add("-jar");
        command.add(Path.of("target", "quarkus-app", "quarkus-run.jar")
                .toAbsolutePath()
                .toString());
        return ChildProcess.start(new ChildProcess.Command(
                "tracker", command, Map.of(), directory, directory.resolve("tracker.log"), Signal.TERM));
    }

    private HttpResponse<String> ready() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + port + "/q/health/ready");
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private void awaitReadiness(Predicate<HttpResponse<String>> expected) {
        Awaitility.await().atMost(PATIENCE).until(this::ready, expected);
    }
}
