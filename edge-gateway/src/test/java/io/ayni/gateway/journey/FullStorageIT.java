package io.ayni.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.gateway.testing.GatewayProcess;
import io.ayni.gateway.testing.Publisher;
import io.ayni.gateway.testing.SmallDisk;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A gateway without room: it says 507, shows nothing by halves, and goes on serving. */
class FullStorageIT {
    private static final int MEBIBYTE = 1024 * 1024;

    private final GatewayProcess gateway = new GatewayProcess();
    private final Publisher publisher = new Publisher(gateway);

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void uploadThatDoesNotFitIs507AndGivesItsSpaceBack() throws Exception {
        // Given
        SmallDisk.leave(48 * MEBIBYTE, gateway).start();
        byte[] kept = Publisher.randomBytes(100_000, 1);
        String id = publisher.publish("kept.bin", kept);
        // When
        HttpResponse<String> refused = publisher.put("large.bin", BodyPublishers.ofByteArray(new byte[96 * MEBIBYTE]));
        // Then
        assertFull(refused);
        assertThat(publisher.names()).containsExactly("kept.bin");
        assertThat(publisher.get("/content/" + id + "/kept.bin").body()).isEqualTo(kept);
        publisher.publish("medium.bin", Publisher.randomBytes(16 * MEBIBYTE, 2));
        assertThat(gateway.log()).doesNotContain("ERROR");
    }

    @Test
    void diskThatFillsUpToTheBrimHoldsWholeItemsOnly() throws Exception {
        // Given
        SmallDisk.leave(MEBIBYTE, gateway).start();
        Map<String, byte[]> published = new LinkedHashMap<>();
        HttpResponse<String> answer = null;
        // When items of all sizes are published until there is no room for a byte more
        for (int size = 200_000; size > 0; size /= 3) {
            do {
                String name = size + "-" + published.size();
                byte[] bytes = Publisher.randomBytes(size, published.size());
                answer = publisher.put(name, BodyPublishers.ofByteArray(bytes));
                if (answer.statusCode() == 201) {
                    published.put(name, bytes);
                }
            } while (answer.statusCode() == 201 && published.size() < 500);
            assertFull(answer);
        }
        // Then
        assertThat(publisher.names()).containsExactlyInAnyOrderElementsOf(published.keySet());
        for (Map.Entry<String, byte[]> item : published.entrySet()) {
            String location = publisher
                    .get("/name/" + item.getKey())
                    .headers()
                    .firstValue("Location")
                    .orElseThrow();
            assertThat(publisher.get(location).body()).isEqualTo(item.getValue());
        }
    }

    @Test
    void uploadIntoAFullCatalogIs507() throws Exception {
        gateway.set("ayni.gateway.max-items", "1").start();
        publisher.publish("a", new byte[] {1});
        HttpResponse<String> refused = publisher.put("b", BodyPublishers.ofByteArray(new byte[] {2}));
        assertThat(refused.statusCode()).isEqualTo(507);
        assertThat(reason(refused)).isEqualTo("catalog-full");
        assertThat(publisher
                        .put("a", BodyPublishers.ofByteArray(new byte[] {1}))
                        .statusCode())
                .isEqualTo(200);
        assertThat(publisher.names()).containsExactly("a");
    }

    private static void assertFull(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(507);
        assertThat(reason(answer)).isEqualTo("storage-full");
    }

    private static String reason(HttpResponse<String> answer) {
        return new JsonObject(answer.body()).getString("reason");
    }
}
