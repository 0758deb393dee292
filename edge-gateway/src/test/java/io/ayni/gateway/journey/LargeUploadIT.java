package io.ayni.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.content.Metainfo;
import io.ayni.gateway.testing.GatewayProcess;
import io.ayni.gateway.testing.Publisher;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A gibibyte goes through a process with a heap of 256 MiB. The client is Java's own, which offers to go on in HTTP/2 with
 * its first request: the body must be held back all the same.
 */
class LargeUploadIT {
    private static final long GIBIBYTE = 1L << 30;

    private final GatewayProcess gateway = new GatewayProcess().heap("256m").fast();

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void gibibyteIsPublishedInASmallHeap() throws Exception {
        // Given
        gateway.start();
        Publisher publisher = new Publisher(gateway);
        // When
        HttpResponse<String> response =
                publisher.put("large.bin", BodyPublishers.ofInputStream(() -> new Zeros(GIBIBYTE)));
        // Then
        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(new JsonObject(response.body()).getLong("bytes")).isEqualTo(GIBIBYTE);
        String id = new JsonObject(response.body()).getString("contentId");
        Metainfo metainfo =
                Metainfo.decode(publisher.get("/content/" + id + ".torrent").body());
        assertThat(metainfo.contentId().hex()).isEqualTo(id);
        assertThat(metainfo.pieceLengthBytes()).isEqualTo(512 * 1024);
        assertThat(metainfo.pieceCount()).isEqualTo(2048);
        assertThat(publisher
                        .get("/content/" + id + "/large.bin", "Range", "bytes=1073741820-")
                        .body())
                .containsExactly(0, 0, 0, 0);
    }

    private static final class Zeros extends InputStream {
        private long left;

        Zeros(long count) {
            this.left = count;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int count = (int) Math.min(left, length);
            java.util.Arrays.fill(into, offset, offset + count, (byte) 0);
            left -= count;
            return count;
        }
    }
}
