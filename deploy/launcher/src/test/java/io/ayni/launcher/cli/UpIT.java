package io.ayni.launcher.cli;

import static io.ayni.launcher.cli.EndpointsJson.assertThatPlatformIsDescribed;
import static io.ayni.launcher.cli.EndpointsJson.keys;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ayni.launcher.home.AyniHome;
import io.ayni.launcher.home.RunningProcesses;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpIT {
    private static final String ACCOUNT = "owner:00112233445566778899aabbccddeeff";
    private static final String BENEFIT =
            """
            early.kind=EXCLUSIVE
            early.title=A day earlier, confirmed by the operator
            early.price-micro-credits=30000
            early.lasting=P1D
            early.content-set=early
            early.confirm-within=PT24H
            """;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    private Path home() {
        return directory.resolve("a home, \"ñ\"");
    }

    @AfterEach
    void stopWhatAFailedTestLeft() throws Exception {
        ayni("down");
    }

    @Test
    void upPublishesWhereEverythingIsAndLastsUntilDown() throws Exception {
        // When
        Path file = directory.resolve("up.json");
        LauncherRun up = ayni("up", "--free-ports", "--nodes", "1", "--json", file.toString());

        // Then
        assertThat(up.code()).as(up.output()).isZero();
        JsonNode json = LauncherRun.json(file);
        assertThat(keys(json)).containsExactly("gateway", "tracker", "ledger", "kafka", "postgres", "nodes", "tokens");
        assertThatPlatformIsDescribed(json, 1);
        assertThat(keys(json.at("/nodes/0"))).containsExactly("id", "http", "peer", "data");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));

        // And other commands see it
        LauncherRun status = ayni("status", "--json");
        assertThat(status.code()).as(status.output()).isZero();
        assertThat(status.json().findValuesAsText("name"))
                .containsExactly("kafka", "postgres", "tracker", "ledger", "gateway", "node-1");
        assertThat(status.json().findValuesAsText("health")).containsOnly("ready");
        assertThatAnOperatorCanWork();
        assertThat(ayni("verify").code()).isZero();
        LauncherRun second = ayni("up", "--free-ports");
        assertThat(second.code()).isEqualTo(1);
        assertThat(second.output()).startsWith("Ayni is already up in " + home() + " (process ");

        // And a process that dies is shown with the end of its log
        RunningProcesses processes = RunningProcesses.published(new AyniHome(home()));
        kill(processes.processes().getLast());
        LauncherRun ended = ayni("status");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.output())
                .containsPattern("node-1 +\\d+ +ended")
                .contains("node-1 has ended. The end of its log ")
                .contains("The agent runs: ");

        // And when
        LauncherRun down = ayni("down");

        // Then
        assertThat(down.code()).isZero();
        assertThat(processes.noneRuns()).isTrue();
        assertThat(home().resolve("endpoints.json")).doesNotExist();
        assertThat(home().resolve("up.pid")).doesNotExist();
        assertThat(ayni("down").output()).isEqualTo("Nothing is up.\n");
        assertThat(ayni("status").output()).startsWith("Nothing is up.");
    }

    private void assertThatAnOperatorCanWork() throws Exception {
        // Funds a campaign
        LauncherRun funded = ayni("operator", "fund", "spring", "0.5");
        assertThat(funded.output())
                .containsPattern("^Done: entry \\d+ of shard 0 in the journal, action [0-9a-f]{32}\n$");
        JsonNode spring = row(ayni("operator", "campaigns", "--json"), "campaign", "spring");
        assertThat(spring.get("lastSequence").asLong()).isEqualTo(1);
        assertThat(spring.get("leftCredits").asText()).isEqualTo("0.5");

        // Corrects a balance with another one
        String proposal = ayni("operator", "adjust", "propose", ACCOUNT, "2.5", "--reason", "by hand", "--json")
                .json()
                .get("actionId")
                .asText();
        LauncherRun alone = ayni("operator", "adjust", "approve", proposal);
        assertThat(alone.code()).isEqualTo(1);
        assertThat(alone.output())
                .isEqualTo("The ledger refuses (PERMISSION_DENIED): it takes a second operator to approve.\n");
        LauncherRun approved = ayni("operator", "adjust", "approve", proposal, "--second");
        assertThat(approved.code()).as(approved.output()).isZero();

        // Publishes a benefit once
        Path benefits = Files.writeString(directory.resolve("benefits.properties"), BENEFIT);
        assertThat(ayni("operator", "benefits", "publish", benefits.toString()).output())
                .contains("published");
        assertThat(ayni("operator", "benefits", "publish", benefits.toString()).output())
                .contains("unchanged");

        // And everything is on record
        JsonNode actions = ayni("operator", "actions", "--json").json();
        assertThat(actions.findValuesAsText("method"))
                .containsExactly("PublishBenefit", "ApproveAdjustment", "ProposeAdjustment", "FundCampaign");
        assertThat(actions.findValuesAsText("operator")).containsExactly("operator", "second", "operator", "operator");
        LauncherRun nobody = ayni("operator", "actions", "--token-file", benefits.toString());
        assertThat(nobody.code()).isEqualTo(1);
        assertThat(nobody.output()).startsWith(benefits + " holds no token");
    }

    private static JsonNode row(LauncherRun run, String key, String value) throws Exception {
        for (JsonNode row : run.json()) {
            if (row.get(key).asText().equals(value)) {
                return row;
            }
        }
        throw new AssertionError("No " + value + " in " + run.output());
    }

    @Test
    void takenPortIsNamedWithTheOptionThatChangesIt() throws Exception {
        // Given
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());

            // When
            LauncherRun up = ayni("up", "--foreground", "--tracker-port", port);

            // Then
            assertThat(up.code()).isEqualTo(1);
            assertThat(up.output())
                    .contains("Port " + port + " on 127.0.0.1, wanted for ")
                    .contains("choose another port with --");
        }
    }

    @Test
    void serviceThatCannotStartIsShownWithItsLogAndNothingStaysBehind() throws Exception {
        // Given
        Path keys = Files.createDirectories(home().resolve("keys"));
        Files.writeString(keys.resolve("sealing.key"), "no key\n");

        // When
        LauncherRun up = ayni("up", "--free-ports");

        // Then
        assertThat(up.code()).isEqualTo(1);
        assertThat(up.output())
                .containsPattern("tracker ended while starting \\(exit code 1\\)\\. The end of .*tracker\\.log:\n")
                .contains("ayni.tracker.sealing-key-file must name a file of 64 hex digits")
                .containsPattern("ledger ended while starting");
        assertThat(home().resolve("up.pid")).doesNotExist();
        assertThat(ayni("status").output()).startsWith("Nothing is up.");
    }

    @Test
    void interruptedStartStopsWhatItHadStarted() throws Exception {
        // Given
        LauncherRun.Running up = LauncherRun.start(directory, home(), "up", "--free-ports", "--foreground");
        await().atMost(PATIENCE).until(() -> up.printed().contains("Starting the tracker"));

        // When
        var children = up.process().descendants().toList();
        up.process().destroy();
        LauncherRun ended = up.await();

        // Then
        assertThat(ended.code()).isEqualTo(128 + 15);
        assertThat(ended.output()).doesNotContain("Exception");
        assertThat(children).isNotEmpty();
        await().atMost(PATIENCE).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
        assertThat(home().resolve("up.pid")).doesNotExist();
    }

    private LauncherRun ayni(String... arguments) throws Exception {
        return LauncherRun.of(directory, home(), arguments);
    }

    private static void kill(RunningProcesses.Entry process) {
        ProcessHandle handle = ProcessHandle.of(process.pid()).orElseThrow();
        handle.destroyForcibly();
        await().atMost(PATIENCE).until(() -> !process.runs());
    }
}
