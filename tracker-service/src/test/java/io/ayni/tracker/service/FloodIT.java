package io.ayni.tracker.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ayni.embedded.process.ChildProcess;
import io.ayni.embedded.process.LoopbackPorts;
import io.ayni.embedded.process.Signal;
import io.ayni.tracker.registration.Challenges;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that ask without end: the packaged tracker holds in a small heap and goes on serving the others. */
class FloodIT {
    private static final int CLIENTS = 20;

    @TempDir
    Path directory;

    private final int port = LoopbackPorts.free();
    private final ManagedChannel channel =
            ManagedChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    private ChildProcess tracker;

    @BeforeEach
    void start() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError"));
        OperatorFiles.write(directory).forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of(
                "-Dquarkus.http.port=" + port,
                "-Dkafka.bootstrap.servers=127.0.0.1:1",
                "-jar",
                Path.of("target", "quarkus-app", "quarkus-run.jar")
                        .toAbsolutePath()
                        .toString()));
        tracker = ChildProcess.start(new ChildProcess.Command(
                "tracker", command, Map.of(), directory, directory.resolve("tracker.log"), Signal.TERM));
        tracker.awaitReady(() -> LoopbackPorts.accepts(port), Duration.ofSeconds(60));
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        tracker.kill();
    }

    private void assertOthersAreServed() {
        assertThat(new TestNode(channel).register().token()).isNotEmpty();
        assertThat(tracker.isAlive()).isTrue();
    }

    @Test
    void clientsThatAskOnAndOnWithoutReadingAreCutOff() throws Exception {
        byte[] requests =
                "GET /operator.keys HTTP/1.1\r\nHost: a\r\n\r\n".repeat(1000).getBytes(StandardCharsets.US_ASCII);
        List<Socket> clients = new ArrayList<>();
        try {
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(new Socket("127.0.0.1", port));
            }
            for (Socket client : clients) {
                assertThatThrownBy(() -> sendForEver(client.getOutputStream(), requests))
                        .isInstanceOf(IOException.class);
            }
        } finally {
            for (Socket client : clients) {
                client.close();
            }
        }
        assertOthersAreServed();
    }

    private static void sendForEver(OutputStream out, byte[] requests) throws IOException {
        while (true) {
            out.write(requests);
        }
    }

    @Test
    void announcesOfManyNodesAtOnceAreRefusedBeyondEachAllowance() throws Exception {
        // Given nodes that each send twice as many announces as they may at once
        List<Callable<List<Status.Code>>> floods = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            TestNode node = new TestNode(channel).register();
            floods.add(() -> flood(node));
        }
        // When
        try (var threads = Executors.newFixedThreadPool(floods.size())) {
            for (Future<List<Status.Code>> answers : threads.invokeAll(floods)) {
                // Then: 512 at once and 16 a second are let through to be answered
                assertThat(answers.get()).containsOnly(Status.Code.NOT_FOUND, Status.Code.RESOURCE_EXHAUSTED);
                assertThat(answers.get().subList(0, 512)).containsOnly(Status.Code.NOT_FOUND);
                assertThat(Collections.frequency(answers.get(), Status.Code.RESOURCE_EXHAUSTED))
                        .isPositive();
            }
        }
        assertOthersAreServed();
    }

    @Test
    void challengesWithoutEndAreRefusedAndRegisteredNodesGoOn() throws Exception {
        // Given
        TestNode registered = new TestNode(channel).register();
        TestNode flooding = new TestNode(channel);
        // When one network asks for more nonces than it may have outstanding
        int before = 1;
        while (before <= Challenges.MAX_PER_NETWORK && challenge(flooding) == Status.Code.OK) {
            before++;
        }
        // Then
        assertThat(challenge(flooding)).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertThat(RunningTracker.codeOf(() -> registered
                        .tracker()
                        .announce(RunningTracker.seeding(PublishedItems.randomId())
                                .build())))
                .isEqualTo(Status.Code.NOT_FOUND);
        assertThat(tracker.isAlive()).isTrue();
    }

    private static Status.Code challenge(TestNode node) {
        try {
            node.challenge();
            return Status.Code.OK;
        } catch (StatusRuntimeException refused) {
            return refused.getStatus().getCode();
        }
    }

    private static List<Status.Code> flood(TestNode node) {
        var announce = RunningTracker.leeching(PublishedItems.randomId(), 8).build();
        List<Status.Code> codes = new ArrayList<>();
        for (int i = 0; i < 1024 || !codes.contains(Status.Code.RESOURCE_EXHAUSTED); i++) {
            codes.add(RunningTracker.codeOf(() -> node.tracker().announce(announce)));
        }
        return codes;
    }
}
