package io.ayni.ledger.export.postgres;

import static io.ayni.ledger.fixture.TestGrant.aGrant;
import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.journal.ActionId;
import io.ayni.contracts.journal.EntryCause;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.journal.Lot;
import io.ayni.contracts.journal.OperatorDeed;
import io.ayni.contracts.journal.Posting;
import io.ayni.contracts.journal.RedemptionId;
import io.ayni.contracts.journal.Side;
import io.ayni.contracts.transparency.Checkpoint;
import io.ayni.contracts.transparency.ConsistencyProof;
import io.ayni.contracts.verify.Invariant;
import io.ayni.contracts.verify.JournalVerifier;
import io.ayni.contracts.verify.VerificationVerdict;
import io.ayni.contracts.verify.VerificationVerdict.Content;
import io.ayni.contracts.verify.VerificationVerdict.Violated;
import io.ayni.ledger.fixture.Node;
import io.ayni.ledger.fixture.Operator;
import io.ayni.ledger.fixture.TestGrant;
import io.ayni.ledger.journal.JournalTail;
import io.ayni.ledger.journal.ShardHead;
import io.ayni.ledger.journal.postgres.JournalTables;
import io.ayni.ledger.transparency.CheckpointSigner;
import io.ayni.ledger.transparency.LogProofs;
import io.ayni.ledger.transparency.ProofDatabase;
import io.ayni.ledger.transparency.postgres.PostgresPublicLog;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever owns the database can change any row; whoever reads the export finds it. */
class TamperedJournalIT {
    private static final List<String> TABLES =
            List.of("journal_entry", "posting", "settled_document", "shard_head", "balance");
    private static final long NOW = TestGrant.SETTLED_AT_MS;
    private static final long MIB = 1 << 20;
    private static final Node NODE = Node.named("uploader");
    private static final LedgerAccount OWNER = new LedgerAccount.Owner(NODE.account());
    private static final LedgerAccount PENDING = new LedgerAccount.Pending(NODE.account());
    private static final LedgerAccount HELD = new LedgerAccount.Held(NODE.account());
    private static final LedgerAccount POOL = new LedgerAccount.Pool("default", 0);

    /** Makes the journal, takes every lock and guard off it and keeps a copy to go back to. */
    @BeforeAll
    static void makeJournal() throws SQLException {
        ProofDatabase.makeAnew(1);
        writeJournal("first");
        ProofDatabase.execute(
                """
                drop schema if exists untouched cascade;
                create schema untouched;
                alter table ledger.journal_entry alter column previous_number drop expression;
                do $$
                declare found record;
                begin
                    for found in select conname, conrelid::regclass as relation from pg_constraint
                            where connamespace = 'ledger'::regnamespace and contype = 'f' loop
                        execute format('alter table %s drop constraint %I', found.relation, found.conname);
                    end loop;
                    for found in select conname, conrelid::regclass as relation from pg_constraint
                            where connamespace = 'ledger'::regnamespace and conrelid <> 0 and contype in ('c', 'u', 'p') loop
                        execute format('alter table %s drop constraint %I', found.relation, found.conname);
                    end loop;
                end $$;
                alter table ledger.journal_entry disable trigger user;
                alter table ledger.settlement_mark disable trigger user;
                alter table ledger.posting disable trigger user""");
        for (String table : TABLES) {
            ProofDatabase.execute("create table untouched.%1$s as table ledger.%1$s".formatted(table));
        }
    }

    @BeforeEach
    void goBack() throws SQLException {
        for (String table : TABLES) {
            ProofDatabase.execute(
                    "truncate ledger.%1$s; insert into ledger.%1$s select * from untouched.%1$s".formatted(table));
        }
    }

    @Test
    void theUntouchedJournalIsContent() throws Exception {
        assertThat(verify()).isEqualTo(new Content(8, 2, 7, 2, 12 * MIB, 100_000, 12_000, 0, 12_000, 0, 5000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update ledger.journal_entry set shard = 1 where number = 8",
                "update ledger.journal_entry set number = 99 where number = 8",
                "update ledger.journal_entry set number = 99 where number = 2",
                "update ledger.journal_entry set recorded_at_ms = recorded_at_ms + 1 where number = 2",
                "update ledger.journal_entry set cause_key = cause_key || '0' where number = 2",
                "update ledger.journal_entry set body = set_byte(body, 40, get_byte(body, 40) # 1) where number = 2",
                "update ledger.journal_entry set body = body || '\\x00' where number = 8",
                "update ledger.journal_entry set hash = set_byte(hash, 0, get_byte(hash, 0) # 1) where number = 2",
                "update ledger.journal_entry set previous_hash = set_byte(previous_hash, 31, get_byte(previous_hash, 31) # 1) where number = 2",
                "update ledger.journal_entry set node_id = set_byte(node_id, 5, get_byte(node_id, 5) # 1) where number = 2",
                "update ledger.journal_entry set node_id = null where number = 2",
                "update ledger.journal_entry set grant_document = receipt_document where number = 2",
                "update ledger.journal_entry set receipt_document = grant_document where number = 2",
                "update ledger.journal_entry set grant_document = null where number = 2",
                "update ledger.journal_entry e set grant_document = o.grant_document from ledger.journal_entry o where e.number = 2 and o.number = 3",
                "delete from ledger.journal_entry where number = 1",
                "delete from ledger.journal_entry where number = 5",
                "delete from ledger.journal_entry where number = 8",
                "insert into ledger.journal_entry select * from untouched.journal_entry where number = 3",
                "insert into ledger.journal_entry (shard, number, recorded_at_ms, cause_key, body, hash, previous_hash) select shard, 9, recorded_at_ms, 'x', body, hash, previous_hash from untouched.journal_entry where number = 8",
                "update ledger.journal_entry set number = 5 - number where number in (2, 3)",
                "update ledger.journal_entry e set body = o.body from untouched.journal_entry o where e.number in (5, 6) and o.number = 11 - e.number",
                "update ledger.posting set amount = amount + 1 where number = 2 and leg = 0",
                "update ledger.posting set amount = -amount where number = 2",
                "update ledger.posting set account = 'owner:00000000000000000000000000000000' where number = 4 and leg = 1",
                "update ledger.posting set leg = 7 where number = 2 and leg = 0",
                "update ledger.posting set number = 3 where number = 2 and leg = 0",
                "update ledger.posting set shard = 1 where number = 2 and leg = 0",
                "delete from ledger.posting where number = 7 and leg = 1",
                "delete from ledger.posting where number = 7",
                "insert into ledger.posting values (0, 8, 0, 'adjustment:all', 5)",
                "update ledger.posting set number = 5 - number where number in (2, 3)",
                "update ledger.settled_document set body = set_byte(body, 20, get_byte(body, 20) # 1) where document_id = (select grant_document from ledger.journal_entry where number = 2)",
                "update ledger.settled_document set body = set_byte(body, 20, get_byte(body, 20) # 1) where document_id = (select receipt_document from ledger.journal_entry where number = 3)",
                "update ledger.settled_document set signature = set_byte(signature, 9, get_byte(signature, 9) # 1) where document_id = (select grant_document from ledger.journal_entry where number = 2)",
                "update ledger.settled_document set signature = set_byte(signature, 9, get_byte(signature, 9) # 1) where document_id = (select receipt_document from ledger.journal_entry where number = 2)",
                "update ledger.settled_document set key_id = set_byte(key_id, 0, get_byte(key_id, 0) # 1) where document_id = (select grant_document from ledger.journal_entry where number = 2)",
                "update ledger.settled_document set document_id = set_byte(document_id, 0, get_byte(document_id, 0) # 1) where document_id = (select grant_document from ledger.journal_entry where number = 2)",
                "update ledger.settled_document d set body = o.body from untouched.settled_document o where d.document_id = (select grant_document from ledger.journal_entry where number = 2) and o.document_id = (select grant_document from ledger.journal_entry where number = 3)",
                "update ledger.shard_head set entry_number = 7",
                "update ledger.shard_head set chain_hash = set_byte(chain_hash, 0, get_byte(chain_hash, 0) # 1)",
                "update ledger.shard_head set shard = 1",
                "delete from ledger.shard_head",
                "insert into ledger.shard_head (shard, entry_number) values (1, 1)",
                "update ledger.balance set amount = amount + 1 where account like 'owner:%'",
                "update ledger.balance set amount = amount - 1 where account like 'pool:%'",
                "update ledger.balance set account = 'owner:00000000000000000000000000000000' where account like 'owner:%'",
                "delete from ledger.balance where account like 'owner:%'",
                "insert into ledger.balance values ('owner:00000000000000000000000000000000', 0, 5)",
                "update ledger.balance b set amount = o.amount from untouched.balance o where (b.account like 'owner:%' and o.account like 'redeemed:%') or (b.account like 'redeemed:%' and o.account like 'owner:%')",
            })
    void anyChangedRowIsFound(String tampering) throws Exception {
        // When
        int rows = ProofDatabase.execute(tampering);
        // Then
        assertThat(rows).as("rows touched").isPositive();
        assertThat(verify()).isInstanceOf(Violated.class);
    }

    @Test
    void aChainThatWasRewrittenWholeIsNotTheOneThatWasPublished() throws Exception {
        // Given a published checkpoint
        ProofDatabase.makeAnew(1);
        writeJournal("first");
        PostgresPublicLog log = new PostgresPublicLog(ProofDatabase.transactions());
        CheckpointSigner signer = new CheckpointSigner("ayni-test", Operator.CHECKPOINT_KEY);
        log.extend(0, 100, signer, 5);
        Checkpoint published =
                Checkpoint.verify(log.newest(0).orElseThrow().note().getBytes(StandardCharsets.UTF_8), Operator.KEYS);
        assertThat(verify(List.of(published))).isInstanceOf(Content.class);
        // When everything is rewritten, with sound links, signatures and balances, and published anew
        ProofDatabase.makeAnew(1);
        writeJournal("second");
        log.extend(0, 100, signer, 6);
        Checkpoint rewritten =
                Checkpoint.verify(log.newest(0).orElseThrow().note().getBytes(StandardCharsets.UTF_8), Operator.KEYS);
        // Then
        assertThat(verify(List.of(rewritten))).isInstanceOf(Content.class);
        assertThat(verify(List.of(published)))
                .isInstanceOfSatisfying(
                        Violated.class, found -> assertThat(found.invariant()).isEqualTo(Invariant.I10));
        ConsistencyProof proof = new LogProofs(log)
                .consistency(0, published.size(), rewritten.size())
                .orElseThrow()
                .proof();
        assertThat(proof.proves(published.root(), rewritten.root())).isFalse();
        makeJournal();
    }

    private static VerificationVerdict verify() throws Exception {
        return verify(List.of());
    }

    private static VerificationVerdict verify(List<Checkpoint> checkpoints) throws Exception {
        StringBuilder export = new StringBuilder();
        try {
            new PostgresJournalExport(ProofDatabase.application()).write(export);
        } catch (RuntimeException | SQLException e) {
            // what cannot be exported is cut short, and is judged like that
        }
        return new JournalVerifier(Operator.KEYS).verify(new StringReader(export.toString()), checkpoints);
    }

    /** Two settlements of one lot, its release, a redemption, a correction and a deed. */
    private static void writeJournal(String name) {
        TestGrant first = aGrant(name).to(NODE);
        TestGrant second = aGrant(name + " too").to(NODE);
        Lot lot = new Lot(
                0, NODE.account(), "default", Operator.GRANT_KEY.publicKey().id(), NOW + 1);
        RedemptionId redemption = new RedemptionId(new byte[RedemptionId.WIDTH]);
        ActionId action = new ActionId(new byte[ActionId.WIDTH]);
        append(NOW, tail -> {
            tail.append(
                    new EntryCause.Funding("default", 0, 1), move(new LedgerAccount.Funding("default"), POOL, 100_000));
            tail.append(settlement(first, 10 * MIB), move(POOL, PENDING, 10_000));
            tail.append(settlement(second, 2 * MIB), move(POOL, PENDING, 2_000));
        });
        append(NOW + 2, tail -> {
            tail.append(new EntryCause.Release(lot), move(PENDING, OWNER, 12_000));
            tail.append(new EntryCause.Hold(redemption, 0, NODE.account(), "voucher", 1), move(OWNER, HELD, 5_000));
            tail.append(
                    new EntryCause.Redeemed(redemption, 0, NODE.account(), "voucher"),
                    move(HELD, new LedgerAccount.Redeemed("voucher"), 5_000));
            tail.append(
                    new EntryCause.Adjustment(action, "ana", "ben", "by hand"),
                    move(new LedgerAccount.Adjustment(), OWNER, 3));
            tail.append(
                    new EntryCause.OperatorAction(
                            action, "ana", OperatorDeed.CASE_DISMISSED, "case:1", new DocumentId(new byte[32])),
                    List.of());
        });
        document(2, first, 10 * MIB);
        document(3, second, 2 * MIB);
    }

    private static EntryCause settlement(TestGrant grant, long bytes) {
        return new EntryCause.Settlement(
                grant.id(),
                0,
                bytes,
                grant.envelope().id(),
                grant.receipt(bytes).id(),
                0,
                Optional.empty(),
                NOW + 1);
    }

    private static List<Posting> move(LedgerAccount from, LedgerAccount to, long amount) {
        return List.of(new Posting(from, Side.DEBIT, amount), new Posting(to, Side.CREDIT, amount));
    }

    private static void append(long nowMs, Consumer<JournalTail> entries) {
        ProofDatabase.transactions().run(connection -> {
            ShardHead head = JournalTables.lockHead(connection, 0).orElseThrow();
            JournalTail tail = new JournalTail(head, nowMs);
            entries.accept(tail);
            JournalTables.append(connection, 0, tail.entries(), _ -> null);
            JournalTables.changeBalances(connection, 0, tail.balanceChanges());
            JournalTables.moveHead(connection, tail.head(head.nextOffset()));
            return null;
        });
    }

    /** Puts the documents beside their entry. */
    private static void document(long number, TestGrant grant, long bytes) {
        try (Connection connection = ProofDatabase.asOwner()) {
            store(connection, grant.envelope());
            store(connection, grant.receipt(bytes));
            try (PreparedStatement statement = connection.prepareStatement(
                    """
                    update ledger.journal_entry set node_id = ?, owner_account = ?, grant_document = ?, receipt_document = ?
                    where number = ?""")) {
                statement.setBytes(1, NODE.id().bytes());
                statement.setString(2, OWNER.text());
                statement.setBytes(3, grant.envelope().id().bytes());
                statement.setBytes(4, grant.receipt(bytes).id().bytes());
                statement.setLong(5, number);
                statement.executeUpdate();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void store(Connection connection, Envelope document) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("insert into ledger.settled_document values (?, ?, ?, ?)")) {
            statement.setBytes(1, document.id().bytes());
            statement.setBytes(2, document.body());
            statement.setBytes(3, document.signature());
            statement.setBytes(4, document.keyId().bytes());
            statement.executeUpdate();
        }
    }
}
