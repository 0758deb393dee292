package io.ayni.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SamplesTest {
    @Test
    void medianIsTheMiddleOneOrTheMeanOfTheTwoInTheMiddle() {
        assertThat(Samples.of(List.of(9.0, 1.0, 5.0)).median()).isEqualTo(5.0);
        assertThat(Samples.of(List.of(9.0, 1.0, 5.0, 6.0)).median()).isEqualTo(5.5);
        assertThat(Samples.of(List.of(7.0)).median()).isEqualTo(7.0);
    }

    @Test
    void percentileIsTheSmallestThatItsShareOfAllDoesNotExceed() {
        // Given
        Samples hundred = Samples.of(IntStream.rangeClosed(1, 100)
                .mapToObj(number -> (double) number)
                .toList());
        Samples two = Samples.of(List.of(1.0, 2.0));

        // Then
        assertThat(hundred.percentile(99)).isEqualTo(99.0);
        assertThat(hundred.percentile(100)).isEqualTo(100.0);
        assertThat(hundred.percentile(1)).isEqualTo(1.0);
        assertThat(two.percentile(50)).isEqualTo(1.0);
        assertThat(two.percentile(51)).isEqualTo(2.0);
    }

    @Test
    void nothingIsQuotedOfNoFiguresNorBeyondAHundredPerCent() {
        assertThatThrownBy(() -> Samples.of(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Samples.of(List.of(1.0)).percentile(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Samples.of(List.of(1.0)).percentile(101)).isInstanceOf(IllegalArgumentException.class);
    }
}
