package io.ayni.ledger.settlement.kafka;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.crypto.Digests;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.journal.Posting;
import io.ayni.events.v1.DeliveryCounted;
import io.ayni.events.v1.DeliverySource;
import io.ayni.events.v1.EntryAppended;
import io.ayni.ledger.journal.AppendedEntry;
import io.ayni.ledger.outbox.OutboxMessage;
import io.ayni.ledger.settlement.Decision;
import io.ayni.ledger.settlement.Decision.PeerDelivery;
import io.ayni.ledger.settlement.Decision.SettledEntry;
import io.ayni.ledger.settlement.JudgedRecord.BrokenRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a decision tells the world: each journal entry, peer bytes per content item, and parked records. */
public final class SettlementEvents {
    /** Journal entries. */
    public static final String JOURNAL_TOPIC = "ayni.journal";
    /** Bytes by source. */
    public static final String DELIVERIES_TOPIC = "ayni.deliveries";
    /** Parked records, as they were read; of one beyond {@link #MAX_DEAD_LETTER_BYTES} the reason only. */
    public static final String DEAD_LETTER_TOPIC = "ayni.settlements.dlq";
    /**
     * Longest key and value that the dead letter topic gets, more than any record that the ledger writes. A longer record,
     * which Kafka might refuse to take again, stands in full with the parked records of the database.
     */
    public static final int MAX_DEAD_LETTER_BYTES = 300 * 1024;

    private static final String COUNTED_BY = "ledger";
    private static final int EVENT_ID_BYTES = 16;
    private static final byte[] LEFT_OUT = new byte[0];

    private SettlementEvents() {}

    /** The events of a decision, in the order in which they are to be published. */
    public static List<OutboxMessage> of(Decision decision) {
        List<OutboxMessage> messages = new ArrayList<>();
        for (SettledEntry entry : decision.entries()) {
            messages.add(appended(entry.appended(), entry.payee().text()));
        }
        decision.deliveries().forEach((content, delivery) -> messages.add(counted(decision, content, delivery)));
        for (BrokenRecord broken : decision.parked()) {
            messages.add(deadLetter(broken));
        }
        return messages;
    }

    /**
     * The event of an entry that no receipt caused: keyed by the owner whose money it moves, else by its first account, or by
     * its cause when it moves none.
     */
    public static OutboxMessage moved(AppendedEntry appended) {
        List<LedgerAccount> accounts =
                appended.entry().postings().stream().map(Posting::account).toList();
        String key = accounts.stream()
                .flatMap(account -> account.owner().stream())
                .findFirst()
                .map(owner -> new LedgerAccount.Owner(owner).text())
                .or(() -> accounts.stream().findFirst().map(LedgerAccount::text))
                .orElseGet(() -> appended.entry().cause().key());
        return appended(appended, key);
    }

    private static OutboxMessage appended(AppendedEntry appended, String key) {
        EntryAppended event = EntryAppended.newBuilder()
                .setShard(appended.entry().shard())
                .setNumber(appended.entry().number())
                .setHash(UnsafeByteOperations.unsafeWrap(appended.hash()))
                .setBody(UnsafeByteOperations.unsafeWrap(appended.body()))
                .build();
        return new OutboxMessage(
                JOURNAL_TOPIC, key.getBytes(StandardCharsets.UTF_8), event.toByteArray(), Optional.empty());
    }

    private static OutboxMessage deadLetter(BrokenRecord broken) {
        byte[] key = broken.raw().key();
        byte[] value = broken.raw().value();
        boolean fits = (long) key.length + value.length <= MAX_DEAD_LETTER_BYTES;
        return new OutboxMessage(
                DEAD_LETTER_TOPIC,
                fits ? key : LEFT_OUT,
                fits ? value : LEFT_OUT,
                Optional.of(broken.reason().name()));
    }

    /** The event id follows from the chain hash, so that it is the same however often the event is published. */
    private static OutboxMessage counted(Decision decision, ContentId content, PeerDelivery delivery) {
        byte[] digest = Digests.sha256(decision.head().chainHash(), content.bytes());
        DeliveryCounted event = DeliveryCounted.newBuilder()
                .setEventId(ByteString.copyFrom(Arrays.copyOf(digest, EVENT_ID_BYTES)))
                .setContentId(ByteString.copyFrom(content.bytes()))
                .setSource(DeliverySource.DELIVERY_SOURCE_PEER)
                .setBytes(delivery.bytes())
                .setRequests(delivery.receipts())
                .setFromMs(delivery.fromMs())
                .setUntilMs(decision.entries().getLast().appended().entry().recordedAtMs())
                .setCountedBy(COUNTED_BY)
                .build();
        return new OutboxMessage(DELIVERIES_TOPIC, content.bytes(), event.toByteArray(), Optional.empty());
    }
}
