package io.ayni.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.gateway.testing.GatewayProcess;
import io.ayni.gateway.testing.Publisher;
import io.ayni.gateway.testing.RawHttp;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A gateway with an egress limit is slow and otherwise the same. */
class EgressLimitIT {
    private static final byte[] BYTES = Publisher.randomBytes(1_000_000, 9);

    private final GatewayProcess gateway =
            new GatewayProcess().set("ayni.gateway.max-egress-bytes-per-second", "1000000");
    private final Publisher publisher = new Publisher(gateway);

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void allDownloadsTogetherKeepTheRate() throws Exception {
        // Given
        gateway.start();
        String path = "/content/" + publisher.publish("a.bin", BYTES) + "/a.bin";
        long start = System.nanoTime();
        // When
        try (var threads = Executors.newFixedThreadPool(2)) {
            Future<byte[]> first = threads.submit(() -> publisher.get(path).body());
            Future<byte[]> second = threads.submit(
                    () -> publisher.get(path, "Range", "bytes=500000-").body());
            // Then
            assertThat(first.get()).isEqualTo(BYTES);
            assertThat(second.get()).isEqualTo(Arrays.copyOfRange(BYTES, 500_000, 1_000_000));
        }
        // The lower bound follows from the rate less the burst, however busy the machine is.
        assertThat(System.nanoTime() - start).isGreaterThan(1_350_000_000L);
    }

    @Test
    void clientThatLeavesCostsTheOthersNothing() throws Exception {
        // Given a client that leaves after the head
        gateway.start();
        String path = "/content/" + publisher.publish("a.bin", BYTES) + "/a.bin";
        try (RawHttp http = RawHttp.connect(gateway.port())) {
            http.send("GET", path);
        }
        // When
        byte[] part = publisher.get(path, "Range", "bytes=0-99999").body();
        // Then
        assertThat(part).isEqualTo(Arrays.copyOf(BYTES, 100_000));
        assertThat(gateway.log()).doesNotContain("ERROR");
    }
}
