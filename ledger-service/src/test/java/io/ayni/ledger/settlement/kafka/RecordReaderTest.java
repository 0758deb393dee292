package io.ayni.ledger.settlement.kafka;

import static io.ayni.ledger.fixture.TestGrant.aGrant;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.transport.Envelopes;
import io.ayni.documents.v1.SignedEnvelope;
import io.ayni.events.v1.SettlementRecord;
import io.ayni.ledger.fixture.Node;
import io.ayni.ledger.settlement.Arrival;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordReaderTest {
    private static final Node NODE = Node.named("uploader");
    private static final Envelope BATCH = NODE.batch(1, aGrant("g").to(NODE).settling(1));
    private static final byte[] KEY = NODE.id().bytes();

    @Test
    void whatTheIngestWroteIsReadBackAsItWas() {
        // Given
        byte[] value = record(Envelopes.toMessage(BATCH), 1_800_000_000_123L);

        // When
        Arrival arrival = read(77, KEY, value);

        // Then
        assertThat(arrival.raw().offset()).isEqualTo(77);
        assertThat(arrival.raw().key()).isEqualTo(KEY);
        assertThat(arrival.raw().value()).isEqualTo(value);
        assertThat(arrival.batch()).contains(BATCH);
        assertThat(arrival.receivedAtMs()).isEqualTo(1_800_000_000_123L);
    }

    @Test
    void aRecordWithoutKeyOrValueIsEmptyAndNotABatch() {
        // When
        Arrival arrival = read(0, null, null);

        // Then
        assertThat(arrival.raw().key()).isEmpty();
        assertThat(arrival.raw().value()).isEmpty();
        assertThat(arrival.batch()).isEmpty();
    }

    @Test
    void noiseAndRecordsCutShortAreNotBatches() {
        byte[] value = record(Envelopes.toMessage(BATCH), 1);
        assertThat(read(0, KEY, new byte[] {(byte) 0xff, (byte) 0xff}).batch()).isEmpty();
        for (int length = 0; length < value.length - 2; length++) {
            assertThat(read(0, KEY, Arrays.copyOf(value, length)).batch())
                    .as("length %d", length)
                    .isEmpty();
        }
    }

    @Test
    void anEnvelopeOfAnotherShapeIsNotABatch() {
        SignedEnvelope whole = Envelopes.toMessage(BATCH);
        SignedEnvelope longSignature = whole.toBuilder()
                .setSignature(whole.getSignature().concat(ByteString.copyFrom(new byte[1])))
                .build();
        SignedEnvelope noKeyId = whole.toBuilder().clearKeyId().build();
        assertThat(read(0, KEY, record(longSignature, 1)).batch()).isEmpty();
        assertThat(read(0, KEY, record(noKeyId, 1)).batch()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE})
    void aTimeBeyond63BitsIsNotTheLedgersOwn(long receivedAtMs) {
        assertThat(read(0, KEY, record(Envelopes.toMessage(BATCH), receivedAtMs))
                        .batch())
                .isEmpty();
    }

    private static Arrival read(long offset, byte[] key, byte[] value) {
        return RecordReader.read(new ConsumerRecord<>("ayni.settlements", 0, offset, key, value));
    }

    private static byte[] record(SignedEnvelope batch, long receivedAtMs) {
        return SettlementRecord.newBuilder()
                .setBatch(batch)
                .setReceivedAtMs(receivedAtMs)
                .build()
                .toByteArray();
    }
}
