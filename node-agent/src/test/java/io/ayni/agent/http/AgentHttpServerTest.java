package io.ayni.agent.http;

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
import io.ayni.agent.http.RawHttp.Answer;
import io.ayni.agent.identity.LocalToken;
import io.ayni.agent.json.Json;
import io.ayni.agent.ledger.AccountEntries;
import io.ayni.agent.ledger.AccountEntry;
import io.ayni.agent.ledger.Balance;
import io.ayni.agent.limit.AnOwner;
import io.ayni.agent.statement.FetchStatement;
import io.ayni.agent.status.AgentStatus;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentHttpServerTest {
    private static final AnItem FILM = AnItem.file("film one.mp4", 300_000);
    private static final AnItem HLS = AnItem.folder("show", 1_000, "index.m3u8", "video/part 1.ts");
    private static final AnItem BAD = AnItem.file("bad.bin", 1_000);
    private static final byte[] BYTES = FILM.bytes().getFirst();
    private static final String TARGET = "/content/" + FILM.id() + "/film%20one.mp4";
    private static final String AUTHORIZATION = "Authorization: Bearer secret";

    @TempDir
    Path directory;

    private final InMemoryEngine engine = new InMemoryEngine().knows(FILM).knows(HLS);
    private final InMemoryCatalog catalog = new InMemoryCatalog()
            .publish(FILM)
            .publish(HLS)
            .offer(
                    BAD.metainfo().contentId(),
                    new io.ayni.agent.content.Catalog.Offer(
                            BAD.metainfo().encoded(), BAD.publication(Operator.STRANGER)));
    private final InMemoryBenefits benefits = new InMemoryBenefits();
    private final AtomicInteger settlements = new AtomicInteger();
    private DecideSharing sharing;
    private AnOwner owner;
    private AnOwnersMachine machine;
    private DownloadContent downloads;
    private AgentHttpServer server;
    private final ScriptedStatements statements = new ScriptedStatements();
    private RawHttp http;

    private final AccountEntries entries = limit ->
            List.of(new AccountEntry(1, 7, 5_000, "release", 30, -30, 0)).subList(0, Math.min(limit, 1));

    @BeforeEach
    void start() throws IOException {
        owner = AnOwner.at(directory, "2026-11-25T12:00:00Z");
        machine = AnOwnersMachine.at(directory, engine, "2026-11-25T12:00:00Z");
        sharing = new DecideSharing(
                new ConsentStore(directory.resolve("consent")),
                InstantSource.fixed(Instant.ofEpochMilli(7000)),
                decision -> engine.setSharing(decision.isEffective()));
        downloads = new DownloadContent(
                new FindContent(catalog, Operator.keys()),
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
                        this::status,
                        settlements::incrementAndGet,
                        new RedeemBenefit(
                                benefits, new WishFiles(directory.resolve("wishes")), new SplittableRandom(1)),
                        new FetchStatement(statements, directory.resolve("statements"), Operator.keys()),
                        entries,
                        machine.services()),
                new LocalToken("secret"));
        http = new RawHttp(server.baseUrl());
    }

    @AfterEach
    void stop() {
        server.close();
        machine.stop();
    }

    private AgentStatus status() {
        return new AgentStatus(
                "node",
                "alice",
                sharing.current(),
                owner.limits().view(),
                "127.0.0.1:4711",
                Optional.of("UNAVAILABLE"),
                engine.totals(),
                Optional.of(new Balance(30, 5, 4, 20, 10)),
                new SettlementSummary(1, 2, 3, 4),
                engine.items());
    }

    @Test
    void entriesAreListedWithWhatTheyChange() throws IOException {
        // When
        Answer listed = http.send("POST", "/api/entries", "{}", AUTHORIZATION);

        // Then
        assertThat(listed.status()).isEqualTo(200);
        assertThat(listed.text())
                .contains(
                        "\"kind\":\"release\"", "\"postedChangeMicroCredits\":30", "\"pendingChangeMicroCredits\":-30");
        for (String body : List.of("{\"limit\":0}", "{\"limit\":501}", "{\"limit\":\"1\"}", "[]")) {
            assertThat(http.send("POST", "/api/entries", body, AUTHORIZATION).status())
                    .as(body)
                    .isEqualTo(400);
        }
        assertThat(http.send("POST", "/api/entries", "{}", "").status()).isEqualTo(401);
    }

    @Test
    void pendingRedemptionIsCalledOffAndNothingElseIs() throws IOException {
        // Given
        String pending = benefits.pending().id();
        http.send("POST", "/api/redemptions", "{\"benefit\":\"ten-off\"}", AUTHORIZATION);
        String posted = String.format("%032x", 2);

        // When
        Answer cancelled = cancel(pending);

        // Then
        assertThat(cancelled.status()).isEqualTo(200);
        assertThat(cancelled.text()).contains("\"state\":\"voided\"", "\"id\":\"" + pending + "\"");
        assertThat(cancel(pending).text()).isEqualTo(cancelled.text());
        assertThat(cancel(posted).status()).isEqualTo(409);
        assertThat(cancel("f".repeat(32)).status()).isEqualTo(404);
        for (String id : List.of("", "x", "F".repeat(32), "0".repeat(31), "0".repeat(33))) {
            assertThat(cancel(id).status()).as(id).isEqualTo(400);
        }
        benefits.isAway = true;
        assertThat(cancel(pending).status()).isEqualTo(503);
    }

    private Answer cancel(String id) throws IOException {
        return http.send("POST", "/api/redemptions/cancel", "{\"id\":\"" + id + "\"}", AUTHORIZATION);
    }

    @Test
    void benefitsAreOfferedRedeemedAndListed() throws IOException {
        // When
        Answer offered = http.get("/api/benefits", AUTHORIZATION);
        Answer redeemed = http.send("POST", "/api/redemptions", "{\"benefit\":\"ten-off\"}", AUTHORIZATION);
        Answer refused = http.send("POST", "/api/redemptions", "{\"benefit\":\"ten-off\"}", AUTHORIZATION);
        Answer listed = http.get("/api/redemptions", AUTHORIZATION);

        // Then
        assertThat(offered.text()).contains("\"name\":\"ten-off\"", "\"terms\":{\"percent\":10}");
        assertThat(redeemed.status()).isEqualTo(200);
        assertThat(redeemed.text()).contains("\"state\":\"posted\"", "\"voucher\":\"voucher-");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("\"code\":\"insufficient_balance\"");
        assertThat(listed.text()).contains("\"state\":\"posted\"");
    }

    @Test
    void wishesThatAreNoneAreRefusedAndAnAwayLedgerIsSaid() throws IOException {
        for (String body : List.of(
                "{}", "{\"benefit\":7}", "{\"benefit\":\"../x\"}", "{\"benefit\":\"a\",\"idempotencyKey\":1}", "[]")) {
            assertThat(http.send("POST", "/api/redemptions", body, AUTHORIZATION)
                            .status())
                    .as(body)
                    .isEqualTo(400);
        }
        assertThat(http.get("/api/redemptions").status()).isEqualTo(401);
        benefits.isAway = true;
        assertThat(http.get("/api/benefits", AUTHORIZATION).status()).isEqualTo(503);
        assertThat(http.get("/api/redemptions", AUTHORIZATION).status()).isEqualTo(503);
        assertThat(http.send("POST", "/api/redemptions", "{\"benefit\":\"ten-off\"}", AUTHORIZATION)
                        .status())
                .isEqualTo(503);
    }

    @Test
    void theWholeFileIsServedWithItsEntityTag() throws IOException {
        // Given
        downloadFilm();

        // When
        Answer answer = http.get(TARGET);

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(BYTES);
        assertThat(answer.headers())
                .containsEntry("etag", etag())
                .containsEntry("content-length", "300000")
                .containsEntry("content-type", "video/mp4")
                .containsEntry("accept-ranges", "bytes")
                .containsEntry("x-content-type-options", "nosniff")
                .containsEntry("content-security-policy", "sandbox");
    }

    @Test
    void headTellsTheLengthAndSendsNoByte() throws IOException {
        downloadFilm();

        Answer answer = http.send("HEAD", TARGET, "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("content-length", "300000");
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 0",
        "bytes=1000-199999, 1000, 199999",
        "bytes=-5, 299995, 299999",
        "bytes=299999-, 299999, 299999"
    })
    void aRangeIsServedExactly(String range, int first, int last) throws IOException {
        downloadFilm();

        Answer answer = http.get(TARGET, "Range: " + range);

        assertThat(answer.status()).isEqualTo(206);
        assertThat(answer.headers()).containsEntry("content-range", "bytes " + first + "-" + last + "/300000");
        assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(BYTES, first, last + 1));
    }

    @Test
    void aRangeBeyondTheEndIs416WithTheSize() throws IOException {
        downloadFilm();

        Answer answer = http.get(TARGET, "Range: bytes=300000-");

        assertThat(answer.status()).isEqualTo(416);
        assertThat(answer.headers()).containsEntry("content-range", "bytes */300000");
        assertThat(errorCode(answer)).isEqualTo("range_not_satisfiable");
    }

    @Test
    void severalRangesGiveTheWholeFile() throws IOException {
        downloadFilm();

        assertThat(http.get(TARGET, "Range: bytes=0-1,5-6").status()).isEqualTo(200);
    }

    @Test
    void conditionsFollowTheEntityTag() throws IOException {
        downloadFilm();

        Answer notModified = http.get(TARGET, "If-None-Match: " + etag());
        assertThat(notModified.status()).isEqualTo(304);
        assertThat(notModified.headers()).containsEntry("etag", etag());
        assertThat(notModified.body()).isEmpty();
        assertThat(http.get(TARGET, "If-Match: \"x\"").status()).isEqualTo(412);
        assertThat(http.get(TARGET, "Range: bytes=0-1", "If-Range: " + etag()).status())
                .isEqualTo(206);
        assertThat(http.get(TARGET, "Range: bytes=0-1", "If-Range: \"x\"").status())
                .isEqualTo(200);
    }

    @Test
    void bytesFlowWhileTheItemIsStillBeingFetched() throws Exception {
        // Given: nothing is here; the request itself starts the download
        CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(() -> {
            try {
                return http.get(TARGET, "Range: bytes=0-200000");
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        org.awaitility.Awaitility.await()
                .until(() -> engine.item(FILM.metainfo().contentId()).isPresent());

        // When
        engine.advance(FILM, 65_536);
        assertThat(answer).isNotDone();
        engine.advance(FILM, 262_144);

        // Then
        assertThat(answer.get(10, TimeUnit.SECONDS).status()).isEqualTo(206);
        assertThat(answer.get().body()).isEqualTo(Arrays.copyOfRange(BYTES, 0, 200_001));
    }

    @Test
    void anItemThatCannotBeReadIs503() throws IOException {
        downloads.start(FILM.id());
        engine.fail(FILM, "the disk is full");

        Answer answer = http.get(TARGET);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.headers()).doesNotContainKey("etag");
        assertThat(errorMessage(answer)).isEqualTo("the bytes cannot be had now: the disk is full");
    }

    @Test
    void filesInFoldersAreFoundByTheirPath() throws IOException {
        downloads.start(HLS.id());
        engine.complete(HLS);

        Answer answer = http.get("/content/" + HLS.id() + "/video/part%201.ts");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(HLS.bytes().get(1));
        assertThat(answer.headers()).containsEntry("content-type", "video/mp2t");
    }

    @Test
    void aNameLeadsToItsItem() throws IOException {
        Answer answer = http.get("/name/film%20one.mp4");

        assertThat(answer.status()).isEqualTo(307);
        assertThat(answer.headers()).containsEntry("location", TARGET).containsEntry("cache-control", "no-store");
        assertThat(http.get("/name/nothing").status()).isEqualTo(404);
    }

    @Test
    void whatTheCatalogueDoesNotVouchForIsNotServed() throws IOException {
        assertThat(http.get("/content/" + "0".repeat(64) + "/x").status()).isEqualTo(404);
        assertThat(http.get("/content/" + BAD.id() + "/bad.bin").status()).isEqualTo(502);
        assertThat(http.get("/content/" + FILM.id() + "/other").status()).isEqualTo(404);
        assertThat(http.get("/content/xyz/film").status()).isEqualTo(404);
        catalog.leave();
        assertThat(http.get("/content/" + HLS.id() + "/index.m3u8").status()).isEqualTo(503);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/content/ID/..%2Ffilm",
                "/content/ID/%2e%2e/film",
                "/content/ID//film%20one.mp4",
                "/content/ID/film%20one.mp4;x",
                "/content/ID/a%5Cb",
                "/content/ID/a%00",
                "/content/ID/%FF",
                "/api/status;x=1",
                "//api/status",
                "/api/%2e/status"
            })
    void otherSpellingsOfAPathAre400(String target) throws IOException {
        downloadFilm();

        Answer answer = http.get(target.replace("ID", FILM.id()), AUTHORIZATION);

        assertThat(answer.status()).isIn(400, 403);
        assertThat(answer.text()).doesNotContain("nodeId");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:PORT",
                "127.0.0.1",
                "127.0.0.1:1",
                "127.0.0.1.evil.example:PORT",
                "localhost.:PORT",
                "[::2]:PORT"
            })
    void aForeignHostIs403(String host) throws IOException {
        String named = host.replace("PORT", Integer.toString(server.baseUrl().getPort()));

        Answer answer = http.exchange("GET /api/status HTTP/1.1\r\nHost: " + named + "\r\n" + AUTHORIZATION
                + "\r\nConnection: close\r\n\r\n");

        assertThat(answer.status()).isEqualTo(403);
    }

    @Test
    void aMissingDoubledOrOverriddenHostIs403() throws IOException {
        String rest = AUTHORIZATION + "\r\nConnection: close\r\n\r\n";

        assertThat(http.exchange("GET /api/status HTTP/1.0\r\n" + rest).status())
                .isEqualTo(403);
        assertThat(http.exchange("GET /api/status HTTP/1.1\r\nHost: " + http.host() + "\r\nHost: evil.example\r\n"
                                + rest)
                        .status())
                .isEqualTo(403);
        assertThat(http.exchange("GET http://evil.example/api/status HTTP/1.1\r\nHost: " + http.host() + "\r\n" + rest)
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://evil.example", "https://127.0.0.1:PORT", "null", "http://127.0.0.1:1", "http://localhost"
            })
    void aForeignOriginIs403EvenWithTheToken(String origin) throws IOException {
        String named = origin.replace("PORT", Integer.toString(server.baseUrl().getPort()));

        assertThat(http.get("/api/status", AUTHORIZATION, "Origin: " + named).status())
                .isEqualTo(403);
        assertThat(http.get(TARGET, "Origin: " + named).status()).isEqualTo(403);
    }

    @Test
    void theAgentsOwnOriginAndLocalhostAreTaken() throws IOException {
        String localhost = "localhost:" + server.baseUrl().getPort();

        assertThat(http.get("/api/status", AUTHORIZATION, "Origin: " + server.baseUrl())
                        .status())
                .isEqualTo(200);
        assertThat(http.exchange("GET /q/health/live HTTP/1.1\r\nHost: " + localhost + "\r\nOrigin: http://" + localhost
                                + "\r\nConnection: close\r\n\r\n")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Authorization: Bearer wrong",
                "Authorization: Basic secret",
                "Authorization: Bearer",
                "X-Token: secret"
            })
    void withoutTheTokenEveryPathOfTheApiIs401(String header) throws IOException {
        String line = header.isEmpty() ? "X-None: 1" : header;
        for (String target : List.of("/api", "/api/status", "/api/downloads/" + FILM.id(), "/api/nothing")) {
            Answer answer = http.get(target, line);
            assertThat(answer.status()).as(target).isEqualTo(401);
            assertThat(answer.headers()).containsEntry("www-authenticate", "Bearer");
        }
        assertThat(http.send("POST", "/api/consent", "{\"sharing\":true,\"textVersion\":1}", line)
                        .status())
                .isEqualTo(401);
        assertThat(sharing.current()).isEqualTo(Consent.NONE);
        assertThat(http.send("POST", "/api/settle", "", line).status()).isEqualTo(401);
        assertThat(settlements).hasValue(0);
    }

    @Test
    void twoAuthorizationHeadersAre401() throws IOException {
        assertThat(http.get("/api/status", AUTHORIZATION, AUTHORIZATION).status())
                .isEqualTo(401);
    }

    @Test
    void theStatusHasTheAgreedForm() throws IOException {
        Answer answer = http.get("/api/status", AUTHORIZATION);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("content-type", "application/json");
        assertThat(answer.text())
                .isEqualTo("{\"nodeId\":\"node\",\"account\":\"alice\",\"sharing\":false,\"consentTextVersion\":0,"
                        + "\"limits\":{\"now\":{\"uploading\":true,\"uploadBytesPerSecond\":\"unlimited\","
                        + "\"downloadBytesPerSecond\":\"unlimited\",\"reason\":\"none\",\"untilMs\":null,"
                        + "\"text\":\"uploads at any rate\"},\"month\":{\"month\":\"2026-11\",\"uploadedBytes\":0,"
                        + "\"quotaBytes\":20000000000,\"endsAtMs\":1796083200000,\"timeZone\":\"Europe/Lisbon\"},"
                        + "\"power\":\"unknown\",\"line\":\"unknown\"},"
                        + "\"peerAddress\":\"127.0.0.1:4711\",\"http\":\"" + server.baseUrl() + "\","
                        + "\"tracker\":{\"connected\":false,\"trouble\":\"UNAVAILABLE\"},"
                        + "\"totals\":{\"givenBytes\":10,\"receiptedBytes\":9,\"fromPeersBytes\":8,\"fromEdgeBytes\":7,"
                        + "\"corruptPieces\":1,\"peersDropped\":2},"
                        + "\"ledger\":{\"postedMicroCredits\":30,\"pendingMicroCredits\":5,\"heldMicroCredits\":4,\"earnedMicroCredits\":10,\"givenBytes\":20},"
                        + "\"settlement\":{\"unsettledReceipts\":1,\"undecidedBatches\":2,\"settledBytes\":3,"
                        + "\"earnedMicroCredits\":4},\"items\":[]}\n");
    }

    @Test
    void limitsAreShownChangedInPartAndKept() throws IOException {
        // When
        Answer before = http.get("/api/limits", AUTHORIZATION);
        Answer changed = http.send(
                "PUT",
                "/api/limits",
                "{\"uploadBytesPerSecond\":\"500K\",\"schedule\":\"mon-fri 08:00-18:00 0\"}",
                AUTHORIZATION);
        Answer after = http.send("PUT", "/api/limits", "{\"monthlyUploadBytes\":\"unlimited\"}", AUTHORIZATION);

        // Then
        assertThat(before.text()).contains("\"revision\":0,\"uploadBytesPerSecond\":\"unlimited\"");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.text())
                .contains(
                        "\"revision\":1,\"uploadBytesPerSecond\":500000",
                        "{\"days\":\"mon-fri\",\"from\":\"08:00\",\"to\":\"18:00\",\"uploadBytesPerSecond\":0}",
                        "\"uploading\":false,\"uploadBytesPerSecond\":0",
                        "\"reason\":\"schedule\",\"untilMs\":1795629600000,"
                                + "\"text\":\"uploads nothing, as scheduled until 18:00\"");
        assertThat(after.text()).contains("\"uploadBytesPerSecond\":500000", "\"monthlyUploadBytes\":\"unlimited\"");
        assertThat(owner.restarted().limits().view().limits().revision()).isEqualTo(2);
    }

    @Test
    void aPauseHoldsWhenItIsAnsweredAndResumingEndsIt() throws IOException {
        Answer hour = http.send("POST", "/api/pause", "{\"forMs\":3600000}", AUTHORIZATION);
        assertThat(hour.text()).contains("\"text\":\"paused until 13:00\"");
        assertThat(owner.limits().allowsUpload()).isFalse();

        Answer open = http.send("POST", "/api/pause", "{}", AUTHORIZATION);
        assertThat(open.text()).contains("\"paused\":{\"untilMs\":null}", "\"text\":\"paused until you resume\"");

        Answer resumed = http.send("POST", "/api/resume", "", AUTHORIZATION);
        assertThat(resumed.text()).contains("\"paused\":null", "\"uploading\":true");
        assertThat(owner.limits().allowsUpload()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT | /api/limits | {\"uploadBytesPerSecond\":-1}",
                "PUT | /api/limits | {\"downloadBytesPerSecond\":\"2M\",\"uploadBytesPerSecond\":\"fast\"}",
                "PUT | /api/limits | {\"downloadBytesPerSecond\":0}",
                "PUT | /api/limits | {\"schedule\":\"mon 08:00-10:00 0; mon 09:00-11:00 0\"}",
                "PUT | /api/limits | {\"schedule\":[7]}",
                "PUT | /api/limits | {\"paused\":null}",
                "PUT | /api/limits | {\"revision\":9}",
                "POST | /api/pause | {\"forMs\":0}",
                "POST | /api/pause | {\"forMs\":\"1h\"}",
                "POST | /api/pause | {\"until\":1}"
            })
    void limitsThatMakeNoSenseAre400AndChangeNothing(String method, String path, String body) throws IOException {
        Answer answer = http.send(method, path, body, AUTHORIZATION);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("\"code\":\"malformed\"");
        assertThat(owner.limits().view().limits().revision()).isZero();
        assertThat(directory.resolve("limits")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"GET, /api/limits", "PUT, /api/limits", "POST, /api/pause", "POST, /api/resume"})
    void limitsNeedTheTokenAndNoOtherOrigin(String method, String path) throws IOException {
        assertThat(http.send(method, path, "{}").status()).isEqualTo(401);
        assertThat(http.send(method, path, "{}", AUTHORIZATION, "Origin: http://example.org")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void consentIsKeptAndEffectiveAtOnce() throws IOException {
        Answer agreed = http.send(
                "POST",
                "/api/consent",
                "{\"sharing\":true,\"textVersion\":" + ConsentText.VERSION + "}",
                AUTHORIZATION);
        assertThat(agreed.status()).isEqualTo(200);
        assertThat(engine.sharing).containsExactly(true);
        assertThat(new ConsentStore(directory.resolve("consent")).read()).isEqualTo(Consent.given(7000));

        Answer revoked = http.send("POST", "/api/consent", "{\"sharing\":false}", AUTHORIZATION);
        assertThat(revoked.status()).isEqualTo(200);
        assertThat(engine.sharing).containsExactly(true, false);
    }

    @Test
    void consentToAnotherTextIs409() throws IOException {
        Answer answer = http.send("POST", "/api/consent", "{\"sharing\":true,\"textVersion\":99}", AUTHORIZATION);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(engine.sharing).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "[]",
                "{}",
                "{\"sharing\":\"true\"}",
                "{\"sharing\":true,\"textVersion\":\"1\"}",
                "{\"sharing\":true,\"sharing\":false}",
                "{\"sharing\":false,\"more\":1}",
                "{\"sharing\":null}"
            })
    void aMalformedConsentIs400(String body) throws IOException {
        Answer answer = http.send("POST", "/api/consent", body, AUTHORIZATION);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(errorCode(answer)).isEqualTo("malformed");
        assertThat(engine.sharing).isEmpty();
    }

    @Test
    void anEmptyBodyIs400AndOneThatIsNotUtf8Too() throws IOException {
        assertThat(http.send("POST", "/api/consent", "", AUTHORIZATION).status())
                .isEqualTo(400);
        assertThat(http.send("POST", "/api/downloads", "{\"content\":\"\"}", AUTHORIZATION)
                        .status())
                .isEqualTo(400);
        assertThat(http.send("POST", "/api/downloads", "{\"content\":1}", AUTHORIZATION)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aBodyOfMoreThan4096BytesIs413() throws IOException {
        String padding = " ".repeat(RequestBody.MAX_BODY_BYTES);

        assertThat(http.send("POST", "/api/downloads", "{}" + padding, AUTHORIZATION)
                        .status())
                .isEqualTo(413);
        String exact = "{\"content\":\"nothing\"}";
        assertThat(http.send("POST", "/api/downloads", exact + padding.substring(exact.length()), AUTHORIZATION)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aDownloadIsStartedByNameAndWatchedById() throws IOException {
        // When
        Answer started = http.send("POST", "/api/downloads", "{\"content\":\"film one.mp4\"}", AUTHORIZATION);
        engine.advance(FILM, 65_536);
        Answer watched = http.get("/api/downloads/" + FILM.id(), AUTHORIZATION);

        // Then
        assertThat(started.status()).isEqualTo(202);
        Map<String, Object> item = Json.object(watched.text());
        assertThat(item)
                .containsEntry("contentId", FILM.id())
                .containsEntry("name", "film one.mp4")
                .containsEntry("state", "fetching")
                .containsEntry("sizeBytes", 300_000L)
                .containsEntry("verifiedBytes", 65_536L)
                .containsEntry("singleFile", true)
                .containsEntry("failure", null);
        assertThat(item.get("files"))
                .isEqualTo(List.of(
                        Map.of("path", "film one.mp4", "sizeBytes", 300_000L, "piecesRoot", etag().replace("\"", ""))));
    }

    @Test
    void downloadsThatCannotStartSayWhy() throws IOException {
        assertThat(http.send("POST", "/api/downloads", "{\"content\":\"nothing\"}", AUTHORIZATION)
                        .status())
                .isEqualTo(404);
        assertThat(http.send("POST", "/api/downloads", "{\"content\":\"" + BAD.id() + "\"}", AUTHORIZATION)
                        .status())
                .isEqualTo(502);
        assertThat(http.get("/api/downloads/" + FILM.id(), AUTHORIZATION).status())
                .isEqualTo(404);
        assertThat(http.get("/api/downloads/xyz", AUTHORIZATION).status()).isEqualTo(400);
        catalog.leave();
        assertThat(http.send("POST", "/api/downloads", "{\"content\":\"film one.mp4\"}", AUTHORIZATION)
                        .status())
                .isEqualTo(503);
    }

    @Test
    void anItemThatCannotBeKeptIs503() throws IOException {
        AnItem large = AnItem.file("large", 1_000);
        catalog.publish(large);

        Answer api = http.send("POST", "/api/downloads", "{\"content\":\"large\"}", AUTHORIZATION);

        assertThat(api.status()).isEqualTo(503);
        assertThat(errorMessage(api)).isEqualTo("the item cannot be kept: disk full");
        assertThat(http.get("/content/" + large.id() + "/large").status()).isEqualTo(503);
    }

    @Test
    void settlingIsAskedFor() throws IOException {
        assertThat(http.send("POST", "/api/settle", "", AUTHORIZATION).status()).isEqualTo(202);
        assertThat(settlements).hasValue(1);
    }

    @Test
    void otherMethodsAre405WithTheAllowedOnes() throws IOException {
        downloadFilm();

        Answer content = http.send("POST", TARGET, "x");
        assertThat(content.status()).isEqualTo(405);
        assertThat(content.headers()).containsEntry("allow", "GET, HEAD");
        assertThat(http.get("/api/settle", AUTHORIZATION).status()).isEqualTo(405);
        assertThat(http.send("DELETE", "/api/status", "", AUTHORIZATION).status())
                .isEqualTo(405);
        assertThat(http.send("POST", "/q/metrics", "x").status()).isEqualTo(405);
    }

    @Test
    void healthAndMetricsNeedNoToken() throws IOException {
        assertThat(http.get("/q/health/live").text()).isEqualTo("{\"status\":\"UP\"}\n");
        assertThat(http.get("/q/health/ready").status()).isEqualTo(200);
        assertThat(http.get("/q/metrics").text())
                .contains("# TYPE ayni_agent_given_bytes_total counter\nayni_agent_given_bytes_total 10\n");
        assertThat(http.get("/").status()).isEqualTo(404);
        assertThat(http.get("/nothing").status()).isEqualTo(404);
    }

    private void downloadFilm() throws IOException {
        downloads.start(FILM.id());
        engine.complete(FILM);
    }

    private static String etag() {
        return "\""
                + HexFormat.of().formatHex(FILM.metainfo().files().getFirst().piecesRoot()) + "\"";
    }

    private static String errorCode(Answer answer) {
        return (String) ((Map<?, ?>) Json.object(answer.text()).get("error")).get("code");
    }

    private static String errorMessage(Answer answer) {
        return (String) ((Map<?, ?>) Json.object(answer.text()).get("error")).get("message");
    }
}
