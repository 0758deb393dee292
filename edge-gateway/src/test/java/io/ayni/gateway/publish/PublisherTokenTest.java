package io.ayni.gateway.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublisherTokenTest {
    private final PublisherToken token = new PublisherToken("0123456789abcdef");

    @ParameterizedTest
    @ValueSource(strings = {"Bearer 0123456789abcdef", "bearer  0123456789abcdef", "BEARER 0123456789abcdef "})
    void rightTokenIsTaken(String header) {
        assertThat(token.isShownIn(List.of(header))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "0123456789abcdef",
                "Basic 0123456789abcdef",
                "Bearer 0123456789abcde",
                "Bearer 0123456789abcdeff",
                "Bearer 0123456789abcdeF",
                "Bearer 0123456789abcdef 0123456789abcdef",
            })
    void anythingElseIsRefused(String header) {
        assertThat(token.isShownIn(List.of(header))).isFalse();
    }

    @Test
    void noneAndTwoHeadersAreRefused() {
        assertThat(token.isShownIn(List.of())).isFalse();
        assertThat(token.isShownIn(List.of("Bearer 0123456789abcdef", "Bearer 0123456789abcdef")))
                .isFalse();
    }
}
