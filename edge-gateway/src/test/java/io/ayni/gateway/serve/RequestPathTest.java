package io.ayni.gateway.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {
    @Test
    void plainPathsAreDecodedOnce() {
        assertThat(segments("/")).isEmpty();
        assertThat(segments("/content/ab/movie.mp4")).containsExactly("content", "ab", "movie.mp4");
        assertThat(segments("/name/a%20b%2B+c")).containsExactly("name", "a b++c");
        assertThat(segments("/name/%C3%A9t%c3%a9")).containsExactly("name", "été");
        assertThat(segments("/name/100%2525")).containsExactly("name", "100%25");
        assertThat(segments("/name/...")).containsExactly("name", "...");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "content",
                "*",
                "//content/x",
                "/content//x",
                "/content/",
                "/content/.",
                "/content/..",
                "/content/../x",
                "/content/%2e%2e/x",
                "/content/%2E/x",
                "/content/..;/x",
                "/content/a;b=c/x",
                "/content/a%3Bb",
                "/content/a%2Fb",
                "/content/a%2fb",
                "/content/a%5Cb",
                "/content/a\\b",
                "/content/a%00b",
                "/content/a%0Ab",
                "/content/a%7Fb",
                "/content/a%C2%85b",
                "/content/a%",
                "/content/a%4",
                "/content/a%zz",
                "/content/a%-1",
                "/content/a b",
                "/content/\u00e9",
                "/content/%ff",
                "/content/%c0%af",
                "/content/%ed%a0%80",
            })
    void pathsWithMoreThanOneReadingAreRefused(String raw) {
        assertThat(RequestPath.parse(raw)).isEmpty();
    }

    @Test
    void boundsHold() {
        assertThat(RequestPath.parse("/" + "a".repeat(4095))).isPresent();
        assertThat(RequestPath.parse("/" + "a".repeat(4096))).isEmpty();
        assertThat(RequestPath.parse("/a".repeat(64))).isPresent();
        assertThat(RequestPath.parse("/a".repeat(65))).isEmpty();
    }

    @Test
    void encodedSegmentsComeBack() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 2_000; round++) {
            String segment = randomSegment(random);
            assertThat(RequestPath.parse("/" + RequestPath.encode(segment)))
                    .as("seed %d", seed)
                    .isEqualTo(Optional.of(new RequestPath(List.of(segment))));
        }
    }

    private static String randomSegment(SplittableRandom random) {
        StringBuilder text = new StringBuilder("x");
        for (int i = random.nextInt(20); i > 0; i--) {
            int c = random.nextInt(' ', 0x2fff);
            if (c != '/' && c != '\\' && c != ';' && !Character.isISOControl(c)) {
                text.appendCodePoint(c);
            }
        }
        return text.toString();
    }

    private static List<String> segments(String raw) {
        return RequestPath.parse(raw).orElseThrow().segments();
    }
}
