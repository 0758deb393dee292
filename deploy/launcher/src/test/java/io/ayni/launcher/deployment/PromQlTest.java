package io.ayni.launcher.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromQlTest {
    @Test
    void metricsOfAQueryAreItsNamesWithoutLabelsAndFunctions() {
        assertThat(PromQl.metrics("sum by (job, le) (rate(a_total{x=\"1\", y=~\"b|c\"}[5m])) / (max(d) + 1.5) > -e"))
                .containsExactly("a_total", "d", "e");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sum(a",
                "sum(a))",
                "rate(a)",
                "a[5m]",
                "rate(a[5x])",
                "a{b}",
                "a{b=c}",
                "a{b=\"c\" d=\"e\"}",
                "a +",
                "a b",
                "sum by a (b)",
                "a ? b",
                "histogram_quantile(0.9, a)"
            })
    void whatCannotBeReadIsRefused(String query) {
        assertThatThrownBy(() -> PromQl.metrics(query)).isInstanceOf(IllegalArgumentException.class);
    }
}
