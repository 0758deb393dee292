package io.ayni.ledger.settlement.kafka;

import static io.ayni.ledger.fixture.TestGrant.aGrant;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.crypto.Digests;
import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.journal.EntryCause;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.journal.Lot;
import io.ayni.contracts.journal.Posting;
import io.ayni.contracts.journal.Side;
import io.ayni.contracts.journal.VoidReason;
import io.ayni.events.v1.DeliveryCounted;
import io.ayni.events.v1.DeliverySource;
import io.ayni.events.v1.EntryAppended;
import io.ayni.ledger.campaign.CampaignFunding;
import io.ayni.ledger.fixture.Node;
import io.ayni.ledger.fixture.Operator;
import io.ayni.ledger.fixture.TestGrant;
import io.ayni.ledger.journal.AppendedEntry;
import io.ayni.ledger.journal.JournalTail;
import io.ayni.ledger.journal.ShardHead;
import io.ayni.ledger.outbox.OutboxMessage;
import io.ayni.ledger.settlement.Decision;
import io.ayni.ledger.settlement.Decision.PeerDelivery;
import io.ayni.ledger.settlement.Decision.SettledEntry;
import io.ayni.ledger.settlement.JudgedRecord.BrokenRecord;
import io.ayni.ledger.settlement.ParkReason;
import io.ayni.ledger.settlement.RawRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SettlementEventsTest {
    private static final Node NODE = Node.named("uploader");
    private static final LedgerAccount.Owner OWNER = new LedgerAccount.Owner(NODE.account());
    private static final LedgerAccount.Pending PENDING = new LedgerAccount.Pending(NODE.account());
    private static final LedgerAccount.Pool POOL = new LedgerAccount.Pool("default", 2);
    private static final long LOT_UNTIL_MS = 9_999;
    private static final TestGrant GRANT = aGrant("g").to(NODE);

    private final JournalTail tail = new JournalTail(ShardHead.fresh(2), 7_000);
    private final List<SettledEntry> entries = new ArrayList<>();
    private final Map<ContentId, PeerDelivery> deliveries = new TreeMap<>();
    private final List<BrokenRecord> parked = new ArrayList<>();

    @Test
    void eachEntryIsToldUnderItsPayee() throws Exception {
        // Given: one that pays and one that is worth nothing
        AppendedEntry paying = settle(10, payment(10));
        AppendedEntry worthless = settle(11, List.of());

        // When
        List<OutboxMessage> messages = SettlementEvents.of(decision());

        // Then
        assertThat(messages).hasSize(2).allSatisfy(message -> {
            assertThat(message.topic()).isEqualTo("ayni.journal");
            assertThat(new String(message.key(), StandardCharsets.UTF_8)).isEqualTo(OWNER.text());
            assertThat(message.reason()).isEmpty();
        });
        assertThat(EntryAppended.parseFrom(messages.getFirst().value())).isEqualTo(event(1, paying));
        assertThat(EntryAppended.parseFrom(messages.getLast().value())).isEqualTo(event(2, worthless));
    }

    @Test
    void bytesOfEachItemAreCountedOnceUnderAnIdThatStaysTheSame() throws Exception {
        // Given
        settle(10, payment(10));
        ContentId film = aGrant("x").forContent("film").contentId();
        ContentId song = aGrant("x").forContent("song").contentId();
        deliveries.put(film, new PeerDelivery(4_096, 3, 5_000));
        deliveries.put(song, new PeerDelivery(100, 1, 6_000));

        // When
        List<DeliveryCounted> counted = counted(SettlementEvents.of(decision()));
        List<DeliveryCounted> again = counted(SettlementEvents.of(decision()));

        // Then
        byte[] id = Arrays.copyOf(Digests.sha256(tail.head(9).chainHash(), film.bytes()), 16);
        assertThat(counted).hasSize(2).isEqualTo(again);
        assertThat(counted)
                .contains(DeliveryCounted.newBuilder()
                        .setEventId(ByteString.copyFrom(id))
                        .setContentId(ByteString.copyFrom(film.bytes()))
                        .setSource(DeliverySource.DELIVERY_SOURCE_PEER)
                        .setBytes(4_096)
                        .setRequests(3)
                        .setFromMs(5_000)
                        .setUntilMs(7_000)
                        .setCountedBy("ledger")
                        .build());
        assertThat(counted).extracting(DeliveryCounted::getEventId).doesNotHaveDuplicates();
    }

    @Test
    void parkedRecordIsPassedOnAsItWasReadWithItsReason() {
        // Given
        BrokenRecord broken =
                new BrokenRecord(new RawRecord(5, new byte[] {1}, new byte[] {2, 3}), ParkReason.WRONG_KEY);
        parked.add(broken);

        // When
        List<OutboxMessage> messages = SettlementEvents.of(decision());

        // Then
        assertThat(messages)
                .containsExactly(new OutboxMessage(
                        "ayni.settlements.dlq", broken.raw().key(), broken.raw().value(), Optional.of("WRONG_KEY")));
    }

    @Test
    void entriesComeFirstThenDeliveriesThenParkedRecords() {
        // Given
        settle(10, payment(10));
        deliveries.put(GRANT.contentId(), new PeerDelivery(10, 1, 5_000));
        parked.add(new BrokenRecord(new RawRecord(5, new byte[0], new byte[0]), ParkReason.UNREADABLE_RECORD));

        // Then
        assertThat(SettlementEvents.of(decision()))
                .extracting(OutboxMessage::topic)
                .containsExactly("ayni.journal", "ayni.deliveries", "ayni.settlements.dlq");
    }

    @Test
    void aDecisionWithoutEffectTellsNothing() {
        assertThat(SettlementEvents.of(decision())).isEmpty();
    }

    @Test
    void aFundingIsToldUnderTheOperatorsAccount() throws Exception {
        // Given
        CampaignFunding funding = new CampaignFunding("default", 1, 100);
        AppendedEntry appended = tail.append(funding.cause(2), funding.postings(2, 4));

        // When
        OutboxMessage message = SettlementEvents.moved(appended);

        // Then
        assertThat(message.topic()).isEqualTo("ayni.journal");
        assertThat(new String(message.key(), StandardCharsets.UTF_8)).isEqualTo("funding:default");
        assertThat(EntryAppended.parseFrom(message.value())).isEqualTo(event(1, appended));
    }

    @Test
    void aReleaseIsToldUnderItsOwner() throws Exception {
        // Given
        Lot lot = new Lot(
                2, NODE.account(), "default", Operator.GRANT_KEY.publicKey().id(), 5_000);
        AppendedEntry appended = tail.append(
                new EntryCause.Release(lot),
                List.of(new Posting(lot.pending(), Side.DEBIT, 7), new Posting(lot.posted(), Side.CREDIT, 7)));

        // When
        OutboxMessage message = SettlementEvents.moved(appended);

        // Then
        assertThat(new String(message.key(), StandardCharsets.UTF_8)).isEqualTo(OWNER.text());
        assertThat(EntryAppended.parseFrom(message.value())).isEqualTo(event(1, appended));
    }

    @Test
    void aVoidingIsToldUnderTheOwnerWhoLosesIt() {
        // Given
        Lot lot = new Lot(
                2, NODE.account(), "default", Operator.GRANT_KEY.publicKey().id(), 5_000);
        AppendedEntry appended = tail.append(
                new EntryCause.Voiding(lot, VoidReason.KEY_REVOKED),
                List.of(new Posting(lot.pending(), Side.DEBIT, 7), new Posting(lot.pool(), Side.CREDIT, 7)));

        // When
        OutboxMessage message = SettlementEvents.moved(appended);

        // Then
        assertThat(new String(message.key(), StandardCharsets.UTF_8)).isEqualTo(OWNER.text());
    }

    private AppendedEntry settle(long toBytes, List<Posting> postings) {
        AppendedEntry appended = tail.append(
                new EntryCause.Settlement(
                        new GrantId(new byte[GrantId.WIDTH]),
                        0,
                        toBytes,
                        new DocumentId(new byte[DocumentId.WIDTH]),
                        new DocumentId(new byte[DocumentId.WIDTH]),
                        0,
                        Optional.empty(),
                        postings.isEmpty() ? 0 : LOT_UNTIL_MS),
                postings);
        entries.add(new SettledEntry(appended, NODE.id(), OWNER, 500_000, GRANT.envelope(), GRANT.receipt(toBytes)));
        return appended;
    }

    private static List<Posting> payment(long amount) {
        return List.of(new Posting(POOL, Side.DEBIT, amount), new Posting(PENDING, Side.CREDIT, amount));
    }

    private Decision decision() {
        return new Decision(
                tail.head(9),
                entries,
                Map.of(),
                tail.balanceChanges(),
                Map.of(),
                new TreeMap<>(),
                new TreeMap<>(),
                Map.of(),
                List.of(),
                parked,
                deliveries);
    }

    private static EntryAppended event(long number, AppendedEntry appended) {
        return EntryAppended.newBuilder()
                .setShard(2)
                .setNumber(number)
                .setHash(ByteString.copyFrom(appended.hash()))
                .setBody(ByteString.copyFrom(appended.body()))
                .build();
    }

    private static List<DeliveryCounted> counted(List<OutboxMessage> messages) throws InvalidProtocolBufferException {
        List<DeliveryCounted> counted = new ArrayList<>();
        for (OutboxMessage message : messages) {
            if (message.topic().equals("ayni.deliveries")) {
                DeliveryCounted event = DeliveryCounted.parseFrom(message.value());
                assertThat(message.key()).isEqualTo(event.getContentId().toByteArray());
                counted.add(event);
            }
        }
        return counted;
    }
}
