package io.ayni.agent.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ayni.agent.cli.ExitCodes;
import io.ayni.agent.fixture.GrpcService;
import io.ayni.agent.fixture.Operator;
import io.ayni.agent.fixture.ScriptedTracker;
import io.ayni.agent.home.AgentHome;
import io.ayni.agent.home.Endpoints;
import io.ayni.agent.json.Json;
import io.ayni.agent.storage.ItemDirectories;
import io.ayni.agent.swarm.testing.LocalEdge;
import io.ayni.agent.swarm.testing.SampleItem;
import io.ayni.contracts.content.ContentId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program as processes: starts, refuses, is killed, goes on. */
class AgentProgramIT {
    private static final Path PROGRAM = Path.of("target", "ayni-agent").toAbsolutePath();
    private static final int PATIENCE_S = 60;

    @TempDir
    Path directory;

    private final ScriptedTracker tracker = new ScriptedTracker();
    private final List<Process> started = new ArrayList<>();
    private AgentHome home;
    private GrpcService services;

    /** What a run of the program gave. */
    private record Outcome(int exitCode, String out, String err) {}

    @BeforeEach
    void place() throws IOException {
        home = AgentHome.at(directory.resolve("data"));
        services = new GrpcService(tracker.registration(), tracker.tracker());
        Files.writeString(directory.resolve("operator.keys"), Operator.keys().format());
        Files.writeString(directory.resolve("enrolment.token"), "token\n");
    }

    @AfterEach
    void stop() throws InterruptedException {
        started.forEach(Process::destroyForcibly);
        for (Process process : started) {
            process.waitFor();
        }
        services.close();
    }

    @Test
    void theBuildMadeAStartUpCacheThatThisJvmTakes() throws Exception {
        Process version = program(Map.of("AYNI_AGENT_OPTS", "-XX:AOTMode=on"), List.of("--version"));

        assertThat(PROGRAM.resolve("lib").resolve("ayni-agent.aot")).exists();
        assertThat(end(version).out()).startsWith("ayni-agent ");
        assertThat(version.exitValue()).isZero();
    }

    @Test
    void theFirstRunMakesAKeyThatOnlyItsOwnerCanReadAndUploadsNothing() throws Exception {
        // When
        runAgent("http://127.0.0.1:1");

        // Then
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.nodeKey())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.localToken())))
                .isEqualTo("rw-------");
        await().until(() -> tracker.registrations.size() == 1);
        assertThat(tracker.registrations.getFirst().getConsent().getSharing()).isFalse();
        assertThat(status()).containsEntry("sharing", false);
    }

    @Test
    void aSecondAgentOnTheSameDirectoryIsRefusedAndSaysWhatToDo() throws Exception {
        // Given
        Process first = runAgent("http://127.0.0.1:1");

        // When
        Outcome second = end(program(Map.of(), runArguments("http://127.0.0.1:1")));

        // Then
        assertThat(second.exitCode()).isEqualTo(ExitCodes.IN_USE);
        assertThat(second.err())
                .isEqualTo("ayni-agent: an agent already uses " + home.directory()
                        + ". Stop it, or give another --data-dir. `ayni-agent status` shows what runs\n");
        assertThat(first.isAlive()).isTrue();
        assertThat(status()).containsKey("nodeId");
    }

    @Test
    void aPeerPortThatIsTakenIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<String> arguments = new ArrayList<>(runArguments("http://127.0.0.1:1"));
            arguments.add("--peer-listen=127.0.0.1:" + taken.getLocalPort());

            Outcome outcome = end(program(Map.of(), arguments));

            assertThat(outcome.exitCode()).isEqualTo(ExitCodes.IN_USE);
            assertThat(outcome.err())
                    .contains("peers cannot be listened for at 127.0.0.1:" + taken.getLocalPort(), "--peer-listen");
        }
    }

    @Test
    void limitsAndPausesReachTheRunningAgentAndSurviveKill9() throws Exception {
        // Given
        Process first = runAgent("http://127.0.0.1:1");
        String data = "--data-dir=" + home.directory();

        // When
        Outcome limits = end(program(Map.of(), List.of("limits", data, "--upload=500K", "--monthly=30G", "--json")));
        Outcome pause = end(program(Map.of(), List.of("pause", data)));
        Outcome wrong = end(program(Map.of(), List.of("limits", data, "--upload=fast")));
        Map<?, ?> paused = (Map<?, ?>) ((Map<?, ?>) status().get("limits")).get("now");
        first.destroyForcibly().waitFor();
        runAgent("http://127.0.0.1:1");
        Outcome restarted = end(program(Map.of(), List.of("status", data)));
        Outcome resume = end(program(Map.of(), List.of("resume", data)));

        // Then
        assertThat(limits.exitCode()).isZero();
        assertThat(limits.out()).contains("\"uploadBytesPerSecond\":500000", "\"monthlyUploadBytes\":30000000000");
        assertThat(pause.out()).startsWith("now       paused until you resume\n");
        assertThat(wrong.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(wrong.err()).contains("--upload: expected a number of bytes as 500K, 2M, 20G or 2MiB");
        assertThat(paused.get("reason")).isEqualTo("paused");
        assertThat(restarted.out()).contains("limits    paused until you resume\n");
        assertThat(resume.out()).startsWith("now       uploads at most 500 kB/s\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.limits())))
                .isEqualTo("rw-------");
    }

    @Test
    void onSigtermItEndsInOrderWithExitCodeZero() throws Exception {
        // Given
        Process agent = runAgent("http://127.0.0.1:1");
        await().until(() -> tracker.sessions.size() == 1);

        // When
        agent.destroy();

        // Then
        assertThat(agent.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(agent.exitValue()).isZero();
        assertThat(Endpoints.read(home)).isEmpty();
        Outcome status = end(program(Map.of(), List.of("status", "--data-dir=" + home.directory())));
        assertThat(status.exitCode()).isEqualTo(ExitCodes.NO_AGENT);
        assertThat(status.err()).contains("Start one with `ayni-agent run`");
    }

    @Test
    void afterKill9ItGoesOnAndFetchesNoVerifiedPieceAgain() throws Exception {
        SampleItem item = SampleItem.single("film.bin", 16 << 20, 1);
        ContentId id = item.metainfo().contentId();
        new ItemDirectories(home.open().items()).create(item.metainfo());
        try (LocalEdge edge = new LocalEdge()) {
            // Given: an agent that the edge leaves in the lurch, killed
            edge.publish(item);
            edge.giveAtMost(6 << 20);
            Process first = runAgent(edge.base().toString());
            await().atMost(Duration.ofSeconds(PATIENCE_S)).until(() -> verifiedBytes() >= 4 << 20);
            long verified = verifiedBytes();
            first.destroyForcibly().waitFor();
            long before = edge.servedBytes();

            // When
            edge.giveAtMost(Long.MAX_VALUE);
            runAgent(edge.base().toString());
            await().atMost(Duration.ofSeconds(PATIENCE_S)).until(() -> verifiedBytes() == 16 << 20);

            // Then
            assertThat(edge.servedBytes() - before).isLessThanOrEqualTo((16 << 20) - verified);
        }
        assertThat(home.items().resolve(id.hex()).resolve("files").resolve("film.bin"))
                .hasBinaryContent(item.files().getFirst());
    }

    @Test
    void whatCannotBeReachedIsNamedWithItsAddress() throws Exception {
        // Given
        services.leave();
        runAgent("http://127.0.0.1:1");

        // When
        await().atMost(Duration.ofSeconds(PATIENCE_S))
                .until(() -> String.valueOf(status().get("tracker")).contains("nothing answers"));
        Outcome status = end(program(Map.of(), List.of("status", "--data-dir=" + home.directory())));
        Outcome get = end(program(Map.of(), List.of("get", "film", "--data-dir=" + home.directory())));

        // Then
        assertThat(status.out())
                .contains("away: nothing answers at 127.0.0.1:" + services.port() + " (Connection refused)");
        assertThat(get.exitCode()).isEqualTo(ExitCodes.UNAVAILABLE);
        assertThat(get.err())
                .isEqualTo("ayni-agent: the gateway's catalogue cannot be asked: "
                        + "nothing answers at 127.0.0.1:1 (Connection refused)\n");
    }

    private List<String> runArguments(String gateway) {
        return List.of(
                "run",
                "--data-dir=" + home.directory(),
                "--tracker=127.0.0.1:" + services.port(),
                "--ledger=127.0.0.1:" + services.port(),
                "--gateway=" + gateway,
                "--operator-keys=" + directory.resolve("operator.keys"),
                "--enrolment-token-file=" + directory.resolve("enrolment.token"),
                "--account=alice",
                "--http-port=0");
    }

    /** Starts an agent and waits until it says where it is. */
    private Process runAgent(String gateway) throws IOException {
        Process agent = program(Map.of(), runArguments(gateway));
        await().atMost(Duration.ofSeconds(PATIENCE_S)).until(() -> Endpoints.read(home)
                .filter(endpoints -> endpoints.pid() == agent.pid())
                .isPresent());
        return agent;
    }

    private Process program(Map<String, String> environment, List<String> arguments) throws IOException {
        List<String> line = new ArrayList<>(arguments);
        line.addFirst(PROGRAM.resolve("bin").resolve("ayni-agent").toString());
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectOutput(directory.resolve("out" + started.size()).toFile())
                .redirectError(directory.resolve("err" + started.size()).toFile());
        builder.environment()
                .put(
                        "AYNI_JAVA",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private Outcome end(Process process) throws InterruptedException, IOException {
        assertThat(process.waitFor(PATIENCE_S, TimeUnit.SECONDS)).isTrue();
        int number = started.indexOf(process);
        return new Outcome(
                process.exitValue(),
                Files.readString(directory.resolve("out" + number)),
                Files.readString(directory.resolve("err" + number)));
    }

    private Map<String, Object> status() throws Exception {
        return Json.object(new LocalApi(home).get("/api/status"));
    }

    private long verifiedBytes() throws Exception {
        List<?> items = (List<?>) status().get("items");
        return ((Number) ((Map<?, ?>) items.getFirst()).get("verifiedBytes")).longValue();
    }
}
