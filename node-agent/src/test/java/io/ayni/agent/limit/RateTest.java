package io.ayni.agent.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "500000, 500000",
        "500K, 500000",
        "500 kB/s, 500000",
        "1.5M, 1500000",
        "2MiB, 2097152",
        "2mib/s, 2097152",
        "1G, 1000000000",
        "1T, 1000000000000"
    })
    void numbersAreInThousandsUnlessTheySayOtherwise(String text, long bytesPerSecond) {
        assertThat(Rate.parse(text)).isEqualTo(new Rate(bytesPerSecond));
    }

    @Test
    void noLimitIsSaidWithAWordAndZeroIsNothing() {
        assertThat(Rate.parse("Unlimited").isUnlimited()).isTrue();
        assertThat(Rate.parse("0").isZero()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fast", "-1", "1.2345M", "5iB", "1e6", "500K/h", "0x10"})
    void whatIsNoNumberOfBytesIsRefused(String text) {
        assertThatThrownBy(() -> Rate.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a number of bytes as 500K, 2M, 20G or 2MiB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "15999", "1001G", "9223372036854775807"})
    void aRateTooLowForABlockOrTooHighForALimitIsRefused(String text) {
        assertThatThrownBy(() -> Rate.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"unlimited, unlimited", "0, 0", "500K, 500 kB/s", "1500K, 1.5 MB/s", "2MiB, 2.1 MB/s"})
    void peopleReadItRounded(String text, String shown) {
        assertThat(Rate.parse(text)).hasToString(shown);
    }
}
