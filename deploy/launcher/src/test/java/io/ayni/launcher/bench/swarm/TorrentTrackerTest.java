package io.ayni.launcher.bench.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TorrentTrackerTest {
    @Test
    void everyPeerHearsOfAllOthersOfItsTorrentInCompactForm() throws Exception {
        try (var tracker = new TorrentTracker();
                var client = HttpClient.newHttpClient()) {
            // Given
            announce(client, tracker, "A", 0x1234);
            announce(client, tracker, "B", 0x1111);

            // When
            String first = announce(client, tracker, "A", 0x4142);
            String again = announce(client, tracker, "A", 0x1234);

            // Then
            assertThat(first).isEqualTo("d8:intervali5e5:peers6:\u007f\u0000\u0000\u0001\u0012\u0034e");
            assertThat(again).isEqualTo("d8:intervali5e5:peers6:\u007f\u0000\u0000\u0001ABe");
        }
    }

    private static String announce(HttpClient client, TorrentTracker tracker, String torrent, int port)
            throws Exception {
        URI url = URI.create(tracker.announce() + "?info_hash=" + torrent + "&port=" + port + "&compact=1");
        byte[] body = client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofByteArray())
                .body();
        return new String(body, StandardCharsets.ISO_8859_1);
    }
}
