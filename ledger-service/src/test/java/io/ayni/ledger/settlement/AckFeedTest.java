package io.ayni.ledger.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ayni.contracts.crypto.Digests;
import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.Envelope;
import io.ayni.ledger.fixture.Node;
import io.ayni.ledger.fixture.Operator;
import io.ayni.ledger.journal.StoreFailure;
import io.ayni.ledger.settlement.AckStore.StoredAck;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class AckFeedTest {
    /** Acks that appear when the test says so; remembers how many were asked for at a time. */
    private static final class AcksOfTheTest implements AckStore {
        final Map<DocumentId, StoredAck> stored = new HashMap<>();
        final List<Integer> looks = new ArrayList<>();
        boolean isAway;

        @Override
        public Map<DocumentId, StoredAck> find(Set<DocumentId> batches) {
            looks.add(batches.size());
            if (isAway) {
                throw new StoreFailure(StoreFailure.Reason.UNAVAILABLE, "no answer", null);
            }
            Map<DocumentId, StoredAck> found = new HashMap<>(stored);
            found.keySet().retainAll(batches);
            return found;
        }
    }

    private final AcksOfTheTest store = new AcksOfTheTest();
    private final AckFeed feed = new AckFeed(store);
    private final List<Envelope> received = new ArrayList<>();

    @Test
    void anAckIsHandedOutOnceAsSoonAsALookFindsIt() {
        // Given
        feed.await(batch("a"), received::add);
        feed.look();
        assertThat(received).isEmpty();

        // When
        store.stored.put(batch("a"), ack("a"));
        feed.look();
        feed.look();

        // Then
        assertThat(received).containsExactly(ack("a").envelope());
        assertThat(feed.size()).isZero();
        assertThat(store.looks).containsExactly(1, 1);
    }

    @Test
    void everyoneWhoWaitsForABatchGetsItsAck() {
        // Given
        List<Envelope> others = new ArrayList<>();
        feed.await(batch("a"), received::add);
        feed.await(batch("a"), others::add);
        store.stored.put(batch("a"), ack("a"));

        // When
        feed.look();

        // Then
        assertThat(received).containsExactly(ack("a").envelope());
        assertThat(others).containsExactly(ack("a").envelope());
    }

    @Test
    void nobodyGetsTheAckOfAnotherBatch() {
        // Given
        feed.await(batch("a"), received::add);
        store.stored.put(batch("b"), ack("b"));

        // When
        feed.look();

        // Then
        assertThat(received).isEmpty();
        assertThat(feed.size()).isEqualTo(1);
    }

    @Test
    void oneWhoWaitsNoLongerGetsNothing() {
        // Given
        List<Envelope> others = new ArrayList<>();
        Consumer<Envelope> leaving = received::add;
        feed.await(batch("a"), leaving);
        feed.await(batch("a"), others::add);
        feed.await(batch("b"), leaving);
        store.stored.put(batch("a"), ack("a"));
        store.stored.put(batch("b"), ack("b"));

        // When
        feed.forget(batch("a"), leaving);
        feed.forget(batch("b"), leaving);
        feed.forget(batch("c"), leaving);
        feed.look();

        // Then
        assertThat(received).isEmpty();
        assertThat(others).containsExactly(ack("a").envelope());
        assertThat(feed.size()).isZero();
    }

    @Test
    void nothingIsLookedForWhenNobodyWaits() {
        // When
        feed.look();

        // Then
        assertThat(store.looks).isEmpty();
    }

    @Test
    void manyAreLookedForInBoundedSteps() {
        // Given
        for (int i = 0; i < 2_001; i++) {
            feed.await(batch("b" + i), received::add);
            store.stored.put(batch("b" + i), ack("b" + i));
        }

        // When
        feed.look();

        // Then
        assertThat(store.looks).containsExactly(1_000, 1_000, 1);
        assertThat(received).hasSize(2_001);
    }

    @Test
    void whoWaitsKeepsWaitingWhileTheStoreIsAway() {
        // Given
        feed.await(batch("a"), received::add);
        store.stored.put(batch("a"), ack("a"));
        store.isAway = true;

        // When
        assertThatThrownBy(feed::look).isInstanceOf(StoreFailure.class);
        store.isAway = false;
        feed.look();

        // Then
        assertThat(received).containsExactly(ack("a").envelope());
    }

    @Test
    void aReceiverMayWaitAgainForTheSameBatch() {
        // Given
        store.stored.put(batch("a"), ack("a"));
        feed.await(batch("a"), ack -> feed.await(batch("a"), received::add));
        feed.look();

        // When
        feed.look();

        // Then
        assertThat(received).containsExactly(ack("a").envelope());
    }

    private static DocumentId batch(String name) {
        return new DocumentId(Digests.sha256(name.getBytes(StandardCharsets.UTF_8)));
    }

    private static StoredAck ack(String name) {
        byte[] body = name.getBytes(StandardCharsets.UTF_8);
        return new StoredAck(
                Node.named("uploader").id(),
                new Envelope(body, new byte[64], Operator.LEDGER_KEY.publicKey().id()));
    }
}
