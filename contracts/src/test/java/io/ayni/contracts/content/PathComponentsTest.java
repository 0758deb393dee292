package io.ayni.contracts.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathComponentsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"a", "año nuevo.mp4", ".hidden", "...a", "a..b", "😀", "日本語", "-", "~", "con", "a;b", "a%2Fb"})
    void anOrdinaryNameIsSafe(String name) {
        assertThat(PathComponents.isSafe(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "...",
                "a/b",
                "/",
                "../a",
                "a\\b",
                "c:",
                "a:stream",
                "a.",
                "a ",
                " a",
                "a\0",
                "a\nb",
                "a\tb",
                "\u007f",
                "\u0085",
                "a\u202eb",
                "a\u200db",
                "\ufeffa",
                "a\u2028b",
                "a\u2029b",
                "\ud800",
                "a\udc00"
            })
    void aHostileNameIsNot(String name) {
        assertThat(PathComponents.isSafe(name)).isFalse();
    }

    @Test
    void lengthIsCountedInBytes() {
        assertThat(PathComponents.isSafe("a".repeat(255))).isTrue();
        assertThat(PathComponents.isSafe("a".repeat(256))).isFalse();
        assertThat(PathComponents.isSafe("ñ".repeat(127))).isTrue();
        assertThat(PathComponents.isSafe("ñ".repeat(128))).isFalse();
    }
}
