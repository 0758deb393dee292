package io.ayni.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.agent.benefit.RedeemBenefit;
import io.ayni.agent.benefit.WishFiles;
import io.ayni.agent.consent.Consent;
import io.ayni.agent.consent.ConsentStore;
import io.ayni.agent.consent.ConsentText;
import io.ayni.agent.consent.DecideSharing;
import io.ayni.agent.content.DownloadContent;
import io.ayni.agent.content.FindContent;
import io.ayni.agent.contribution.SettlementSummary;
import io.ayni.agent.fixture.AnItem;
import io.ayni.agent.fixture.AnOwnersMachine;
import io.ayni.agent.fixture.InMemoryBenefits;
import io.ayni.agent.fixture.InMemoryCatalog;
import io.ayni.agent.fixture.InMemoryEngine;
import io.ayni.agent.fixture.Operator;
import io.ayni.agent.fixture.ScriptedStatements;
import io.ayni.agent.home.AgentHome;
import io.ayni.agent.home.Endpoints;
import io.ayni.agent.home.HomeLock;
import io.ayni.agent.http.AgentHttpServer;
import io.ayni.agent.http.AgentServices;
import io.ayni.agent.identity.LocalToken;
import io.ayni.agent.json.Json;
import io.ayni.agent.ledger.AccountEntries;
import io.ayni.agent.ledger.AccountEntry;
import io.ayni.agent.limit.AnOwner;
import io.ayni.agent.statement.FetchStatement;
import io.ayni.agent.status.AgentStatus;
import io.ayni.contracts.crypto.Digests;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class AyniAgentTest {
    private static final AnItem FILM = AnItem.file("film one.mp4", 300_000);
    private static final AnItem HLS = AnItem.folder("show", 1_000, "index.m3u8", "video/part 1.ts");

    private final AccountEntries entries = limit ->
            List.of(new AccountEntry(1, 7, 5_000, "release", 30, -30, 0)).subList(0, Math.min(limit, 1));

    @TempDir
    Path directory;

    private final InMemoryEngine engine = new InMemoryEngine().knows(FILM).knows(HLS);
    private final InMemoryBenefits benefits = new InMemoryBenefits();
    private final ScriptedStatements statements = new ScriptedStatements();
    private AgentHome home;
    private AgentHttpServer server;
    private HomeLock lock;
    private AnOwner owner;
    private AnOwnersMachine machine;

    /** What a run of the program gave. */
    private record Outcome(int exitCode, String out, String err) {}

    @BeforeEach
    void placeHome() {
        home = AgentHome.at(directory.resolve("data"));
    }

    @AfterEach
    void stopAgent() throws IOException {
        if (server != null) {
            server.close();
            machine.stop();
            lock.close();
        }
    }

    @Test
    void withoutAVerbItSaysHowItIsUsed() {
        Outcome outcome = run();

        assertThat(outcome.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(outcome.err())
                .contains("A verb is missing.", "Usage: ayni-agent", "run", "consent", "get", "status");
    }

    @Test
    void helpTellsExitCodesAndExamples() {
        Outcome outcome = run("--help");

        assertThat(outcome.exitCode()).isEqualTo(ExitCodes.OK);
        assertThat(outcome.out()).contains("Exit codes:", "Examples:", "ayni-agent consent");
        for (int code = 0; code <= ExitCodes.REFUSED; code++) {
            assertThat(outcome.out()).containsPattern("(?m)^ +" + code + " ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run",
                "consent",
                "get",
                "status",
                "benefits",
                "redeem",
                "redemptions",
                "entries",
                "limits",
                "pause",
                "resume",
                "statement",
                "forget",
                "refuse",
                "export",
                "open"
            })
    void everyVerbHasHelpWithExamplesAndJson(String verb) {
        Outcome outcome = run(verb, "--help");

        assertThat(outcome.exitCode()).isEqualTo(ExitCodes.OK);
        assertThat(outcome.out()).contains("Examples:", "--json", "--data-dir=DIR");
    }

    @Test
    void theVersionIsTold() {
        assertThat(run("--version").out()).startsWith("ayni-agent ");
    }

    @ParameterizedTest
    @CsvSource({
        "nonsense",
        "get",
        "run --nonsense",
        "consent --yes --revoke",
        "status extra",
        "limits --upload fast",
        "pause --for ever"
    })
    void wrongUsageIs2(String line) {
        assertThat(run(line.split(" ")).exitCode()).isEqualTo(ExitCodes.USAGE);
    }

    @Test
    void runNamesEveryMissingSettingAndMakesNothing() {
        Outcome outcome = run("run", "--data-dir", home.directory().toString());

        assertThat(outcome.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(outcome.err()).contains("--tracker is missing", "--ledger is missing", "--operator-keys is missing");
        assertThat(home.directory()).doesNotExist();
    }

    @Test
    void runRefusesADirectoryThatIsInUse() throws IOException {
        startAgent();

        Outcome outcome = run(
                "run",
                "--data-dir",
                home.directory().toString(),
                "--tracker",
                "127.0.0.1:1",
                "--ledger",
                "127.0.0.1:2",
                "--gateway",
                "http://127.0.0.1:3",
                "--operator-keys",
                "none",
                "--account",
                "alice",
                "--enrolment-token-file",
                "none");

        assertThat(outcome.exitCode()).isEqualTo(ExitCodes.IN_USE);
        assertThat(outcome.err()).contains("an agent already uses " + home.directory());
    }

    @Test
    void runNamesAFileOfTheOperatorThatIsNotThere() {
        Outcome outcome = run(
                "run",
                "--data-dir",
                home.directory().toString(),
                "--tracker",
                "127.0.0.1:1",
                "--ledger",
                "127.0.0.1:2",
                "--gateway",
                "http://127.0.0.1:3",
                "--operator-keys",
                "/nowhere/keys",
                "--account",
                "alice",
                "--enrolment-token-file",
                "none");

        assertThat(outcome.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(outcome.err()).contains("--operator-keys /nowhere/keys cannot be read: there is no such file");
    }

    @Test
    void limitsOfARunningAgentChangeAndAreTold() throws IOException {
        // Given
        startAgent();
        String home = "--data-dir=" + this.home.directory();

        // When
        Outcome changed = run(
                "limits",
                home,
                "--upload=500K",
                "--download=unlimited",
                "--monthly=30G",
                "--schedule=mon-fri 08:00-18:00 0; sat-sun 00:00-24:00 2M");
        Outcome json = run("pause", home, "--for=2h", "--json");
        Outcome status = run("status", home);

        // Then
        assertThat(changed.exitCode()).isEqualTo(ExitCodes.OK);
        assertThat(changed.out())
                .isEqualTo(
                        """
                        now       uploads nothing, as scheduled until 18:00
                        upload    500 kB/s
                        download  unlimited
                        monthly   at most 30 GB, 0 B uploaded in 2026-11 (Europe/Lisbon)
                        schedule  mon-fri 08:00-18:00 0
                                  sat-sun 00:00-24:00 2 MB/s
                        battery   stop (power now: unknown)
                        metered   stop (metered: auto, line now: unknown)
                        """);
        assertThat(owner.limits().allowsUpload()).isFalse();
        assertThat(Json.object(json.out()).get("now"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("text", "paused until 14:00")
                .containsEntry("reason", "paused");
        assertThat(status.out()).contains("limits    paused until 14:00\n");
        assertThat(run("resume", home).out()).startsWith("now       uploads nothing, as scheduled until 18:00\n");
    }

    @Test
    void limitsHoldFromTheNextStartWhenNoAgentRuns() {
        String home = "--data-dir=" + this.home.directory();

        assertThat(run("limits", home).out()).startsWith("now       uploads at any rate\n");
        assertThat(this.home.directory()).doesNotExist();
        assertThat(run("limits", home, "--upload=0").out()).startsWith("now       uploads nothing\n");
        assertThat(run("pause", home).out()).startsWith("now       paused until you resume\n");
        assertThat(run("resume", home).out()).startsWith("now       uploads nothing\n");
        assertThat(run("limits", home).out()).startsWith("now       uploads nothing\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--upload=fast | --upload: expected a number of bytes as 500K, 2M, 20G or 2MiB",
                "--upload=5 | --upload: a rate is 0, \"unlimited\", or 16K to 1T bytes per second",
                "--monthly=5 | --monthly: a monthly quota is 0, \"unlimited\", or at least 1M bytes",
                "--schedule=mon 8-9 0 | --schedule: expected a time from 00:00 to 24:00, found \"9\"",
                "--schedule=mon 8:00-10:00 0;mon 9:00-11:00 0 | --schedule: bands overlap: \"mon 08:00-10:00 0\" and",
                "--download=0 | \"downloadBytesPerSecond\": a download limit of 0 would fetch nothing",
                "--on-battery=maybe | \"onBattery\": expected one of [stop, share]",
                "--time-zone=Atlantis | \"timeZone\": "
            })
    void badLimitsAre2AndLoseNothing(String flag, String told) throws IOException {
        String data = "--data-dir=" + home.directory();
        run("limits", data, "--upload=500K");
        String before = Files.readString(home.limits());

        Outcome alone = run("limits", data, "--metered=no", flag);
        assertThat(home.limits()).hasContent(before);
        startAgent();
        Outcome running = run("limits", data, "--metered=no", flag);

        assertThat(alone.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(alone.err()).contains(told);
        assertThat(running.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(running.err()).contains(told);
        assertThat(home.limits()).hasContent(before);
    }

    @Test
    void damagedLimitsAreNamedWithTheWayOut() throws IOException {
        Files.writeString(home.open().limits(), "{");

        Outcome outcome = run("limits", "--data-dir=" + home.directory(), "--upload=0");

        assertThat(outcome.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(outcome.err())
                .contains(home.limits() + " does not hold limits", "remove it to begin with the defaults");
        assertThat(home.limits()).hasContent("{");
    }

    @Test
    void statusWithoutAgentIs3AlsoWhenFilesOfAKilledOneAreThere() throws IOException {
        assertThat(run("status", "--data-dir", home.directory().toString()).exitCode())
                .isEqualTo(ExitCodes.NO_AGENT);
        assertThat(home.directory()).doesNotExist();
        home.open();
        new Endpoints(URI.create("http://127.0.0.1:1"), "127.0.0.1:2", "node", 1).write(home);
        Files.createFile(home.lock());

        Outcome outcome = run("status", "--data-dir", home.directory().toString(), "--json");

        assertThat(outcome.exitCode()).isEqualTo(ExitCodes.NO_AGENT);
        assertThat(Json.object(outcome.out()).get("error"))
                .isEqualTo(Map.of(
                        "exitCode",
                        3L,
                        "message",
                        "no agent runs on " + home.directory() + ". Start one with `ayni-agent run`"));
    }

    @Test
    void statusShowsTheWordsOfAnOwnerAndTheApisJson() throws IOException {
        startAgent();

        Outcome table = run("status", "--data-dir", home.directory().toString());
        Outcome json = run("status", "--data-dir", home.directory().toString(), "--json");

        assertThat(table.exitCode()).isEqualTo(ExitCodes.OK);
        assertThat(table.out())
                .contains(
                        "given     10 B, of these confirmed 9 B",
                        "received  8 B from peers, 7 B from the edge",
                        "earned    0.000004 credits for 3 B settled, 1 receipts to settle",
                        "balance   unknown, the ledger is away",
                        "sharing   off");
        assertThat(Json.object(json.out())).containsEntry("nodeId", "node").containsKey("totals");
    }

    @Test
    void consentIsGivenShownAndRevokedWithoutAnAgent() throws IOException {
        // When
        Outcome agreed = run("consent", "--yes", "--data-dir", home.directory().toString());

        // Then
        assertThat(agreed.exitCode()).isEqualTo(ExitCodes.OK);
        assertThat(agreed.out()).contains(ConsentText.TEXT, "Sharing is on, agreed at ");
        Consent consent = new ConsentStore(home.consent()).read();
        assertThat(consent.isEffective()).isTrue();
        assertThat(Json.object(run(
                                "consent",
                                "--show",
                                "--json",
                                "--data-dir",
                                home.directory().toString())
                        .out()))
                .containsEntry("sharing", true)
                .containsEntry("textVersion", (long) ConsentText.VERSION)
                .containsEntry("decidedAtMs", consent.decidedAtMs());

        Outcome revoked =
                run("consent", "--revoke", "--data-dir", home.directory().toString());
        assertThat(revoked.exitCode()).isEqualTo(ExitCodes.OK);
        assertThat(revoked.out()).isEqualTo("Sharing is off; nothing is uploaded.\n");
        assertThat(new ConsentStore(home.consent()).read().isEffective()).isFalse();
    }

    @Test
    void consentIsEffectiveOnARunningAgent() throws IOException {
        startAgent();

        assertThat(run("consent", "--yes", "--data-dir", home.directory().toString())
                        .exitCode())
                .isEqualTo(ExitCodes.OK);
        assertThat(engine.sharing).containsExactly(true);
        assertThat(run("consent", "--revoke", "--data-dir", home.directory().toString())
                        .exitCode())
                .isEqualTo(ExitCodes.OK);
        assertThat(engine.sharing).containsExactly(true, false);
    }

    @Test
    void whereNobodyCanBeAskedConsentNeedsAFlag() {
        Outcome outcome = run("consent", "--data-dir", home.directory().toString());

        assertThat(outcome.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(outcome.err()).contains("give --yes to agree");
        assertThat(home.directory()).doesNotExist();
    }

    @Test
    void getPutsAVerifiedFileWhereItIsWanted() throws Exception {
        // Given
        startAgent();
        Path target = directory.resolve("out.mp4");
        CompletableFuture<Outcome> getting = CompletableFuture.supplyAsync(() -> run(
                "get",
                "film one.mp4",
                "--output",
                target.toString(),
                "--json",
                "--data-dir",
                home.directory().toString()));
        org.awaitility.Awaitility.await()
                .until(() -> engine.item(FILM.metainfo().contentId()).isPresent());

        // When
        engine.complete(FILM);
        Outcome outcome = getting.get(20, TimeUnit.SECONDS);

        // Then
        assertThat(outcome.exitCode()).isEqualTo(ExitCodes.OK);
        assertThat(target).hasBinaryContent(FILM.bytes().getFirst());
        List<String> lines = outcome.out().lines().toList();
        assertThat(Json.object(lines.getFirst())).containsEntry("event", "progress");
        assertThat(Json.object(lines.getLast()))
                .containsEntry("event", "done")
                .containsEntry("contentId", FILM.id())
                .containsEntry("sizeBytes", 300_000L)
                .containsEntry(
                        "files",
                        List.of(Map.of(
                                "path",
                                target.toString(),
                                "sizeBytes",
                                300_000L,
                                "sha256",
                                HexFormat.of()
                                        .formatHex(Digests.sha256(FILM.bytes().getFirst())))));
    }

    @Test
    void getMakesTheFoldersOfAnItem() throws IOException {
        startAgent();
        engine.download(HLS.metainfo());
        engine.complete(HLS);
        Path target = directory.resolve("shows").resolve("first");

        Outcome outcome = run(
                "get",
                HLS.id(),
                "-o",
                target.toString(),
                "--data-dir",
                home.directory().toString());

        assertThat(outcome.exitCode()).isEqualTo(ExitCodes.OK);
        assertThat(target.resolve("index.m3u8")).hasBinaryContent(HLS.bytes().get(0));
        assertThat(target.resolve("video").resolve("part 1.ts"))
                .hasBinaryContent(HLS.bytes().get(1));
    }

    @Test
    void getNeverOverwritesWithoutForce() throws IOException {
        // Given
        startAgent();
        engine.download(FILM.metainfo());
        engine.complete(FILM);
        Path target = Files.writeString(directory.resolve("out.mp4"), "mine");
        String[] line = {
            "get",
            FILM.id(),
            "-o",
            target.toString(),
            "--data-dir",
            home.directory().toString()
        };

        // Then
        assertThat(run(line).exitCode()).isEqualTo(ExitCodes.OUTPUT_EXISTS);
        assertThat(target).hasContent("mine");
        String[] forced = java.util.Arrays.copyOf(line, line.length + 1);
        forced[line.length] = "--force";
        assertThat(run(forced).exitCode()).isEqualTo(ExitCodes.OK);
        assertThat(target).hasBinaryContent(FILM.bytes().getFirst());
        assertThat(directory.toFile().list()).containsExactlyInAnyOrder("data", "out.mp4");
    }

    @Test
    void getTellsFromItsExitCodeWhatWentWrong() throws IOException {
        startAgent();
        String data = home.directory().toString();

        assertThat(run("get", "nothing", "--data-dir", data).exitCode()).isEqualTo(ExitCodes.NOT_FOUND);
        engine.download(FILM.metainfo());
        engine.fail(FILM, "the disk is full");
        Outcome failed = run("get", FILM.id(), "-o", directory.resolve("x").toString(), "--data-dir", data);
        assertThat(failed.exitCode()).isEqualTo(ExitCodes.UNAVAILABLE);
        assertThat(failed.err()).contains("the download stopped: the disk is full");
    }

    @Test
    void getWithoutAgentNeedsSettings() {
        Outcome outcome = run("get", "film", "--data-dir", home.directory().toString());

        assertThat(outcome.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(outcome.err()).contains("--gateway is missing");
    }

    @Test
    void benefitIsShownRedeemedAndListed() throws IOException {
        startAgent();
        String data = home.directory().toString();

        assertThat(run("benefits", "--data-dir", data).out())
                .contains("ten-off", "discount", "10 % off", "lasts PT24H");
        Outcome redeemed = run("redeem", "ten-off", "--data-dir", data, "--json");
        assertThat(redeemed.exitCode()).isEqualTo(ExitCodes.OK);
        assertThat(Json.object(redeemed.out()).get("redemption")).asString().contains("state=posted");
        assertThat(run("redemptions", "--data-dir", data).out()).contains("posted", "ten-off", "voucher-");
    }

    @Test
    void pendingRedemptionIsShownWithItsIdAndCalledOff() throws IOException {
        startAgent();
        String data = home.directory().toString();
        String id = benefits.pending().id();
        assertThat(run("redemptions", "--data-dir", data).out()).contains("pending", "id " + id);

        Outcome cancelled = run("redemptions", "--cancel", id, "--data-dir", data);

        assertThat(cancelled.exitCode()).isEqualTo(ExitCodes.OK);
        assertThat(cancelled.out()).contains("voided", "ten-off");
        assertThat(run("redemptions", "--cancel", "f".repeat(32), "--data-dir", data)
                        .exitCode())
                .isEqualTo(ExitCodes.NOT_FOUND);
        assertThat(run("redemptions", "--cancel", "../x", "--data-dir", data).exitCode())
                .isEqualTo(ExitCodes.USAGE);
    }

    @Test
    void entriesAreShownOneALine() throws IOException {
        startAgent();
        String data = home.directory().toString();

        assertThat(run("entries", "--data-dir", data).out())
                .isEqualTo("1970-01-01T00:00:05Z release     to spend +0.000030 credits  pending -0.000030 credits\n");
        assertThat(run("entries", "--data-dir", data, "--json").out()).contains("\"kind\":\"release\"");
        assertThat(run("entries", "--limit", "0", "--data-dir", data).exitCode())
                .isEqualTo(ExitCodes.USAGE);
    }

    @Test
    void refusedRedemptionHasAnExitCodeOfItsOwn() throws IOException {
        startAgent();
        benefits.affordable = 0;
        String data = home.directory().toString();

        Outcome refused = run("redeem", "ten-off", "--data-dir", data);

        assertThat(refused.exitCode()).isEqualTo(ExitCodes.REFUSED);
        assertThat(refused.err()).contains("insufficient_balance");
        assertThat(run("redeem", "../x", "--data-dir", data).exitCode()).isEqualTo(ExitCodes.USAGE);
        benefits.isAway = true;
        assertThat(run("redeem", "ten-off", "--data-dir", data).exitCode()).isEqualTo(ExitCodes.UNAVAILABLE);
        assertThat(run("benefits", "--data-dir", data).exitCode()).isEqualTo(ExitCodes.UNAVAILABLE);
    }

    @Test
    void sameKeyBuysOnce() throws IOException {
        startAgent();
        String data = home.directory().toString();

        Outcome first = run("redeem", "ten-off", "--idempotency-key", "order-17", "--data-dir", data, "--json");
        Outcome again = run("redeem", "ten-off", "--idempotency-key", "order-17", "--data-dir", data, "--json");

        assertThat(again).isEqualTo(first);
        assertThat(first.exitCode()).isEqualTo(ExitCodes.OK);
    }

    private String[] at(String... arguments) {
        List<String> line = new ArrayList<>(List.of(arguments));
        line.addAll(List.of("--data-dir", home.directory().toString()));
        return line.toArray(String[]::new);
    }

    @Test
    void openTellsTheAddressWithTheTokenBehindTheHash() throws IOException {
        startAgent();
        String token = Files.readString(home.localToken()).strip();

        assertThat(run(at("open")).out()).isEqualTo(server.baseUrl() + "/owner/index.html#token=" + token + "\n");
        assertThat(run(at("open", "--json")).out())
                .isEqualTo("{\"url\":\"" + server.baseUrl() + "/owner/index.html#token=" + token + "\"}\n");
    }

    @Test
    void withoutAnAgentTheOwnersVerbsExitWith3() {
        for (String[] line : List.of(at("open"), at("forget", "film"), at("refuse"), at("export"))) {
            assertThat(run(line).exitCode()).as(line[0]).isEqualTo(ExitCodes.NO_AGENT);
        }
    }

    @Test
    void itemIsForgottenByItsNameAndRefusedByItsId() throws IOException {
        startAgent();
        engine.download(FILM.metainfo());

        assertThat(run(at("forget", "nothing")).exitCode()).isEqualTo(ExitCodes.NOT_FOUND);
        assertThat(run(at("forget", FILM.metainfo().name())).out()).isEqualTo("Forgotten: " + FILM.id() + "\n");
        assertThat(engine.items()).isEmpty();
        assertThat(run(at("refuse")).out()).isEqualTo("Nothing is refused.\n");
        assertThat(run(at("refuse", FILM.id())).out()).isEqualTo("Refused: " + FILM.id() + "\n");
        assertThat(run(at("refuse", "--json")).out()).isEqualTo("{\"refused\":[\"" + FILM.id() + "\"]}\n");
        assertThat(run(at("refuse", "--undo", FILM.id())).out()).isEqualTo("Allowed again: " + FILM.id() + "\n");
        assertThat(run(at("refuse", "--undo")).exitCode()).isEqualTo(ExitCodes.USAGE);
    }

    @Test
    void exportIsWrittenOnceAndNeverOverAFile() throws IOException {
        startAgent();
        Path file = home.directory().resolve("mine.csv");

        assertThat(run(at("export", "--format", "history.csv", "--output", file.toString()))
                        .exitCode())
                .isEqualTo(ExitCodes.OK);
        assertThat(file).content().startsWith("from,observed_ms,given_bytes");
        assertThat(run(at("export", "--output", file.toString())).exitCode()).isEqualTo(ExitCodes.OUTPUT_EXISTS);
        assertThat(run(at("export", "--format", "xml")).exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(run(at("export")).out()).startsWith("{\"exportedAtMs\":");
    }

    @Test
    void completionNamesEveryVerb() {
        Outcome script = run("completion", "zsh");

        assertThat(script.exitCode()).isEqualTo(ExitCodes.OK);
        assertThat(script.out()).contains("complete -F", "forget", "statement", "--upload");
        assertThat(run("completion", "fish").exitCode()).isEqualTo(ExitCodes.USAGE);
    }

    private void startAgent() throws IOException {
        lock = HomeLock.tryTake(home.open()).orElseThrow();
        LocalToken token = LocalToken.loadOrCreate(home.localToken(), new SecureRandom());
        DecideSharing sharing = new DecideSharing(
                new ConsentStore(home.consent()),
                InstantSource.system(),
                decision -> engine.setSharing(decision.isEffective()));
        owner = AnOwner.at(home.directory(), "2026-11-25T12:00:00Z");
        machine = AnOwnersMachine.at(home.directory(), engine, "2026-11-25T12:00:00Z");
        DownloadContent downloads = new DownloadContent(
                new FindContent(new InMemoryCatalog().publish(FILM).publish(HLS), Operator.keys()),
                engine,
                URI.create("http://127.0.0.1:8080"),
                machine.refused());
        server = AgentHttpServer.start(
                0,
                new AgentServices(
                        engine,
                        downloads,
                        sharing,
                        owner.limits(),
                        () -> status(sharing),
                        () -> {},
                        new RedeemBenefit(benefits, new WishFiles(home.wishes()), new SplittableRandom(1)),
                        new FetchStatement(statements, home.statements(), Operator.keys()),
                        entries,
                        machine.services()),
                token);
        new Endpoints(
                        server.baseUrl(),
                        "127.0.0.1:4711",
                        "node",
                        ProcessHandle.current().pid())
                .write(home);
    }

    private AgentStatus status(DecideSharing sharing) {
        return new AgentStatus(
                "node",
                "alice",
                sharing.current(),
                owner.limits().view(),
                "127.0.0.1:4711",
                Optional.empty(),
                engine.totals(),
                Optional.empty(),
                new SettlementSummary(1, 2, 3, 4),
                engine.items());
    }

    private static Outcome run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = AyniAgentCommand.commandLine();
        command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int exitCode = command.execute(arguments);
        return new Outcome(exitCode, out.toString(), err.toString());
    }
}
