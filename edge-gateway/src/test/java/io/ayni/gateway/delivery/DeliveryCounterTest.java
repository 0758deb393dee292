package io.ayni.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.content.ContentId;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class DeliveryCounterTest {
    private final DeliveryCounter counter = new DeliveryCounter(1_000);

    @Test
    void deliveriesOfAnItemSumUp() {
        counter.count(id(1), 10);
        counter.count(id(1), 0);
        counter.count(id(2), 5);
        assertThat(counter.drain(3_000))
                .containsExactlyInAnyOrder(
                        new DeliveryCount(id(1), 10, 2, 1_000, 3_000), new DeliveryCount(id(2), 5, 1, 1_000, 3_000));
    }

    @Test
    void nextIntervalStartsWhereTheLastEnded() {
        counter.count(id(1), 10);
        counter.drain(3_000);
        assertThat(counter.drain(4_000)).isEmpty();
        counter.count(id(1), 7);
        assertThat(counter.drain(5_000)).containsExactly(new DeliveryCount(id(1), 7, 1, 4_000, 5_000));
    }

    @Test
    void fullCounterGoesOnCountingWhatItKnows() {
        // Given
        for (int i = 0; i < DeliveryCounter.MAX_ITEMS; i++) {
            counter.count(id(i), 1);
        }
        // When
        counter.count(id(DeliveryCounter.MAX_ITEMS), 1);
        counter.count(id(0), 1);
        // Then
        assertThat(counter.uncountedRequests()).isEqualTo(1);
        assertThat(counter.totalBytes()).isEqualTo(DeliveryCounter.MAX_ITEMS + 2);
        assertThat(counter.drain(2_000))
                .hasSize(DeliveryCounter.MAX_ITEMS)
                .contains(new DeliveryCount(id(0), 2, 2, 1_000, 2_000));
    }

    private static ContentId id(int number) {
        return new ContentId(ByteBuffer.allocate(ContentId.WIDTH).putInt(number).array());
    }
}
