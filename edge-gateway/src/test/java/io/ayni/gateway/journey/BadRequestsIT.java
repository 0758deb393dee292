package io.ayni.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.gateway.testing.GatewayProcess;
import io.ayni.gateway.testing.Publisher;
import io.ayni.gateway.testing.RawHttp;
import io.ayni.gateway.testing.RawHttp.Response;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Malformed, oversized and unauthenticated HTTP requests, each with its exact status and nothing left behind. */
class BadRequestsIT {
    private static final String TOKEN = "Authorization: Bearer " + GatewayProcess.PUBLISHER_TOKEN;
    private static final GatewayProcess GATEWAY = new GatewayProcess().set("ayni.gateway.max-item-size", "1M");
    private static final Publisher PUBLISHER = new Publisher(GATEWAY);
    private static String id;

    @BeforeAll
    static void start() throws Exception {
        GATEWAY.start();
        id = PUBLISHER.publish("only.bin", new byte[] {1, 2, 3});
    }

    @AfterAll
    static void stop() {
        GATEWAY.close();
    }

    @AfterEach
    void onlyTheOneItemIsThere() throws Exception {
        assertThat(PUBLISHER.list().getJsonArray("items")).hasSize(1);
        assertThat(GATEWAY.data().resolve("staging")).isEmptyDirectory();
        assertThat(GATEWAY.log()).doesNotContain("ERROR", GatewayProcess.PUBLISHER_TOKEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a%2Fb",
                "a%2fb",
                "a%5Cb",
                "..",
                "%2e%2e",
                ".",
                "a;b",
                "a%3Bb",
                "..;",
                "a%00b",
                "a%0ab",
                "a%7f",
                "a/",
                "/a",
                "%ff",
                "%c0%af",
                "a%3Ab",
                "a%20",
                "%20a",
                "a.",
                "%E2%80%AEa",
                "%E2%80%A8a",
            })
    void hostileNamesAre400(String name) throws Exception {
        Response response = RawHttp.exchange(GATEWAY.port(), "PUT", "/api/content/" + name, TOKEN, "Content-Length: 0");
        assertThat(response.status()).isEqualTo(400);
        assertProblem(response);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\b", "a%", "a%f", "a%zz"})
    void namesThatAreNoUriAre400(String name) throws Exception {
        assertThat(put("/api/content/" + name, "Content-Length: 0").status()).isEqualTo(400);
    }

    @Test
    void tooLongNamesAre400() throws Exception {
        assertThat(put("/api/content/" + "a".repeat(256), "Content-Length: 1").status())
                .isEqualTo(400);
        assertThat(put("/api/content/" + "%C3%A9".repeat(128), "Content-Length: 1")
                        .status())
                .isEqualTo(400);
        assertThat(put("/api/content/", "Content-Length: 1").status()).isEqualTo(400);
    }

    private static Response put(String target, String... headers) throws Exception {
        String[] all = Arrays.copyOf(headers, headers.length + 1);
        all[headers.length] = TOKEN;
        return RawHttp.exchange(GATEWAY.port(), "PUT", target, all);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Nothing: here",
                "Authorization: Bearer wrong-token-0123456789",
                "Authorization: Bearer",
                "Authorization: Basic cHVibGlzaGVyLXRva2VuLTAxMjM0NTY3ODk=",
                "Authorization: " + GatewayProcess.PUBLISHER_TOKEN,
                "Authorization: Bearer " + GatewayProcess.PUBLISHER_TOKEN + "x",
                "Authorization: Bearer " + GatewayProcess.EDGE_TOKEN,
            })
    void missingAndWrongTokensAre401(String header) throws Exception {
        Response response = RawHttp.exchange(GATEWAY.port(), "PUT", "/api/content/a", header, "Content-Length: 5");
        assertThat(response.status()).isEqualTo(401);
        assertThat(response.header("www-authenticate")).startsWith("Bearer");
        assertProblem(response);
    }

    @Test
    void twoTokensAre401() throws Exception {
        assertThat(put("/api/content/a", TOKEN, "Content-Length: 5").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "401,/api/content/a",
        "401,/api/%63ontent/a",
        "401,/%61pi/content/a",
        "401,/api/content/%61",
        "401,/api/content/a?x=/name/a",
        "401,/api/content/a?token=" + GatewayProcess.PUBLISHER_TOKEN,
        "400,/api;x/content/a",
        "400,/api/content;x=y/a",
        "400,/api/content/a;x",
        "400,/api%2Fcontent/a",
        "400,/api%2fcontent%2fa",
        "400,/api/content%2Fa",
        "400,/api%5Ccontent/a",
        "400,//api/content/a",
        "400,/api//content/a",
        "400,/api/content//a",
        "400,/api/content/a/",
        "400,/./api/content/a",
        "400,/api/./content/a",
        "400,/api/../api/content/a",
        "400,/api/..;/api/content/a",
        "400,/name/..;/api/content/a",
        "400,/name/%2e%2e/api/content/a",
        "400,/q/..%2Fapi/content/a",
        "400,/api/content%00/a",
        "405,/api/content",
        "405,/api/content/a/b",
        "404,/API/content/a",
        "404,/api%20/content/a",
        "404,/q/api/content/a",
    })
    void noSpellingOfTheProtectedRouteDoesWithoutTheToken(int status, String target) throws Exception {
        assertThat(RawHttp.exchange(GATEWAY.port(), "PUT", target, "Content-Length: 5")
                        .status())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "415,Content-Encoding: gzip,encoded-body",
        "415,Content-Encoding: br,encoded-body",
        "415,Content-Type: multipart/form-data; boundary=x,multipart-body",
        "400,Content-Range: bytes 0-4/5,partial-body",
        "417,Expect: 200-ok,unknown-expectation",
    })
    void unsupportedHeadsAreRefused(int status, String header, String reason) throws Exception {
        Response response = put("/api/content/a", header, "Content-Length: 5");
        assertThat(response.status()).isEqualTo(status);
        assertThat(new JsonObject(response.text()).getString("reason")).isEqualTo(reason);
    }

    @Test
    void emptyBodiesAre400() throws Exception {
        assertThat(put("/api/content/a", "Content-Length: 0").status()).isEqualTo(400);
        assertThat(put("/api/content/a").status()).isEqualTo(400);
        try (RawHttp http = RawHttp.connect(GATEWAY.port())) {
            http.send("PUT", "/api/content/a", TOKEN, "Transfer-Encoding: chunked")
                    .send("0\r\n\r\n".getBytes());
            assertThat(http.read(false).status()).isEqualTo(400);
        }
    }

    @Test
    void tooLargeByAnnouncementIs413BeforeTheBody() throws Exception {
        assertThat(put("/api/content/a", "Content-Length: 1048577").status()).isEqualTo(413);
        assertThat(put("/api/content/a", "Content-Length: 9223372036854775807").status())
                .isEqualTo(413);
        Response refused = put("/api/content/a", "Content-Length: 1048577", "Expect: 100-continue");
        assertThat(refused.status()).isEqualTo(413);
    }

    @Test
    void tooLargeByBodyIs413() throws Exception {
        byte[] chunk = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes();
        try (RawHttp http = RawHttp.connect(GATEWAY.port())) {
            http.send("PUT", "/api/content/a", TOKEN, "Transfer-Encoding: chunked");
            for (int i = 0; i < 17; i++) {
                http.send(chunk);
            }
            http.send("0\r\n\r\n".getBytes());
            assertThat(http.read(false).status()).isEqualTo(413);
        }
    }

    @Test
    void impossibleLengthsAre400() throws Exception {
        assertThat(put("/api/content/a", "Content-Length: -1").status()).isEqualTo(400);
        assertThat(put("/api/content/a", "Content-Length: x").status()).isEqualTo(400);
        assertThat(put("/api/content/a", "Content-Length: 5", "Content-Length: 6")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void somethingElseThanAnArchiveIs400() throws Exception {
        try (RawHttp http = RawHttp.connect(GATEWAY.port())) {
            http.send("PUT", "/api/content/a", TOKEN, "Content-Type: application/x-tar", "Content-Length: 2000")
                    .send("no archive".repeat(200).getBytes());
            Response response = http.read(false);
            assertThat(response.status()).isEqualTo(400);
            assertThat(new JsonObject(response.text()).getString("reason")).isEqualTo("not-an-item");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POST,/api/content/a,PUT",
        "GET,/api/content/a,PUT",
        "DELETE,/api/content/only.bin,PUT",
        "POST,/api/content,'GET, HEAD'",
        "PUT,/api/content,'GET, HEAD'",
        "PUT,/name/only.bin,'GET, HEAD'",
        "DELETE,/content/x/y,'GET, HEAD'",
        "OPTIONS,/content/x/y,'GET, HEAD'",
    })
    void otherMethodsAre405(String method, String target, String allowed) throws Exception {
        Response response = RawHttp.exchange(GATEWAY.port(), method, target, "Content-Length: 0");
        assertThat(response.status()).isEqualTo(405);
        assertThat(response.header("allow")).isEqualTo(allowed);
        assertProblem(response);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "400 /content/ID/a%2Fb",
                "400 /content/ID/..%2fonly.bin",
                "400 /content/ID/../ID/only.bin",
                "400 /content/ID/%2e%2e/ID/only.bin",
                "400 /content/ID/only.bin;x=y",
                "400 /content/ID/..;/only.bin",
                "400 //content/ID/only.bin",
                "400 /content//ID/only.bin",
                "400 /content/ID//only.bin",
                "400 /content/ID/only.bin%00",
                "400 /content/ID/only.bin/",
                "400 /content/x/only.bin",
                "400 /content/UPPER/only.bin",
                "400 /content/ID00/only.bin",
                "400 /content/x.torrent",
                "400 /q/../q/health",
                "400 /q/health;x",
                "400 /api/content?pageSize=0",
                "400 /api/content?pageSize=501",
                "400 /api/content?pageSize=x",
                "400 /api/content?pageSize=-1",
                "400 /api/content?pageToken=x",
                "404 /content/ID/other.bin",
                "404 /content/ID/only.bin/only.bin",
                "404 /content/ID",
                "404 /content",
                "404 /content/ABSENT/only.bin",
                "404 /content/ABSENT.torrent",
                "404 /name/absent",
                "404 /name/only.bin/other.bin",
                "404 /name",
                "404 /api",
                "404 /api/other",
                "404 /etc/passwd",
                "404 /",
            })
    void readsOfWhatIsNotThereAreRefused(int status, String target) throws Exception {
        String real = target.replace("UPPER", "AB".repeat(32))
                .replace("ABSENT", "ab".repeat(32))
                .replace("ID", id);
        assertThat(RawHttp.exchange(GATEWAY.port(), "GET", real).status()).isEqualTo(status);
    }

    @Test
    void oversizedHeadsAreRefused() throws Exception {
        assertThat(RawHttp.exchange(GATEWAY.port(), "GET", "/" + "a".repeat(5000))
                        .status())
                .isEqualTo(414);
        assertThat(RawHttp.exchange(GATEWAY.port(), "GET", "/", "X-Large: " + "a".repeat(20_000))
                        .status())
                .isEqualTo(431);
    }

    @Test
    void unexpectedBodiesAreDroppedAndTheConnectionGoesOn() throws Exception {
        try (RawHttp http = RawHttp.connect(GATEWAY.port())) {
            for (String target : new String[] {"/name/absent", "/q/health/live", "/content/x/y"}) {
                http.send("GET", target, "Content-Length: 5").send("hello".getBytes());
                assertThat(http.read(false).status()).isIn(200, 400, 404);
            }
        }
    }

    @Test
    void hugeUnexpectedBodyEndsTheConnection() throws Exception {
        try (RawHttp http = RawHttp.connect(GATEWAY.port())) {
            http.send("GET", "/name/absent", "Content-Length: 10000000");
            assertThat(http.isClosedOver(new byte[200_000])).isTrue();
        }
    }

    private static void assertProblem(Response response) {
        assertThat(response.header("content-type")).isEqualTo("application/problem+json");
        assertThat(new JsonObject(response.text()).getInteger("status")).isEqualTo(response.status());
    }
}
