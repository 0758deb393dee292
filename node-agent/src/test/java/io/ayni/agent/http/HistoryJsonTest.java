package io.ayni.agent.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.agent.history.ASample;
import io.ayni.agent.history.Sample;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryJsonTest {
    private static final long MINUTE_MS = 60_000;
    private static final long DAY_MS = 24 * 60 * MINUTE_MS;

    @ParameterizedTest
    @CsvSource({"1, 5", "2, 10", "5, 30", "12, 60", "13, 120", "400, 2040"})
    void bucketsDivideAnHourOrAreHours(long days, long minutes) {
        assertThat(HistoryJson.bucketMs(days * DAY_MS)).isEqualTo(minutes * MINUTE_MS);
    }

    @Test
    void rowsOfABucketAreAddedUp() {
        // Given: two rows of one 10-minute bucket, and one of the next
        List<Sample> rows =
                List.of(ASample.giving(0, 10, 1, 1), ASample.giving(1, 20, 1, 1), ASample.giving(2, 40, 1, 1));

        // When
        Map<String, Object> json = HistoryJson.of(rows, 0, 2 * DAY_MS, OptionalLong.empty());

        // Then
        assertThat((List<?>) json.get("buckets"))
                .extracting(bucket -> ((Map<?, ?>) bucket).get("givenBytes"))
                .isEqualTo(List.of(30L, 40L));
        assertThat(((Map<?, ?>) json.get("totals")).get("givenBytes")).isEqualTo(70L);
    }
}
