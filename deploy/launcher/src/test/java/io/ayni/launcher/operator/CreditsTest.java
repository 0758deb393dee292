package io.ayni.launcher.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreditsTest {
    @ParameterizedTest
    @CsvSource({
        "500, 500000000, 500",
        "0.25, 250000, 0.25",
        "-2.50, -2500000, -2.5",
        "0.000001, 1, 0.000001",
        "999999999999, 999999999999000000, 999999999999"
    })
    void creditsAreReadAndShownExactly(String text, long microCredits, String shown) {
        assertThat(Credits.parse(text)).isEqualTo(microCredits);
        assertThat(Credits.format(microCredits)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1e3", "0.0000001", ".5", "5.", "1,000", "1000000000000", " 1", "--1", "NaN"})
    void anythingElseIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Credits.parse(text))
                .withMessage("\"" + text + "\" is no number of credits, such as 500 or 0.25.");
    }
}
