package io.ayni.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ayni.gateway.testing.GatewayProcess;
import io.ayni.gateway.testing.Publisher;
import io.ayni.gateway.testing.RawHttp;
import io.ayni.gateway.testing.RawHttp2;
import io.ayni.gateway.testing.Staging;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Uploads that break, stall or race: what is visible is whole, and everything else leaves no trace. */
class UploadFaultsIT {
    private static final int WORKERS = 16;
    private static final int CONCURRENT = 12;
    private static final GatewayProcess GATEWAY =
            new GatewayProcess().set("ayni.gateway.max-concurrent-uploads", Integer.toString(WORKERS));
    private static final Publisher PUBLISHER = new Publisher(GATEWAY);

    @BeforeAll
    static void start() {
        GATEWAY.start();
    }

    @AfterAll
    static void stop() {
        GATEWAY.close();
    }

    @AfterEach
    void nothingIsLeftOver() throws Exception {
        await().until(() -> Staging.of(GATEWAY).files().isEmpty());
        assertThat(GATEWAY.log()).doesNotContain("ERROR");
    }

    @Test
    void truncatedUploadLeavesNothing() throws Exception {
        // Given
        try (RawHttp http = PUBLISHER.begin("cut.bin", "Content-Length: 1000000")) {
            http.send(new byte[400_000]);
            await().until(() -> Staging.of(GATEWAY).bytes() > 0);
            // When the connection ends
        }
        // Then
        await().until(() -> Staging.of(GATEWAY).files().isEmpty());
        assertThat(PUBLISHER.names()).doesNotContain("cut.bin");
        assertThat(PUBLISHER.get("/name/cut.bin").statusCode()).isEqualTo(404);
    }

    @Test
    void chunkedUploadWithoutItsEndLeavesNothing() throws Exception {
        try (RawHttp http = PUBLISHER.begin("unended.bin", "Transfer-Encoding: chunked")) {
            http.send(("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes());
            await().until(() -> Staging.of(GATEWAY).bytes() > 0);
        }
        await().until(() -> Staging.of(GATEWAY).files().isEmpty());
        assertThat(PUBLISHER.names()).doesNotContain("unended.bin");
    }

    @Test
    void stalledUploadIs408() throws Exception {
        try (GatewayProcess impatient = new GatewayProcess().set("ayni.gateway.upload-stall-timeout", "1s")) {
            // Given
            Publisher publisher = new Publisher(impatient.start());
            try (RawHttp http = publisher.begin("slow.bin", "Content-Length: 1000")) {
                // When
                http.send(new byte[10]);
                // Then
                assertThat(http.read(false).status()).isEqualTo(408);
                assertThat(http.isClosedByServer()).isTrue();
            }
            assertThat(Staging.of(impatient).files()).isEmpty();
            assertThat(publisher.names()).isEmpty();
        }
    }

    @Test
    void uploadsBeyondTheBoundAre503UntilAPlaceIsFree() throws Exception {
        // Given as many uploads under way as there are places
        List<RawHttp> uploads = new ArrayList<>();
        try {
            for (int i = 0; i < WORKERS; i++) {
                uploads.add(PUBLISHER.begin("place-" + i, "Content-Length: 3"));
            }
            await().until(() -> Staging.of(GATEWAY).files().size() == WORKERS);
            // When
            HttpResponse<String> further = PUBLISHER.put("further", BodyPublishers.ofString("fff"));
            // Then
            assertThat(further.statusCode()).isEqualTo(503);
            assertThat(further.headers().firstValue("Retry-After")).contains("5");
            uploads.getFirst().send("aaa".getBytes());
            assertThat(uploads.getFirst().read(false).status()).isEqualTo(201);
            await().until(() ->
                    PUBLISHER.put("further", BodyPublishers.ofString("fff")).statusCode() == 201);
        } finally {
            for (RawHttp upload : uploads) {
                upload.close();
            }
        }
    }

    @Test
    void uploadInManyFramesOfHttp2IsPublished() throws Exception {
        try (RawHttp2 http = RawHttp2.connect(GATEWAY.port())) {
            http.put(1, "/api/content/frames.bin", GatewayProcess.PUBLISHER_TOKEN, 60);
            await().until(() -> PUBLISHER.names().contains("frames.bin"));
        }
        assertThat(PUBLISHER.get("/name/frames.bin").statusCode()).isEqualTo(307);
    }

    @Test
    void publisherWhoAsksIsToldToContinue() throws Exception {
        try (RawHttp http = PUBLISHER.begin("asked.bin", "Content-Length: 3", "Expect: 100-continue")) {
            assertThat(http.read(false).status()).isEqualTo(100);
            http.send("aaa".getBytes());
            assertThat(http.read(false).status()).isEqualTo(201);
        }
    }

    @Test
    void concurrentUploadsOfOneNameCountVersionsWithoutGaps() throws Exception {
        // Given
        List<Callable<HttpResponse<String>>> uploads = new ArrayList<>();
        for (int i = 0; i < CONCURRENT; i++) {
            byte[] bytes = Publisher.randomBytes(200_000, i / 2); // each content twice
            uploads.add(() -> PUBLISHER.put("same.bin", BodyPublishers.ofByteArray(bytes)));
        }
        // When
        List<HttpResponse<String>> answers = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(CONCURRENT)) {
            for (Future<HttpResponse<String>> answer : threads.invokeAll(uploads)) {
                answers.add(answer.get());
            }
        }
        // Then
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 201).map(UploadFaultsIT::version))
                .containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6);
        for (int i = 0; i < CONCURRENT; i += 2) {
            assertThat(answers.get(i).body()).isEqualTo(answers.get(i + 1).body());
        }
    }

    private static int version(HttpResponse<String> answer) {
        return new JsonObject(answer.body()).getInteger("version");
    }
}
