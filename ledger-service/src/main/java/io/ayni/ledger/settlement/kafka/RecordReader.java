package io.ayni.ledger.settlement.kafka;

import com.google.protobuf.InvalidProtocolBufferException;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.transport.Envelopes;
import io.ayni.events.v1.SettlementRecord;
import io.ayni.ledger.settlement.Arrival;
import io.ayni.ledger.settlement.RawRecord;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads as much of a Kafka record as can be read; what cannot is for the rules to set aside. */
final class RecordReader {
    private static final byte[] NOTHING = new byte[0];

    private RecordReader() {}

    static Arrival read(ConsumerRecord<byte[], byte[]> consumed) {
        RawRecord raw = new RawRecord(consumed.offset(), orNothing(consumed.key()), orNothing(consumed.value()));
        try {
            SettlementRecord message = SettlementRecord.parseFrom(raw.value());
            Optional<Envelope> batch =
                    message.getReceivedAtMs() < 0 ? Optional.empty() : Envelopes.fromMessage(message.getBatch());
            return new Arrival(raw, batch, message.getReceivedAtMs());
        } catch (InvalidProtocolBufferException e) {
            return new Arrival(raw, Optional.empty(), 0); // the rules park it
        }
    }

    private static byte[] orNothing(byte[] bytes) {
        return bytes == null ? NOTHING : bytes;
    }
}
