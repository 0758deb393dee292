package io.ayni.agent.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.agent.benefit.RedeemBenefit;
import io.ayni.agent.benefit.WishFiles;
import io.ayni.agent.consent.ConsentStore;
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
import io.ayni.agent.ledger.AccountEntry;
import io.ayni.agent.limit.AnOwner;
import io.ayni.agent.statement.FetchStatement;
import io.ayni.agent.status.AgentStatus;
import io.ayni.agent.tracker.Reachability;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnerPageTest {
    private static final String TOKEN = "Authorization: Bearer secret";
    private static final AnItem FILM = AnItem.file("film.mp4", 300_000);

    @TempDir
    Path directory;

    private final InMemoryEngine engine = new InMemoryEngine().knows(FILM);
    private AnOwnersMachine machine;
    private DecideSharing sharing;
    private AnOwner owner;
    private AgentHttpServer server;
    private RawHttp http;

    @BeforeEach
    void start() throws IOException {
        owner = AnOwner.at(directory, "2026-11-25T12:00:00Z");
        machine = AnOwnersMachine.at(directory, engine, "2026-11-25T12:00:00Z");
        sharing = new DecideSharing(
                new ConsentStore(directory.resolve("consent")), InstantSource.fixed(Instant.EPOCH), decision -> {});
        server = AgentHttpServer.start(0, services(), new LocalToken("secret"));
        http = new RawHttp(server.baseUrl());
    }

    private AgentServices services() throws IOException {
        return new AgentServices(
                engine,
                new DownloadContent(
                        new FindContent(new InMemoryCatalog().publish(FILM), Operator.keys()),
                        engine,
                        URI.create("http://127.0.0.1:8080"),
                        machine.refused()),
                sharing,
                owner.limits(),
                this::status,
                () -> {},
                new RedeemBenefit(
                        new InMemoryBenefits(), new WishFiles(directory.resolve("wishes")), new SplittableRandom(1)),
                new FetchStatement(new ScriptedStatements(), directory.resolve("statements"), Operator.keys()),
                limit -> List.of(new AccountEntry(1, 7, 5_000, "release", 30, -30, 0)),
                machine.services());
    }

    private AgentStatus status() {
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

    @AfterEach
    void stop() {
        server.close();
        machine.stop();
    }

    private Map<String, Object> post(String path, String body) throws IOException {
        Answer answer = http.send("POST", "/owner/api/" + path, body, TOKEN);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return Json.object(answer.text());
    }

    @Test
    void pageAndEveryFileThatItNamesAreServedByTheAgentItself() throws IOException {
        // When
        Answer page = http.get("/owner/index.html");

        // Then
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.headers().get("content-security-policy"))
                .isEqualTo(
                        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                                + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        assertThat(page.text())
                .doesNotContain("http://", "https://", "style=", "onclick")
                .doesNotContainPattern("<script[^>]*>[^<]");
        for (String file : filesNamedIn(page.text(), Pattern.compile("(?:href|src)=\"([a-z]+\\.[a-z]+)\""))) {
            assertThat(http.get("/owner/" + file).status()).as(file).isEqualTo(200);
        }
        String script = http.get("/owner/page.js").text();
        List<String> modules = filesNamedIn(script, Pattern.compile("from \"\\./([a-z]+\\.js)\""));
        assertThat(modules).hasSize(11);
        for (String module : modules) {
            Answer found = http.get("/owner/" + module);
            assertThat(found.status()).as(module).isEqualTo(200);
            assertThat(found.headers()).containsEntry("content-type", "text/javascript; charset=utf-8");
            assertThat(found.text()).doesNotContain("innerHTML", "http://127", "https://", "eval(");
        }
    }

    private static List<String> filesNamedIn(String text, Pattern pattern) {
        Matcher matcher = pattern.matcher(text);
        return matcher.results().map(match -> match.group(1)).toList();
    }

    @Test
    void addressWithoutAFileLeadsToThePageAndNoOtherFileIsServed() throws IOException {
        assertThat(http.get("/owner").headers()).containsEntry("location", "/owner/index.html");
        assertThat(http.get("/owner/secret.txt").status()).isEqualTo(404);
        assertThat(http.get("/owner/owner/index.html").status()).isEqualTo(404);
        assertThat(http.send("POST", "/owner/index.html", "{}").status()).isEqualTo(405);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Authorization: Bearer wrong", "Authorization: Basic c2VjcmV0", "Cookie: token=secret"})
    void missingOrWrongTokenGetsForbidden(String header) throws IOException {
        String[] headers = header.isEmpty() ? new String[0] : new String[] {header};
        for (String path : List.of("status", "limits", "benefits", "items/refused", "nothing")) {
            assertThat(http.get("/owner/api/" + path, headers).status())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(http.send("POST", "/owner/api/erase", "{}", headers).status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "https://127.0.0.1:1", "http://localhost"})
    void pageOfAnotherOriginGetsForbiddenEvenWithTheToken(String origin) throws IOException {
        assertThat(http.get("/owner/api/status", TOKEN, "Origin: " + origin).status())
                .isEqualTo(403);
        assertThat(http.get("/owner/index.html", "Origin: " + origin).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "127.0.0.1", "127.0.0.1.evil.example:80", "localhost:1"})
    void nameThatWasPointedAtLoopbackGetsForbiddenEvenWithTheToken(String host) throws IOException {
        for (String path : List.of("/owner/api/status", "/owner/index.html")) {
            String request =
                    "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + TOKEN + "\r\nConnection: close\r\n\r\n";
            assertThat(http.exchange(request).status()).isEqualTo(403);
        }
    }

    @Test
    void pageAsksTheSameApiAsPrograms() throws IOException {
        assertThat(http.get("/owner/api/limits", TOKEN).text())
                .isEqualTo(http.get("/api/limits", TOKEN).text());
        assertThat(http.get("/owner/api/status", TOKEN, "Origin: http://" + http.host())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void historyShowsWhatWasMeasuredAndWhatItCost() throws IOException {
        // Given
        http.send("PUT", "/owner/api/line", "{\"uploadBytesPerSecond\":1000000}", TOKEN);
        machine.passes(100_000, 25_000_000, 4_000, 36_000);

        // When
        Map<String, Object> history = post("history", "{}");

        // Then
        assertThat(history.get("observedMs")).isEqualTo(100_000L);
        assertThat((Map<?, ?>) history.get("totals"))
                .isEqualTo(Map.of(
                        "givenBytes", 25_000_000L,
                        "fromPeersBytes", 0L,
                        "fromEdgeBytes", 0L,
                        "settledBytes", 25_000_000L,
                        "earnedMicroCredits", 4_000L));
        assertThat((Map<?, ?>) history.get("cost"))
                .isEqualTo(Map.of(
                        "cpuMs", 36_000L,
                        "residentBytes", 50_000_000L,
                        "heldBytes", 7_000L,
                        "uploadBytes", 25_000_000L,
                        "lineShare", 0.25,
                        "leastMilliwattHours", 40L,
                        "mostMilliwattHours", 250L,
                        "leastWatts", 4L,
                        "mostWatts", 25L));
        assertThat((List<?>) history.get("buckets")).hasSize(1);
    }

    @Test
    void rangeWithoutMeasurementsHasNoBucketsAndNoInventedFigures() throws IOException {
        // When
        Map<String, Object> history = post("history", "{\"fromMs\":1000,\"toMs\":900000}");

        // Then
        assertThat((List<?>) history.get("buckets")).isEmpty();
        assertThat(history.get("observedMs")).isEqualTo(0L);
        assertThat(((Map<?, ?>) history.get("cost")).get("lineShare")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"fromMs\":5,\"toMs\":5}",
                "{\"fromMs\":\"x\"}",
                "{\"fromMs\":-1}",
                "{\"fromMs\":0,\"toMs\":99999999999}",
                "{\"other\":1}"
            })
    void nonsensicalRangeIsRefused(String body) throws IOException {
        assertThat(http.send("POST", "/owner/api/history", body, TOKEN).status())
                .isEqualTo(400);
    }

    @Test
    void whatIfAnswersWithARange() throws IOException {
        // Given
        machine.passes(100_000, 25_000_000, 4_000, 36_000);

        // When
        Map<String, Object> answer = post("what-if", "{\"uploadBytesPerSecond\":\"100K\"}");

        // Then
        assertThat(answer)
                .isEqualTo(Map.of(
                        "observedMs", 100_000L,
                        "actualBytes", 25_000_000L,
                        "leastBytes", 10_000_000L,
                        "mostBytes", 10_000_000L,
                        "actualMicroCredits", 4_000L,
                        "leastMicroCredits", 1_600L,
                        "mostMicroCredits", 1_600L));
        assertThat(http.send("POST", "/owner/api/what-if", "{\"uploadBytesPerSecond\":\"fast\"}", TOKEN)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void refusedItemIsGoneAndCannotBeFetchedByAnybody() throws IOException {
        // Given
        http.send("POST", "/owner/api/downloads", "{\"content\":\"film.mp4\"}", TOKEN);
        assertThat(engine.items()).hasSize(1);

        // When
        Map<String, Object> answer = post("items/refuse", "{\"content\":\"" + FILM.id() + "\"}");

        // Then
        assertThat(answer).isEqualTo(Map.of("content", FILM.id(), "refused", List.of(FILM.id())));
        assertThat(engine.items()).isEmpty();
        assertThat(http.send("POST", "/api/downloads", "{\"content\":\"film.mp4\"}", TOKEN)
                        .status())
                .isEqualTo(409);
        assertThat(http.get("/content/" + FILM.id() + "/film.mp4").text()).contains("refused_by_owner");

        // And when
        post("items/allow", "{\"content\":\"" + FILM.id() + "\"}");

        // Then
        assertThat(http.get("/owner/api/items/refused", TOKEN).text()).isEqualTo("{\"refused\":[]}\n");
        assertThat(http.send("POST", "/owner/api/items/forget", "{\"content\":\"x\"}", TOKEN)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void reachabilityIsTheTrackersWordOrNone() throws IOException {
        // Given
        assertThat(http.get("/owner/api/reachability", TOKEN).text())
                .isEqualTo("{\"finding\":null,\"checkedAtMs\":null}\n");

        // When
        machine.isFound(new Reachability(Reachability.Finding.UNREACHABLE, 9));

        // Then
        assertThat(http.get("/owner/api/reachability", TOKEN).text())
                .isEqualTo("{\"finding\":\"unreachable\",\"checkedAtMs\":9}\n");
    }

    @Test
    void exportHoldsEverythingAndEraseEndsWhatIsKeptHere() throws IOException {
        // Given
        machine.passes(10_000, 500, 4, 20);

        // When
        Map<String, Object> all = post("export", "{}");
        String history = http.send("POST", "/owner/api/export", "{\"format\":\"history.csv\"}", TOKEN)
                .text();
        String entries = http.send("POST", "/owner/api/export", "{\"format\":\"entries.csv\"}", TOKEN)
                .text();

        // Then
        assertThat(all)
                .containsOnlyKeys(
                        "exportedAtMs",
                        "status",
                        "consentDecidedAtMs",
                        "limits",
                        "refused",
                        "redemptions",
                        "newestEntries",
                        "history");
        assertThat((List<?>) all.get("history")).hasSize(1);
        assertThat(history)
                .isEqualTo("from,observed_ms,given_bytes,from_peers_bytes,from_edge_bytes,settled_bytes,"
                        + "earned_micro_credits,cpu_ms,resident_bytes,held_bytes\n"
                        + "2026-11-25T12:00:00Z,10000,500,0,0,500,4,20,50000000,7000\n");
        assertThat(entries)
                .isEqualTo("recorded_at,shard,number,kind,posted_change_micro_credits,pending_change_micro_credits,"
                        + "held_change_micro_credits\n1970-01-01T00:00:05Z,1,7,release,30,-30,0\n");

        // And when
        post("erase", "{}");

        // Then
        assertThat((List<?>) post("history", "{}").get("buckets")).isEmpty();
    }

    @Test
    void consentTextIsTheOneThatTheCommandShows() throws IOException {
        assertThat(Json.object(http.get("/owner/api/consent-text", TOKEN).text()))
                .isEqualTo(Map.of("textVersion", 1L, "text", io.ayni.agent.consent.ConsentText.TEXT));
    }
}
