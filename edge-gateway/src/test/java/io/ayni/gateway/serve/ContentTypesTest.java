package io.ayni.gateway.serve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContentTypesTest {
    @Test
    void extensionDecidesWhateverItsCase() {
        assertThat(ContentTypes.of("movie.mp4")).isEqualTo("video/mp4");
        assertThat(ContentTypes.of("LIST.M3U8")).isEqualTo("application/vnd.apple.mpegurl");
        assertThat(ContentTypes.of("a.tar.gz")).isEqualTo("application/gzip");
    }

    @Test
    void unknownIsDownloaded() {
        assertThat(ContentTypes.of("mp4")).isEqualTo("application/octet-stream");
        assertThat(ContentTypes.of("a.")).isEqualTo("application/octet-stream");
        assertThat(ContentTypes.of("a.unknown")).isEqualTo("application/octet-stream");
    }
}
