package io.ayni.tracker.publication;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.identity.Identifier;
import io.ayni.tracker.publication.OutgoingEvent.Stream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventOutboxTest {
    private final EventOutbox outbox = new EventOutbox(3, 2);

    @Test
    void registrationsGoFirstAndInOrder() {
        // When
        outbox.add(event(Stream.SWARMS, 1, 1));
        outbox.add(event(Stream.NODES, 1, 2));
        outbox.add(event(Stream.NODES, 1, 3));
        // Then
        assertThat(values()).containsExactly(2, 3, 1);
    }

    @Test
    void newerCountsReplaceOlderOnesOfTheSwarm() {
        outbox.add(event(Stream.SWARMS, 1, 1));
        outbox.add(event(Stream.SWARMS, 2, 2));
        outbox.add(event(Stream.SWARMS, 1, 3));
        assertThat(values()).containsExactly(2, 3);
        assertThat(outbox.dropped()).isZero();
    }

    @Test
    void oldestAreDroppedAtTheBoundAndCounted() {
        for (int i = 1; i <= 5; i++) {
            outbox.add(event(Stream.NODES, i, i));
            outbox.add(event(Stream.SWARMS, i, 10 * i));
        }
        assertThat(outbox.size()).isEqualTo(5);
        assertThat(outbox.dropped()).isEqualTo(5);
        assertThat(values()).containsExactly(3, 4, 5, 40, 50);
    }

    @Test
    void registrationThatWasNotWrittenGoesBackToTheFront() {
        // Given
        outbox.add(event(Stream.NODES, 1, 1));
        outbox.add(event(Stream.NODES, 2, 2));
        OutgoingEvent taken = outbox.take().orElseThrow();
        // When
        outbox.giveBack(taken);
        // Then
        assertThat(values()).containsExactly(1, 2);
    }

    @Test
    void countsThatWereNotWrittenAreNamedForAFreshLook() {
        // Given
        OutgoingEvent counts = event(Stream.SWARMS, 7, 1);
        // When
        outbox.giveBack(counts);
        // Then
        assertThat(outbox.take()).isEmpty();
        assertThat(outbox.takeLost()).containsExactly(counts.key());
        assertThat(outbox.takeLost()).isEmpty();
    }

    private List<Integer> values() {
        List<Integer> values = new ArrayList<>();
        Optional<OutgoingEvent> next = outbox.take();
        while (next.isPresent()) {
            values.add((int) next.get().value()[0]);
            next = outbox.take();
        }
        return values;
    }

    private static OutgoingEvent event(Stream stream, int key, int value) {
        byte[] id = new byte[ContentId.WIDTH];
        id[0] = (byte) key;
        Identifier identifier = new ContentId(id);
        return new OutgoingEvent(stream, identifier, new byte[] {(byte) value});
    }
}
