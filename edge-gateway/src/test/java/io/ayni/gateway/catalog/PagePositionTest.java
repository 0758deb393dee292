package io.ayni.gateway.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.content.ContentId;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagePositionTest {
    private static final ContentId LOW = ContentId.fromHex("00".repeat(32));
    private static final ContentId HIGH = ContentId.fromHex("ff".repeat(32));

    @Test
    void tokenComesBack() {
        PagePosition position = new PagePosition(1_795_000_000_000L, HIGH);
        assertThat(position.token()).hasSize(80);
        assertThat(PagePosition.ofToken(position.token())).contains(position);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "00", "zz", "f000000000000000"})
    void otherTextsAreNoTokens(String text) {
        assertThat(PagePosition.ofToken(text)).isEmpty();
        assertThat(PagePosition.ofToken(text + "0".repeat(80))).isEmpty();
    }

    @Test
    void emptyUpperCaseAndNegativeTokensAreNone() {
        assertThat(PagePosition.ofToken("")).isEmpty();
        assertThat(PagePosition.ofToken("0A".repeat(40))).isEmpty();
        assertThat(PagePosition.ofToken("f".repeat(80))).isEmpty();
    }

    @Test
    void newestComesFirstThenTheLowerId() {
        assertThat(Stream.of(new PagePosition(1, LOW), new PagePosition(2, HIGH), new PagePosition(2, LOW))
                        .sorted())
                .containsExactly(new PagePosition(2, LOW), new PagePosition(2, HIGH), new PagePosition(1, LOW));
    }
}
