package io.ayni.ledger.settlement.postgres;

import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.identity.NodeId;
import io.ayni.ledger.journal.AppendedEntry;
import io.ayni.ledger.journal.EntryParties;
import io.ayni.ledger.journal.StoreFailure;
import io.ayni.ledger.journal.StoreFailure.Reason;
import io.ayni.ledger.journal.postgres.Columns;
import io.ayni.ledger.journal.postgres.JournalTables;
import io.ayni.ledger.pending.postgres.LotTable;
import io.ayni.ledger.report.postgres.ReportTable;
import io.ayni.ledger.settlement.Decision;
import io.ayni.ledger.settlement.Decision.DecidedBatch;
import io.ayni.ledger.settlement.Decision.MarkMove;
import io.ayni.ledger.settlement.Decision.NodeTotal;
import io.ayni.ledger.settlement.Decision.SettledEntry;
import io.ayni.ledger.settlement.JudgedRecord.BrokenRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;

/** Writes a decision inside the caller's transaction: one statement per table, whatever the number of rows. */
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

    private final Connection connection;
    private final Decision decision;
    private final int shard;
    private final LongUnaryOperator firstLook;

    /** @param firstLook when a lot is first looked at, from the end of its slice */
    DecisionWriter(Connection connection, Decision decision, LongUnaryOperator firstLook) {
        this.connection = connection;
        this.firstLook = firstLook;
        this.decision = decision;
        this.shard = decision.head().shard();
    }

    void write(Ed25519PrivateKey ackKey, long nowMs) throws SQLException {
        if (!decision.entries().isEmpty()) {
            writeDocuments();
            writeEntries();
            writeMarks();
            writeTotals();
            JournalTables.changeBalances(connection, shard, decision.balanceChanges());
            LotTable.add(connection, decision.lots(), firstLook);
            CapTable.use(connection, decision.capUses());
            ReportTable.openCases(
                    connection, decision.marks().keySet(), decision.head().recordedAtMs());
            StandingTable.countGrants(
                    connection, decision.newGrants(), decision.head().recordedAtMs());
        }
        writeAcks(ackKey);
        park(nowMs);
        JournalTables.moveHead(connection, decision.head());
    }

    private void writeDocuments() throws SQLException {
        Map<DocumentId, Envelope> documents = new TreeMap<>();
        for (SettledEntry entry : decision.entries()) {
            documents.put(entry.grant().id(), entry.grant());
            documents.put(entry.receipt().id(), entry.receipt());
        }
        try (PreparedStatement statement = connection.prepareStatement(ADD_DOCUMENTS)) {
            new Columns(connection, statement)
                    .bytes(documents.keySet(), DocumentId::bytes)
                    .bytes(documents.values(), Envelope::body)
                    .bytes(documents.values(), Envelope::signature)
                    .bytes(documents.values(), envelope -> envelope.keyId().bytes());
            statement.executeUpdate();
        }
    }

    private void writeEntries() throws SQLException {
        Map<AppendedEntry, EntryParties> parties = new IdentityHashMap<>(); // entries are large values to compare
        decision.entries().forEach(entry -> parties.put(entry.appended(), parties(entry)));
        List<AppendedEntry> appended =
                decision.entries().stream().map(SettledEntry::appended).toList();
        JournalTables.append(connection, shard, appended, parties::get);
    }

    private static EntryParties parties(SettledEntry entry) {
        return new EntryParties(
                entry.payee(),
                entry.uploader(),
                entry.window(),
                entry.grant().id(),
                entry.receipt().id());
    }

    /** The marks must stand where they were loaded: a grant that another shard settled meanwhile is decided anew. */
    private void writeMarks() throws SQLException {
        Map<GrantId, MarkMove> first = select(move -> move.fromBytes() == 0);
        Map<GrantId, MarkMove> further = select(move -> move.fromBytes() > 0);
        int written = 0;
        try (PreparedStatement statement = connection.prepareStatement(FIRST_MARKS)) {
            new Columns(connection, statement)
                    .bytes(first.keySet(), GrantId::bytes)
                    .numbers(first.values(), move -> move.to().settledBytes())
                    .bytes(first.values(), move -> move.to().grantDocument().bytes())
                    .bytes(first.values(), move -> move.to().uploader().bytes())
                    .bytes(first.values(), move -> move.to().downloader().bytes());
            written += statement.executeUpdate();
        }
        try (PreparedStatement statement = connection.prepareStatement(MOVE_MARKS)) {
            new Columns(connection, statement)
                    .bytes(further.keySet(), GrantId::bytes)
                    .numbers(further.values(), MarkMove::fromBytes)
                    .numbers(further.values(), move -> move.to().settledBytes());
            written += statement.executeUpdate();
        }
        if (written != decision.marks().size()) {
            throw new StoreFailure(Reason.UNAVAILABLE, "a mark moved meanwhile", null);
        }
    }

    private Map<GrantId, MarkMove> select(Function<MarkMove, Boolean> wanted) {
        Map<GrantId, MarkMove> selected = new TreeMap<>();
        decision.marks().forEach((grant, move) -> {
            if (wanted.apply(move)) {
                selected.put(grant, move);
            }
        });
        return selected;
    }

    private void writeTotals() throws SQLException {
        Set<NodeId> nodes = decision.nodeTotals().keySet();
        try (PreparedStatement statement = connection.prepareStatement(ADD_TOTALS)) {
            new Columns(connection, statement)
                    .number(shard)
                    .bytes(nodes, NodeId::bytes)
                    .numbers(decision.nodeTotals().values(), NodeTotal::givenBytes)
                    .numbers(decision.nodeTotals().values(), NodeTotal::earnedMicroCredits);
            statement.executeUpdate();
        }
    }

    private void writeAcks(Ed25519PrivateKey ackKey) throws SQLException {
        List<DecidedBatch> decided = decision.acks();
        if (decided.isEmpty()) {
            return;
        }
        List<Envelope> signed = decided.stream()
                .map(batch -> Envelope.sign(batch.ack(), ackKey))
                .toList();
        try (PreparedStatement statement = connection.prepareStatement(ADD_ACKS)) {
            new Columns(connection, statement)
                    .number(shard)
                    .bytes(decided, batch -> batch.ack().batchId().bytes())
                    .bytes(decided, batch -> batch.uploader().bytes())
                    .numbers(decided, batch -> batch.ack().decidedAtMs())
                    .bytes(signed, Envelope::body)
                    .bytes(signed, Envelope::signature)
                    .bytes(signed, envelope -> envelope.keyId().bytes());
            statement.executeUpdate();
        }
    }

    private void park(long nowMs) throws SQLException {
        List<BrokenRecord> parked = decision.parked();
        if (parked.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(PARK)) {
            new Columns(connection, statement)
                    .number(shard)
                    .number(nowMs)
                    .numbers(parked, BrokenRecord::offset)
                    .texts(parked, broken -> broken.reason().name())
                    .bytes(parked, broken -> broken.raw().key())
                    .bytes(parked, broken -> broken.raw().value());
            statement.executeUpdate();
        }
    }
}
