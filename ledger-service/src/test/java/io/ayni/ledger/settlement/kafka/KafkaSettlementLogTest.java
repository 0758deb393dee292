package io.ayni.ledger.settlement.kafka;

import static io.ayni.ledger.fixture.TestGrant.aGrant;
import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.transport.Envelopes;
import io.ayni.events.v1.SettlementRecord;
import io.ayni.ledger.fixture.Node;
import io.ayni.ledger.settlement.SettlementLog.Overloaded;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class KafkaSettlementLogTest {
    private static final Node NODE = Node.named("uploader");
    private static final Envelope BATCH = NODE.batch(1, aGrant("g").to(NODE).settling(1));

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final KafkaSettlementLog log = new KafkaSettlementLog(producer, "ayni.settlements", 64, 2);

    @Test
    void aBatchIsWrittenAsReceivedUnderItsUploaderInItsShard() throws Exception {
        // When
        log.append(NODE.id(), BATCH, 1_234);

        // Then
        ProducerRecord<byte[], byte[]> sent = producer.history().getFirst();
        assertThat(sent.topic()).isEqualTo("ayni.settlements");
        assertThat(sent.partition()).isEqualTo(NODE.shard(64));
        assertThat(sent.key()).isEqualTo(NODE.id().bytes());
        assertThat(SettlementRecord.parseFrom(sent.value()))
                .isEqualTo(SettlementRecord.newBuilder()
                        .setBatch(Envelopes.toMessage(BATCH))
                        .setReceivedAtMs(1_234)
                        .build());
    }

    @Test
    void anAppendIsCompleteWhenKafkaHasTheBatchAndNotBefore() {
        // Given
        CompletableFuture<Void> durable = append();
        assertThat(durable).isNotDone();

        // When
        producer.completeNext();

        // Then
        assertThat(durable).isCompleted();
    }

    @Test
    void aBatchThatKafkaDoesNotTakeFailsItsAppend() {
        // Given
        CompletableFuture<Void> durable = append();

        // When
        producer.errorNext(new TimeoutException("no replica"));

        // Then
        assertThat(durable).isCompletedExceptionally();
        assertThat(durable.exceptionNow()).isInstanceOf(TimeoutException.class);
    }

    @Test
    void moreThanMayBeUnderWayIsRefusedAndNotSent() {
        // Given
        append();
        append();

        // When
        CompletableFuture<Void> refused = append();

        // Then
        assertThat(refused.exceptionNow()).isInstanceOf(Overloaded.class);
        assertThat(producer.history()).hasSize(2);
    }

    @Test
    void everyEndOfAnAppendMakesRoomForAnother() {
        // Given one that ends well, one that fails, one that is never sent
        append();
        append();
        producer.completeNext();
        producer.errorNext(new TimeoutException("no replica"));
        producer.sendException = new TimeoutException("no metadata");
        CompletableFuture<Void> unsent = append();
        producer.sendException = null;

        // When
        CompletableFuture<Void> first = append();
        CompletableFuture<Void> second = append();

        // Then
        assertThat(unsent.exceptionNow()).isInstanceOf(TimeoutException.class);
        assertThat(first).isNotDone();
        assertThat(second).isNotDone();
    }

    private CompletableFuture<Void> append() {
        CompletionStage<Void> stage = log.append(NODE.id(), BATCH, 1_234);
        return stage.toCompletableFuture();
    }
}
