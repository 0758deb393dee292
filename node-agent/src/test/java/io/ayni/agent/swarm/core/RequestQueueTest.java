package io.ayni.agent.swarm.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestQueueTest {
    private final RequestQueue queue = new RequestQueue();

    @Test
    void answersInTheOrderOfTheRequestsAreAwaited() {
        queue.add(1, 0, 100);
        queue.add(1, 100, 50);

        assertThat(queue.answered(1, 0, 100)).isEqualTo(RequestQueue.Match.AWAITED);
        assertThat(queue.awaitedBytes()).isEqualTo(50);
        assertThat(queue.answered(1, 100, 50)).isEqualTo(RequestQueue.Match.AWAITED);
        assertThat(queue.awaitedBytes()).isZero();
    }

    @Test
    void anAnswerOutOfOrderIsUnsolicited() {
        queue.add(1, 0, 100);
        queue.add(1, 100, 50);

        assertThat(queue.answered(1, 100, 50)).isEqualTo(RequestQueue.Match.UNSOLICITED);
    }

    @Test
    void theSameAnswerAgainIsUnsolicited() {
        queue.add(1, 0, 100);
        queue.answered(1, 0, 100);

        assertThat(queue.answered(1, 0, 100)).isEqualTo(RequestQueue.Match.UNSOLICITED);
    }

    @Test
    void anotherLengthIsUnsolicited() {
        queue.add(1, 0, 100);

        assertThat(queue.answered(1, 0, 99)).isEqualTo(RequestQueue.Match.UNSOLICITED);
    }

    @Test
    void anAnswerThatCrossedItsWithdrawalIsKnown() {
        // Given
        queue.add(1, 0, 100);
        queue.add(2, 0, 100);
        List<Integer> withdrawn = new ArrayList<>();

        // When
        queue.withdraw(1, withdrawn::add);

        // Then
        assertThat(withdrawn).containsExactly(0);
        assertThat(queue.awaitedBytes()).isEqualTo(100);
        assertThat(queue.answered(1, 0, 100)).isEqualTo(RequestQueue.Match.WITHDRAWN);
        assertThat(queue.answered(2, 0, 100)).isEqualTo(RequestQueue.Match.AWAITED);
    }

    @Test
    void aWithdrawnRequestThatIsPassedOverWillNotBeAnswered() {
        queue.add(1, 0, 100);
        queue.add(2, 0, 100);
        queue.withdraw(1, begin -> {});

        assertThat(queue.answered(2, 0, 100)).isEqualTo(RequestQueue.Match.AWAITED);

        assertThat(queue.answered(1, 0, 100)).isEqualTo(RequestQueue.Match.UNSOLICITED);
    }

    @Test
    void aBlockThatWasWithdrawnAndAskedForAgainIsTakenOnce() {
        queue.add(1, 0, 100);
        queue.withdraw(1, begin -> {});
        queue.add(1, 0, 100);

        assertThat(queue.answered(1, 0, 100)).isEqualTo(RequestQueue.Match.AWAITED);
        assertThat(queue.answered(1, 0, 100)).isEqualTo(RequestQueue.Match.WITHDRAWN);
    }

    @Test
    void thereIsRoomFor512Requests() {
        for (int i = 0; i < 511; i++) {
            queue.add(i, 0, 1);
        }
        assertThat(queue.hasRoomFor(1)).isTrue();
        assertThat(queue.hasRoomFor(2)).isFalse();

        queue.clear();

        assertThat(queue.hasRoomFor(512)).isTrue();
        assertThat(queue.awaitedBytes()).isZero();
    }
}
