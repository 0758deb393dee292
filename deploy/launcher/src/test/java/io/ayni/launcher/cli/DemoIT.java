package io.ayni.launcher.cli;

import static io.ayni.launcher.cli.EndpointsJson.assertThatPlatformIsDescribed;
import static io.ayni.launcher.cli.EndpointsJson.keys;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ayni.launcher.demo.DemoFile;
import io.ayni.launcher.home.AyniHome;
import io.ayni.launcher.home.RunningProcesses;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {
    private static final long BYTES = 5_000_001;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path directory;

    @Test
    void demoDeliversAFileOfAnyNameAndReportsBytesAndCredits() throws Exception {
        // Given
        DemoFile file = DemoFile.make(directory.resolve("un ñandú (1).bin"), BYTES, 7);
        Path report = directory.resolve("demo.json");

        // When
        LauncherRun demo = LauncherRun.of(
                directory,
                directory.resolve("home"),
                "demo",
                "--nodes",
                "2",
                "--file",
                file.path().toString(),
                "--json",
                report.toString());

        // Then
        assertThat(demo.code()).as(demo.output()).isZero();
        assertThat(demo.output())
                .contains("Publishing un ñandú (1).bin, 4.8 MiB")
                .contains("ok     ledger-verify is content with the journal")
                .contains("ok     the sum of all balances is 0 (0)")
                .contains("ok     node-2 earned the price of its settled bytes")
                .doesNotContain("FAILED")
                .doesNotContain("LogManager");
        JsonNode json = LauncherRun.json(report);
        assertThat(keys(json))
                .containsExactly(
                        "gateway", "tracker", "ledger", "kafka", "postgres", "nodes", "tokens", "content", "delivery");
        assertThatPlatformIsDescribed(json, 2);
        assertThatDeliveryIsDescribed(json, file);
        assertThat(new AyniHome(directory.resolve("home")).forDemo().data()).doesNotExist();
    }

    @Test
    void demoFailsWithTheLogOfAServiceThatDiesMeanwhile() throws Exception {
        // Given
        AyniHome home = new AyniHome(directory.resolve("home"));
        LauncherRun.Running demo = LauncherRun.start(directory, home.directory(), "demo", "--nodes", "2");
        await().atMost(PATIENCE).until(() -> demo.printed().contains("agents fetch it at the same time"));
        RunningProcesses processes = RunningProcesses.published(home.forDemo());

        // When
        ProcessHandle.of(processes.processes().get(3).pid()).orElseThrow().destroyForcibly();
        LauncherRun ended = demo.await();

        // Then
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.output())
                .contains("ledger has ended. The end of its log ")
                .contains("ayni-ledger")
                .doesNotContain("\tat ");
        assertThat(processes.noneRuns()).isTrue();
        assertThat(home.forDemo().data()).doesNotExist();
    }

    private static void assertThatDeliveryIsDescribed(JsonNode json, DemoFile file) {
        assertThat(keys(json.path("content"))).containsExactly("id", "sha256", "bytes");
        assertThat(json.at("/content/id").asText()).matches("[0-9a-f]{64}");
        assertThat(json.at("/content/sha256").asText()).isEqualTo(file.sha256());
        assertThat(json.at("/content/bytes").asLong()).isEqualTo(BYTES);
        assertThat(keys(json.path("delivery"))).containsExactly("fromPeers", "fromEdge", "offload", "seconds");
        long fromPeers = json.at("/delivery/fromPeers").asLong();
        assertThat(json.at("/delivery/fromPeers").isIntegralNumber()).isTrue();
        assertThat(fromPeers + json.at("/delivery/fromEdge").asLong()).isEqualTo(2 * BYTES);
        assertThat(json.at("/delivery/offload").isFloatingPointNumber()).isTrue();
        assertThat(json.at("/delivery/offload").asDouble()).isEqualTo(fromPeers / (2.0 * BYTES));
        assertThat(json.at("/delivery/seconds").asDouble()).isPositive();
        long given = 0;
        for (JsonNode node : json.path("nodes")) {
            assertThat(keys(node))
                    .containsExactly("id", "http", "peer", "data", "sha256", "given", "received", "earnedMicroCredits");
            assertThat(node.path("sha256").asText()).isEqualTo(file.sha256());
            assertThat(node.path("received").asLong()).isEqualTo(BYTES);
            assertThat(node.path("earnedMicroCredits").isIntegralNumber()).isTrue();
            given += node.path("given").asLong();
        }
        assertThat(given).isEqualTo(fromPeers);
    }
}
