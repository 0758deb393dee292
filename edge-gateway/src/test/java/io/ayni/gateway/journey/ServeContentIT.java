package io.ayni.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.content.Metainfo;
import io.ayni.contracts.content.PieceSpan;
import io.ayni.gateway.testing.GatewayProcess;
import io.ayni.gateway.testing.Publisher;
import io.ayni.gateway.testing.RawHttp;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What readers get from a gateway that works: files, ranges, metainfo, names, listing, and its own description. */
class ServeContentIT {
    private static final byte[] BYTES = Publisher.randomBytes(5_000_017, 1);
    private static final GatewayProcess GATEWAY = new GatewayProcess();
    private static final Publisher PUBLISHER = new Publisher(GATEWAY);
    private static String id;
    private static String path;

    @BeforeAll
    static void publish() throws Exception {
        GATEWAY.start();
        id = PUBLISHER.publish("movie.mp4", BYTES);
        path = "/content/" + id + "/movie.mp4";
    }

    @AfterAll
    static void stop() {
        GATEWAY.close();
    }

    @Test
    void publisherIsToldIdNameSizeVersionAndPlace() throws Exception {
        HttpResponse<String> response = PUBLISHER.put("told.bin", BodyPublishers.ofByteArray(new byte[] {1, 2, 3}));
        String told = new JsonObject(response.body()).getString("contentId");
        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(new JsonObject(response.body()))
                .isEqualTo(new JsonObject()
                        .put("contentId", told)
                        .put("name", "told.bin")
                        .put("bytes", 3)
                        .put("version", 1));
        assertThat(response.headers().firstValue("Location"))
                .contains(GATEWAY.url() + "/content/" + told + "/told.bin");
    }

    @Test
    void wholeFileComesWithItsHeaders() throws Exception {
        HttpResponse<byte[]> response = PUBLISHER.get(path);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(BYTES);
        assertThat(header(response, "Content-Type")).isEqualTo("video/mp4");
        assertThat(header(response, "Content-Length")).isEqualTo("5000017");
        assertThat(header(response, "Accept-Ranges")).isEqualTo("bytes");
        assertThat(header(response, "ETag")).isEqualTo(entityTag());
        assertThat(header(response, "Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(response, "Content-Security-Policy")).isEqualTo("sandbox");
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(response.headers().firstValue("Last-Modified")).isEmpty();
    }

    private static String entityTag() throws Exception {
        return '"' + HexFormat.of().formatHex(metainfo().files().getFirst().piecesRoot()) + '"';
    }

    @Test
    void headTellsWhatGetWould() throws Exception {
        try (RawHttp http = RawHttp.connect(GATEWAY.port())) {
            RawHttp.Response head = http.send("HEAD", path, "Range: bytes=0-5").read(true);
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("content-length")).isEqualTo("5000017");
            assertThat(head.header("etag")).isEqualTo(entityTag());
            // the connection goes on, so no body came
            assertThat(http.send("HEAD", path).read(true).status()).isEqualTo(200);
        }
    }

    @Test
    void offerToUpgradeIsIgnored() throws Exception {
        try (RawHttp http = RawHttp.connect(GATEWAY.port())) {
            http.send("GET", path, "Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABk");
            assertThat(http.read(false).status()).isEqualTo(200);
            assertThat(http.send("HEAD", path).read(true).status()).isEqualTo(200);
        }
    }

    @Test
    void rangesAreByteExact() throws Exception {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 60; round++) {
            int first = random.nextInt(BYTES.length);
            int last = first + random.nextInt(Math.min(1 << random.nextInt(1, 23), BYTES.length - first));
            HttpResponse<byte[]> response = PUBLISHER.get(path, "Range", "bytes=" + first + "-" + last);
            assertThat(response.statusCode()).as("seed %d", seed).isEqualTo(206);
            assertThat(header(response, "Content-Range")).isEqualTo("bytes " + first + "-" + last + "/" + BYTES.length);
            assertThat(response.body()).as("seed %d", seed).isEqualTo(Arrays.copyOfRange(BYTES, first, last + 1));
        }
    }

    @Test
    void edgesOfRangesAreByteExact() throws Exception {
        int length = BYTES.length;
        assertThat(PUBLISHER.get(path, "Range", "bytes=0-0").body()).isEqualTo(Arrays.copyOf(BYTES, 1));
        assertThat(PUBLISHER.get(path, "Range", "bytes=-1").body())
                .isEqualTo(Arrays.copyOfRange(BYTES, length - 1, length));
        assertThat(PUBLISHER.get(path, "Range", "bytes=5000000-").body())
                .isEqualTo(Arrays.copyOfRange(BYTES, 5_000_000, length));
        assertThat(PUBLISHER.get(path, "Range", "bytes=0-99999999999999999999").body())
                .isEqualTo(BYTES);
    }

    @Test
    void unsatisfiableRangeIs416WithTheLength() throws Exception {
        HttpResponse<byte[]> response = PUBLISHER.get(path, "Range", "bytes=5000017-");
        assertThat(response.statusCode()).isEqualTo(416);
        assertThat(header(response, "Content-Range")).isEqualTo("bytes */5000017");
        assertThat(reason(response)).isEqualTo("range-not-satisfiable");
    }

    @Test
    void malformedAndMultipleRangesAreIgnored() throws Exception {
        for (String range :
                List.of("bytes=2-1", "bytes=x", "lines=1-2", "bytes=0-0,2-2", "bytes=" + "0-0,".repeat(999))) {
            HttpResponse<byte[]> response = PUBLISHER.get(path, "Range", range);
            assertThat(response.statusCode()).as(range).isEqualTo(200);
            assertThat(response.body()).hasSize(BYTES.length);
        }
    }

    @Test
    void conditionsWork() throws Exception {
        String tag = entityTag();
        assertThat(PUBLISHER.get(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(header(PUBLISHER.get(path, "If-None-Match", tag), "ETag")).isEqualTo(tag);
        assertThat(PUBLISHER.get(path, "If-None-Match", "\"x\"").statusCode()).isEqualTo(200);
        assertThat(PUBLISHER.get(path, "If-Match", "\"x\"").statusCode()).isEqualTo(412);
        assertThat(PUBLISHER.get(path, "If-Match", tag, "Range", "bytes=0-1").statusCode())
                .isEqualTo(206);
        assertThat(PUBLISHER.get(path, "If-Range", tag, "Range", "bytes=0-1").statusCode())
                .isEqualTo(206);
        assertThat(PUBLISHER
                        .get(path, "If-Range", "\"x\"", "Range", "bytes=0-1")
                        .statusCode())
                .isEqualTo(200);
    }

    private static Metainfo metainfo() throws Exception {
        return Metainfo.decode(PUBLISHER.get("/content/" + id + ".torrent").body());
    }

    @Test
    void torrentDescribesExactlyTheBytes() throws Exception {
        HttpResponse<byte[]> response = PUBLISHER.get("/content/" + id + ".torrent");
        Metainfo metainfo = Metainfo.decode(response.body());
        assertThat(header(response, "Content-Type")).isEqualTo("application/x-bittorrent");
        assertThat(metainfo.contentId().hex()).isEqualTo(id);
        assertThat(metainfo.sizeBytes()).isEqualTo(BYTES.length);
        for (int index = 0; index < metainfo.pieceCount(); index++) {
            PieceSpan piece = metainfo.piece(index);
            assertThat(piece.matches(BYTES, (int) piece.offsetInFile(), piece.lengthBytes()))
                    .isTrue();
        }
    }

    @Test
    void webSeedLeadsToTheFile() throws Exception {
        // BEP 19: a URL that ends in a slash gets the item's name appended
        String seed = metainfo().webSeeds().getFirst();
        assertThat(seed).isEqualTo(GATEWAY.url() + "/content/" + id + "/");
        String below = seed.substring(GATEWAY.url().length()) + metainfo().name();
        assertThat(PUBLISHER.get(below, "Range", "bytes=7-9").body()).isEqualTo(Arrays.copyOfRange(BYTES, 7, 10));
    }

    @Test
    void nameLeadsToTheNewestVersionAndTheOldOneStays() throws Exception {
        // Given
        String first = PUBLISHER.publish("versions.txt", "one".getBytes(StandardCharsets.UTF_8));
        // When
        HttpResponse<String> second = PUBLISHER.put("versions.txt", BodyPublishers.ofString("two"));
        // Then
        JsonObject told = new JsonObject(second.body());
        assertThat(told.getInteger("version")).isEqualTo(2);
        HttpResponse<byte[]> redirect = PUBLISHER.get("/name/versions.txt");
        assertThat(redirect.statusCode()).isEqualTo(307);
        assertThat(header(redirect, "Location")).isEqualTo("/content/" + told.getString("contentId") + "/versions.txt");
        assertThat(new String(
                        PUBLISHER.get("/content/" + first + "/versions.txt").body()))
                .isEqualTo("one");
        HttpResponse<String> again = PUBLISHER.put("versions.txt", BodyPublishers.ofString("one"));
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(new JsonObject(again.body()).getString("contentId")).isEqualTo(first);
        assertThat(new JsonObject(again.body()).getInteger("version")).isEqualTo(1);
    }

    @Test
    void namesBeyondAsciiWorkWhateverTheLocale() throws Exception {
        String published = PUBLISHER.publish("%E6%98%A0%E7%94%BB%20%C3%A9.txt", new byte[] {9});
        HttpResponse<byte[]> redirect = PUBLISHER.get("/name/%E6%98%A0%E7%94%BB%20%C3%A9.txt");
        assertThat(header(redirect, "Location"))
                .isEqualTo("/content/" + published + "/%E6%98%A0%E7%94%BB%20%C3%A9.txt");
        assertThat(PUBLISHER.get(header(redirect, "Location")).body()).containsExactly(9);
    }

    @Test
    void archiveBecomesAnItemOfSeveralFiles() throws Exception {
        // Given
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (TarArchiveOutputStream archive = new TarArchiveOutputStream(body)) {
            add(archive, "index.m3u8", "list".getBytes(StandardCharsets.US_ASCII));
            add(archive, "low/1.ts", Arrays.copyOf(BYTES, 100_000));
            add(archive, "low/empty.vtt", new byte[0]);
        }
        // When
        HttpResponse<String> response = PUBLISHER.put(
                "show", BodyPublishers.ofByteArray(body.toByteArray()), "Content-Type", "application/x-tar");
        // Then
        assertThat(response.statusCode()).isEqualTo(201);
        String show = new JsonObject(response.body()).getString("contentId");
        assertThat(new JsonObject(response.body()).getInteger("bytes")).isEqualTo(100_004);
        assertThat(new String(PUBLISHER.get("/content/" + show + "/index.m3u8").body()))
                .isEqualTo("list");
        assertThat(PUBLISHER.get("/content/" + show + "/show/low/1.ts").body())
                .isEqualTo(Arrays.copyOf(BYTES, 100_000));
        HttpResponse<byte[]> empty = PUBLISHER.get("/content/" + show + "/low/empty.vtt");
        assertThat(empty.statusCode()).isEqualTo(200);
        assertThat(empty.body()).isEmpty();
        assertThat(PUBLISHER
                        .get("/content/" + show + "/low/empty.vtt", "Range", "bytes=0-")
                        .statusCode())
                .isEqualTo(416);
        assertThat(header(PUBLISHER.get("/name/show/low/1.ts"), "Location"))
                .isEqualTo("/content/" + show + "/low/1.ts");
        assertThat(PUBLISHER.get("/name/show").statusCode()).isEqualTo(404);
        Metainfo metainfo =
                Metainfo.decode(PUBLISHER.get("/content/" + show + ".torrent").body());
        assertThat(metainfo.contentId().hex()).isEqualTo(show);
        assertThat(metainfo.isSingleFile()).isFalse();
    }

    private static void add(TarArchiveOutputStream archive, String name, byte[] bytes) throws Exception {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(bytes.length);
        archive.putArchiveEntry(entry);
        archive.write(bytes);
        archive.closeArchiveEntry();
    }

    @Test
    void listingRunsThroughPages() throws Exception {
        // Given
        for (int i = 0; i < 5; i++) {
            PUBLISHER.publish("page-" + i, new byte[] {(byte) i});
        }
        int all = PUBLISHER.list().getJsonArray("items").size();
        // When
        List<String> names = new java.util.ArrayList<>();
        String query = "?pageSize=2";
        while (query != null) {
            JsonObject page = new JsonObject(
                    new String(PUBLISHER.get("/api/content" + query).body()));
            JsonArray items = page.getJsonArray("items");
            assertThat(items.size()).isBetween(1, 2);
            items.forEach(item -> names.add(((JsonObject) item).getString("name")));
            String next = page.getString("nextPageToken");
            query = next == null ? null : "?pageSize=2&pageToken=" + next;
        }
        // Then
        assertThat(names).hasSize(all).contains("page-0", "page-1", "page-2", "page-3", "page-4", "movie.mp4");
        assertThat(names.indexOf("page-4")).isLessThan(names.indexOf("page-0"));
    }

    @Test
    void healthAndFiguresAreShown() throws Exception {
        assertThat(PUBLISHER.get("/q/health/live").statusCode()).isEqualTo(200);
        assertThat(new JsonObject(new String(PUBLISHER.get("/q/health/ready").body())).getString("status"))
                .isEqualTo("UP");
        PUBLISHER.get(path);
        List<String> figures =
                new String(PUBLISHER.get("/q/metrics").body()).lines().toList();
        assertThat(figures)
                .contains("ayni_gateway_announced 0.0", "ayni_gateway_uncounted_requests_total 0.0")
                .anyMatch(line -> line.startsWith("ayni_gateway_items "))
                .anyMatch(line -> line.startsWith("ayni_gateway_unannounced_items "))
                .anyMatch(line -> line.startsWith("http_server_requests_seconds_count")
                        && line.contains("uri=\"/content/{id}/{path}\""))
                .noneMatch(line -> line.contains(id));
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static String reason(HttpResponse<byte[]> response) {
        assertThat(header(response, "Content-Type")).isEqualTo("application/problem+json");
        return new JsonObject(new String(response.body())).getString("reason");
    }
}
