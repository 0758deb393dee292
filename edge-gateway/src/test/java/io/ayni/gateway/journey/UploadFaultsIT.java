package io.ayni.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ayni.gateway.testing.GatewayProcess;
import io.ayni.gateway.testing.Publisher;
import io.ayni.gateway.testing.RawHttp;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Uploads that break, stall, race or meet a full disk: what is visible is whole, and everything else leaves no trace. */
class UploadFaultsIT {
    private static final String TOKEN = "Authorization: Bearer " + GatewayProcess.PUBLISHER_TOKEN;

    private final GatewayProcess gateway = new GatewayProcess();
    private final Publisher publisher = new Publisher(gateway);

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void truncatedUploadLeavesNothing() throws Exception {
        // Given
        gateway.start();
        // When
        try (RawHttp http = upload("cut.bin", "Content-Length: 1000000")) {
            http.send(new byte[400_000]);
            await().until(() -> stagedBytes() > 0);
        }
        // Then
        await().until(() -> stagedFiles().isEmpty());
        assertThat(names()).isEmpty();
        assertThat(publisher.get("/name/cut.bin").statusCode()).isEqualTo(404);
    }

    @Test
    void chunkedUploadWithoutItsEndLeavesNothing() throws Exception {
        gateway.start();
        try (RawHttp http = upload("cut.bin", "Transfer-Encoding: chunked")) {
            http.send(("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes());
            await().until(() -> stagedBytes() > 0);
        }
        await().until(() -> stagedFiles().isEmpty());
        assertThat(names()).isEmpty();
    }

    @Test
    void stalledUploadIs408() throws Exception {
        gateway.set("ayni.gateway.upload-stall-timeout", "1s").start();
        try (RawHttp http = upload("slow.bin", "Content-Length: 1000")) {
            http.send(new byte[10]);
            assertThat(http.read(false).status()).isEqualTo(408);
            assertThat(http.isClosedByServer()).isTrue();
        }
        assertThat(stagedFiles()).isEmpty();
        assertThat(names()).isEmpty();
    }

    @Test
    void uploadsBeyondTheBoundAre503UntilAPlaceIsFree() throws Exception {
        // Given two uploads under way
        gateway.set("ayni.gateway.max-concurrent-uploads", "2").start();
        try (RawHttp first = upload("a", "Content-Length: 3");
                RawHttp second = upload("b", "Content-Length: 3")) {
            await().until(() -> stagedFiles().size() == 2);
            // When
            HttpResponse<String> third = publisher.put("c", BodyPublishers.ofString("ccc"));
            // Then
            assertThat(third.statusCode()).isEqualTo(503);
            assertThat(third.headers().firstValue("Retry-After")).contains("5");
            first.send("aaa".getBytes());
            assertThat(first.read(false).status()).isEqualTo(201);
            await().until(() ->
                    publisher.put("c", BodyPublishers.ofString("ccc")).statusCode() == 201);
            second.send("bbb".getBytes());
            assertThat(second.read(false).status()).isEqualTo(201);
        }
    }

    @Test
    void publisherWhoAsksIsToldToContinue() throws Exception {
        gateway.start();
        try (RawHttp http = upload("a", "Content-Length: 3", "Expect: 100-continue")) {
            assertThat(http.read(false).status()).isEqualTo(100);
            http.send("aaa".getBytes());
            assertThat(http.read(false).status()).isEqualTo(201);
        }
    }

    @Test
    void uploadBelowTheReserveIs507() throws Exception {
        gateway.set("ayni.gateway.min-free-space", "1000000G").start();
        assertThat(publisher.put("a", BodyPublishers.ofString("aaa")).statusCode())
                .isEqualTo(507);
        assertThat(names()).isEmpty();
    }

    @Test
    void uploadIntoAFullCatalogIs507() throws Exception {
        gateway.set("ayni.gateway.max-items", "1").start();
        assertThat(publisher.put("a", BodyPublishers.ofString("aaa")).statusCode())
                .isEqualTo(201);
        assertThat(publisher.put("b", BodyPublishers.ofString("bbb")).statusCode())
                .isEqualTo(507);
        assertThat(publisher.put("a", BodyPublishers.ofString("aaa")).statusCode())
                .isEqualTo(200);
        assertThat(names()).containsExactly("a");
    }

    @Test
    void killInTheMiddleOfAnUploadLeavesWhatWasPublished() throws Exception {
        // Given an item and an upload under way
        gateway.start();
        String id = publisher.publish("kept.bin", Publisher.randomBytes(300_000, 4));
        try (RawHttp http = upload("lost.bin", "Content-Length: 1000000")) {
            http.send(new byte[400_000]);
            await().until(() -> stagedBytes() > 0);
            // When
            gateway.kill();
            gateway.start();
        }
        // Then
        assertThat(stagedFiles()).isEmpty();
        assertThat(names()).containsExactly("kept.bin");
        assertThat(publisher.get("/content/" + id + "/kept.bin").body()).isEqualTo(Publisher.randomBytes(300_000, 4));
        assertThat(publisher
                        .put("kept.bin", BodyPublishers.ofByteArray(Publisher.randomBytes(300_000, 4)))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void killsAtAnyMomentNeverLeaveHalfAnItem() throws Exception {
        byte[] bytes = Publisher.randomBytes(2_000_000, 5);
        for (int round = 0; round < 4; round++) {
            // Given a gateway that publishes without pause
            gateway.start();
            int before = names().size();
            try (var threads = Executors.newSingleThreadExecutor()) {
                Future<?> publishing = threads.submit(() -> publishUntilDead(bytes));
                await().until(() -> names().size() >= before + 2);
                // When
                gateway.kill();
                publishing.get();
            }
            // Then everything listed after the restart is whole
            gateway.start();
            assertThat(stagedFiles()).isEmpty();
            for (String name : names()) {
                HttpResponse<byte[]> redirect = publisher.get("/name/" + name);
                String location = redirect.headers().firstValue("Location").orElseThrow();
                assertThat(publisher.get(location).body()).isEqualTo(bytes);
            }
            assertThat(gateway.data().resolve("damaged")).isEmptyDirectory();
            gateway.stop();
        }
    }

    private Void publishUntilDead(byte[] bytes) throws InterruptedException {
        try {
            while (true) {
                publisher.put("item-" + System.nanoTime(), BodyPublishers.ofByteArray(bytes));
            }
        } catch (IOException dead) {
            return null;
        }
    }

    @Test
    void concurrentUploadsOfOneNameCountVersionsWithoutGaps() throws Exception {
        // Given
        gateway.set("ayni.gateway.max-concurrent-uploads", "16").start();
        List<Callable<HttpResponse<String>>> uploads = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            byte[] bytes = Publisher.randomBytes(200_000, i / 2); // each content twice
            uploads.add(() -> publisher.put("same.bin", BodyPublishers.ofByteArray(bytes)));
        }
        // When
        List<HttpResponse<String>> answers = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(16)) {
            for (Future<HttpResponse<String>> answer : threads.invokeAll(uploads)) {
                answers.add(answer.get());
            }
        }
        // Then
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 201).map(UploadFaultsIT::version))
                .containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8);
        for (int i = 0; i < 16; i += 2) {
            assertThat(answers.get(i).body()).isEqualTo(answers.get(i + 1).body());
        }
        assertThat(stagedFiles()).isEmpty();
    }

    private static int version(HttpResponse<String> answer) {
        return new JsonObject(answer.body()).getInteger("version");
    }

    private RawHttp upload(String name, String... headers) throws IOException {
        String[] all = java.util.Arrays.copyOf(headers, headers.length + 1);
        all[headers.length] = TOKEN;
        return RawHttp.connect(gateway.port()).send("PUT", "/api/content/" + name, all);
    }

    private List<String> names() throws Exception {
        return publisher.list().getJsonArray("items").stream()
                .map(item -> ((JsonObject) item).getString("name"))
                .toList();
    }

    private List<Path> stagedFiles() throws IOException {
        try (Stream<Path> paths = Files.walk(gateway.data().resolve("staging"))) {
            return paths.filter(Files::isRegularFile).toList();
        } catch (java.io.UncheckedIOException vanished) {
            return stagedFiles(); // a folder went away while it was walked
        }
    }

    private long stagedBytes() throws IOException {
        long sum = 0;
        for (Path file : stagedFiles()) {
            sum += Files.exists(file) ? Files.size(file) : 0;
        }
        return sum;
    }
}
