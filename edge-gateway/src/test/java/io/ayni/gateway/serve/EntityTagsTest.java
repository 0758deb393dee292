package io.ayni.gateway.serve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagsTest {
    private static final String TAG = "\"abc\"";

    @ParameterizedTest
    @ValueSource(
            strings = {"\"abc\"", " \"abc\" ", "\"x\",\"abc\"", "\"x\" , \"abc\",", "\"a,b\",\"abc\"", ",,\"abc\"", "*"
            })
    void listWithTheTagMatchesStrongly(String value) {
        assertThat(EntityTags.parse(value).matchesStrongly(TAG)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\"x\"", "abc", "\"abc", "\"abc\" \"abc\"", "\"abc\"x", "w/\"abc\"", "\"ABC\"", "*,\"abc\""})
    void otherAndMalformedListsMatchNothing(String value) {
        assertThat(EntityTags.parse(value).matchesStrongly(TAG)).isFalse();
        assertThat(EntityTags.parse(value).matchesWeakly(TAG)).isFalse();
    }

    @Test
    void weakTagMatchesOnlyWeakly() {
        EntityTags tags = EntityTags.parse("W/\"abc\"");
        assertThat(tags.matchesStrongly(TAG)).isFalse();
        assertThat(tags.matchesWeakly(TAG)).isTrue();
    }

    @Test
    void hugeListIsReadUpToItsBound() {
        String value = "\"x\",".repeat(4000) + TAG;
        assertThat(EntityTags.parse(value).tags()).hasSize(64);
    }
}
