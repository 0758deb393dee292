package io.ayni.agent.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.agent.http.Preconditions.Outcome;
import org.junit.jupiter.api.Test;

class PreconditionsTest {
    private static final String ETAG = "\"abc\"";

    @Test
    void noConditionProceeds() {
        assertThat(Preconditions.evaluate(null, null, ETAG)).isEqualTo(Outcome.PROCEED);
    }

    @Test
    void ifNoneMatchComparesWeakly() {
        assertThat(Preconditions.evaluate(null, "\"abc\"", ETAG)).isEqualTo(Outcome.NOT_MODIFIED);
        assertThat(Preconditions.evaluate(null, "W/\"abc\"", ETAG)).isEqualTo(Outcome.NOT_MODIFIED);
        assertThat(Preconditions.evaluate(null, "\"x\", \"abc\"", ETAG)).isEqualTo(Outcome.NOT_MODIFIED);
        assertThat(Preconditions.evaluate(null, "*", ETAG)).isEqualTo(Outcome.NOT_MODIFIED);
        assertThat(Preconditions.evaluate(null, "\"x\"", ETAG)).isEqualTo(Outcome.PROCEED);
    }

    @Test
    void ifMatchComparesStronglyAndComesFirst() {
        assertThat(Preconditions.evaluate("\"abc\"", null, ETAG)).isEqualTo(Outcome.PROCEED);
        assertThat(Preconditions.evaluate("*", null, ETAG)).isEqualTo(Outcome.PROCEED);
        assertThat(Preconditions.evaluate("W/\"abc\"", null, ETAG)).isEqualTo(Outcome.FAILED);
        assertThat(Preconditions.evaluate("\"x\"", "\"abc\"", ETAG)).isEqualTo(Outcome.FAILED);
    }

    @Test
    void aRangeCountsForThisVeryEntityOnly() {
        assertThat(Preconditions.rangeCounts(null, ETAG)).isTrue();
        assertThat(Preconditions.rangeCounts("\"abc\"", ETAG)).isTrue();
        assertThat(Preconditions.rangeCounts("W/\"abc\"", ETAG)).isFalse();
        assertThat(Preconditions.rangeCounts("\"x\"", ETAG)).isFalse();
        assertThat(Preconditions.rangeCounts("Tue, 24 Nov 2026 00:00:00 GMT", ETAG))
                .isFalse();
    }
}
