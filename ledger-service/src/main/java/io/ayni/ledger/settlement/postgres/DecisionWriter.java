package io.ayni.ledger.settlement.postgres;

import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.identity.NodeId;
import io.ayni.ledger.cap.CapKey;
import io.ayni.ledger.journal.AppendedEntry;
import io.ayni.ledger.journal.EntryParties;
import io.ayni.ledger.journal.StoreFailure;
import io.ayni.ledger.journal.StoreFailure.Reason;
import io.ayni.ledger.journal.postgres.JournalTables;
import io.ayni.ledger.journal.postgres.RoundTrip;
import io.ayni.ledger.pending.postgres.LotTable;
import io.ayni.ledger.report.postgres.ReportTable;
import io.ayni.ledger.settlement.Decision;
import io.ayni.ledger.settlement.Decision.DecidedBatch;
import io.ayni.ledger.settlement.Decision.MarkMove;
import io.ayni.ledger.settlement.Decision.NodeTotal;
import io.ayni.ledger.settlement.Decision.SettledEntry;
import io.ayni.ledger.settlement.JudgedRecord.BrokenRecord;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;
import java.util.function.Predicate;

/** Writes a decision in one round trip: one statement per table, whatever the number of rows. */
final class DecisionWriter {
    private static final String ADD_DOCUMENTS =
            """
            insert into ledger.settled_document (document_id, body, signature, key_id)
            select * from unnest(?::bytea[], ?::bytea[], ?::bytea[], ?::bytea[]) on conflict do nothing""";
    private static final String FIRST_MARKS =
            """
            insert into ledger.settlement_mark
                (grant_id, settled_bytes, grant_document, uploader_account, downloader_account)
            select * from unnest(?::bytea[], ?::bigint[], ?::bytea[], ?::bytea[], ?::bytea[]) on conflict do nothing""";
    private static final String MOVE_MARKS =
            """
            update ledger.settlement_mark set settled_bytes = move.to_bytes
            from unnest(?::bytea[], ?::bigint[], ?::bigint[]) as move (grant_id, from_bytes, to_bytes)
            where settlement_mark.grant_id = move.grant_id and settlement_mark.settled_bytes = move.from_bytes""";
    private static final String ADD_TOTALS =
            """
            insert into ledger.node_total (shard, node_id, given_bytes, earned_micro_credits)
            select ?, * from unnest(?::bytea[], ?::bigint[], ?::bigint[])
            on conflict (node_id, shard) do update set
                given_bytes = node_total.given_bytes + excluded.given_bytes,
                earned_micro_credits = node_total.earned_micro_credits + excluded.earned_micro_credits""";
    private static final String ADD_ACKS =
            """
            insert into ledger.ack (shard, batch_id, uploader_id, decided_at_ms, body, signature, key_id)
            select ?, * from unnest(?::bytea[], ?::bytea[], ?::bigint[], ?::bytea[], ?::bytea[], ?::bytea[])""";
    private static final String PARK =
            """
            insert into ledger.parked_record (shard, parked_at_ms, record_offset, reason, record_key, record_value)
            select ?, ?, * from unnest(?::bigint[], ?::text[], ?::bytea[], ?::bytea[])""";

    private final RoundTrip trip;
    private final Decision decision;
    private final SortedMap<CapKey, Long> reserved;
    private final int shard;
    private final LongUnaryOperator firstLook;
    private long movedMarks;

    /**
     * @param trip takes the statements
     * @param reserved what was reserved of the caps
     * @param firstLook when a lot is first looked at, from the end of its slice
     */
    DecisionWriter(RoundTrip trip, Decision decision, SortedMap<CapKey, Long> reserved, LongUnaryOperator firstLook) {
        this.trip = trip;
        this.reserved = reserved;
        this.firstLook = firstLook;
        this.decision = decision;
        this.shard = decision.head().shard();
    }

    /** Adds what writes the decision to the round trip. */
    void write(Ed25519PrivateKey ackKey, long nowMs) {
        if (!decision.entries().isEmpty()) {
            writeDocuments();
            writeEntries();
            writeMarks();
            writeTotals();
            JournalTables.changeBalances(trip, shard, decision.balanceChanges());
            LotTable.add(trip, decision.lots(), firstLook);
            ReportTable.openCases(
                    trip, decision.marks().keySet(), decision.head().recordedAtMs());
            StandingTable.countGrants(
                    trip, decision.newGrants(), decision.head().recordedAtMs());
        }
        CapTable.giveBack(trip, reserved, decision.capUses());
        writeAcks(ackKey);
        park(nowMs);
        JournalTables.moveHead(trip, decision.head());
    }

    /**
     * Asked after the round trip: the marks must stand where they were loaded. A grant that another shard settled meanwhile is
     * decided anew.
     */
    void requireMarksMoved() {
        if (movedMarks != decision.marks().size()) {
            throw new StoreFailure(Reason.UNAVAILABLE, "a mark moved meanwhile", null);
        }
    }

    private void writeDocuments() {
        Map<DocumentId, Envelope> documents = new TreeMap<>();
        for (SettledEntry entry : decision.entries()) {
            documents.put(entry.cause().grantDocument(), entry.grant());
            documents.put(entry.cause().receiptDocument(), entry.receipt());
        }
        trip.write(ADD_DOCUMENTS, columns -> columns.bytes(documents.keySet(), DocumentId::bytes)
                .bytes(documents.values(), Envelope::body)
                .bytes(documents.values(), Envelope::signature)
                .bytes(documents.values(), envelope -> envelope.keyId().bytes()));
    }

    private void writeEntries() {
        Map<AppendedEntry, EntryParties> parties = new IdentityHashMap<>(); // entries are large values to compare
        decision.entries().forEach(entry -> parties.put(entry.appended(), parties(entry)));
        List<AppendedEntry> appended =
                decision.entries().stream().map(SettledEntry::appended).toList();
        JournalTables.append(trip, shard, appended, parties::get);
    }

    private static EntryParties parties(SettledEntry entry) {
        return new EntryParties(
                entry.payee(),
                entry.uploader(),
                entry.window(),
                entry.cause().grantDocument(),
                entry.cause().receiptDocument());
    }

    private void writeMarks() {
        Map<GrantId, MarkMove> first = select(move -> move.fromBytes() == 0);
        Map<GrantId, MarkMove> further = select(move -> move.fromBytes() > 0);
        if (!first.isEmpty()) {
            trip.write(
                    FIRST_MARKS,
                    columns -> columns.bytes(first.keySet(), GrantId::bytes)
                            .numbers(first.values(), move -> move.to().settledBytes())
                            .bytes(
                                    first.values(),
                                    move -> move.to().grantDocument().bytes())
                            .bytes(first.values(), move -> move.to().uploader().bytes())
                            .bytes(
                                    first.values(),
                                    move -> move.to().downloader().bytes()),
                    this::countMarks);
        }
        if (!further.isEmpty()) {
            trip.write(
                    MOVE_MARKS,
                    columns -> columns.bytes(further.keySet(), GrantId::bytes)
                            .numbers(further.values(), MarkMove::fromBytes)
                            .numbers(further.values(), move -> move.to().settledBytes()),
                    this::countMarks);
        }
    }

    private void countMarks(long moved) {
        movedMarks += moved;
    }

    private Map<GrantId, MarkMove> select(Predicate<MarkMove> wanted) {
        Map<GrantId, MarkMove> selected = new TreeMap<>();
        decision.marks().forEach((grant, move) -> {
            if (wanted.test(move)) {
                selected.put(grant, move);
            }
        });
        return selected;
    }

    private void writeTotals() {
        Set<NodeId> nodes = decision.nodeTotals().keySet();
        trip.write(ADD_TOTALS, columns -> columns.number(shard)
                .bytes(nodes, NodeId::bytes)
                .numbers(decision.nodeTotals().values(), NodeTotal::givenBytes)
                .numbers(decision.nodeTotals().values(), NodeTotal::earnedMicroCredits));
    }

    private void writeAcks(Ed25519PrivateKey ackKey) {
        List<DecidedBatch> decided = decision.acks();
        if (decided.isEmpty()) {
            return;
        }
        List<Envelope> signed = decided.stream()
                .map(batch -> Envelope.sign(batch.ack(), ackKey))
                .toList();
        trip.write(ADD_ACKS, columns -> columns.number(shard)
                .bytes(decided, batch -> batch.ack().batchId().bytes())
                .bytes(decided, batch -> batch.uploader().bytes())
                .numbers(decided, batch -> batch.ack().decidedAtMs())
                .bytes(signed, Envelope::body)
                .bytes(signed, Envelope::signature)
                .bytes(signed, envelope -> envelope.keyId().bytes()));
    }

    private void park(long nowMs) {
        List<BrokenRecord> parked = decision.parked();
        if (parked.isEmpty()) {
            return;
        }
        trip.write(PARK, columns -> columns.number(shard)
                .number(nowMs)
                .numbers(parked, BrokenRecord::offset)
                .texts(parked, broken -> broken.reason().name())
                .bytes(parked, broken -> broken.raw().key())
                .bytes(parked, broken -> broken.raw().value()));
    }
}
