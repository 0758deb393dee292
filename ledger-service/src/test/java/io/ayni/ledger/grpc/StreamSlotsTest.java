package io.ayni.ledger.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.identity.NodeId;
import io.ayni.ledger.fixture.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class StreamSlotsTest {
    private static final NodeId A = Node.named("a").id();
    private static final NodeId B = Node.named("b").id();
    private static final NodeId C = Node.named("c").id();

    private final StreamSlots slots = new StreamSlots(3, 2);

    @Test
    void aNodeGetsItsShareAndNoMore() {
        assertThat(slots.tryTake(A)).isTrue();
        assertThat(slots.tryTake(A)).isTrue();
        assertThat(slots.tryTake(A)).isFalse();
        assertThat(slots.tryTake(B)).isTrue();
        assertThat(slots.total()).isEqualTo(3);
    }

    @Test
    void allNodesTogetherGetNoMoreThanThereAre() {
        // Given
        slots.tryTake(A);
        slots.tryTake(A);
        slots.tryTake(B);

        // Then
        assertThat(slots.tryTake(C)).isFalse();
        assertThat(slots.total()).isEqualTo(3);
    }

    @Test
    void aSlotGivenBackIsFreeAgain() {
        // Given
        slots.tryTake(A);
        slots.tryTake(A);
        slots.tryTake(B);

        // When
        slots.giveBack(A);

        // Then
        assertThat(slots.total()).isEqualTo(2);
        assertThat(slots.tryTake(A)).isTrue();
        assertThat(slots.tryTake(C)).isFalse();
    }

    @Test
    void aRefusalTakesNothing() {
        // Given
        slots.tryTake(A);
        slots.tryTake(A);
        slots.tryTake(A);

        // When
        slots.giveBack(A);
        slots.giveBack(A);

        // Then
        assertThat(slots.total()).isZero();
    }

    @Test
    void manyThreadsTogetherGetNoMoreThanThereAre() throws Exception {
        // Given
        StreamSlots many = new StreamSlots(100, 64);
        List<Future<Boolean>> taken = new ArrayList<>();

        // When
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 600; i++) {
                NodeId node = Node.named("node-" + i % 3).id();
                taken.add(threads.submit(() -> many.tryTake(node)));
            }
        }

        // Then
        long granted = 0;
        for (Future<Boolean> slot : taken) {
            granted += slot.get() ? 1 : 0;
        }
        assertThat(granted).isEqualTo(100);
        assertThat(many.total()).isEqualTo(100);
    }
}
