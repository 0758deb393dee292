package io.ayni.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ayni.gateway.testing.GatewayProcess;
import io.ayni.gateway.testing.Publisher;
import io.ayni.gateway.testing.RawHttp;
import io.ayni.gateway.testing.Staging;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A gateway that is killed while it is published to: at the next start everything is whole or was never there. */
class KilledGatewayIT {
    private static final int ROUNDS = 4;

    private final GatewayProcess gateway = new GatewayProcess();
    private final Publisher publisher = new Publisher(gateway);

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void killInTheMiddleOfAnUploadLeavesWhatWasPublished() throws Exception {
        // Given an item and an upload under way
        byte[] kept = Publisher.randomBytes(300_000, 4);
        gateway.start();
        String id = publisher.publish("kept.bin", kept);
        try (RawHttp http = publisher.begin("lost.bin", "Content-Length: 1000000")) {
            http.send(new byte[400_000]);
            await().until(() -> Staging.of(gateway).bytes() > 0);
            // When
            gateway.kill();
            gateway.start();
        }
        // Then
        assertThat(Staging.of(gateway).files()).isEmpty();
        assertThat(publisher.names()).containsExactly("kept.bin");
        assertThat(publisher.get("/content/" + id + "/kept.bin").body()).isEqualTo(kept);
        assertThat(publisher.put("kept.bin", BodyPublishers.ofByteArray(kept)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void killsAtAnyMomentNeverLeaveHalfAnItem() throws Exception {
        byte[] bytes = Publisher.randomBytes(2_000_000, 5);
        gateway.start();
        for (int round = 0; round < ROUNDS; round++) {
            // Given a gateway that is published to without pause
            int before = publisher.names().size();
            try (var threads = Executors.newSingleThreadExecutor()) {
                Future<?> publishing = threads.submit(() -> publishUntilDead(bytes));
                await().until(() -> publisher.names().size() >= before + 2);
                // When
                gateway.kill();
                publishing.get();
            }
            gateway.start();
            // Then
            assertEverythingIsWhole(bytes);
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

    private void assertEverythingIsWhole(byte[] bytes) throws Exception {
        assertThat(Staging.of(gateway).files()).isEmpty();
        for (String name : publisher.names()) {
            HttpResponse<byte[]> redirect = publisher.get("/name/" + name);
            String location = redirect.headers().firstValue("Location").orElseThrow();
            assertThat(publisher.get(location).body()).isEqualTo(bytes);
        }
        assertThat(gateway.data().resolve("damaged")).isEmptyDirectory();
    }
}
