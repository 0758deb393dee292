package io.ayni.ledger.statement;

import static io.ayni.ledger.fixture.TestGrant.aGrant;
import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.document.Grant;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.document.Statement;
import io.ayni.contracts.document.Statement.Sums;
import io.ayni.contracts.journal.EarningCap;
import io.ayni.contracts.journal.EntryCause;
import io.ayni.contracts.journal.JournalEntry;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.journal.Lot;
import io.ayni.contracts.journal.Posting;
import io.ayni.contracts.journal.Side;
import io.ayni.contracts.journal.VoidReason;
import io.ayni.contracts.transparency.TreeHash;
import io.ayni.contracts.verify.ProofVerdict;
import io.ayni.contracts.verify.StatementFileWriter;
import io.ayni.contracts.verify.StatementVerifier;
import io.ayni.ledger.fixture.Node;
import io.ayni.ledger.fixture.Operator;
import io.ayni.ledger.fixture.TestGrant;
import io.ayni.ledger.statement.DrawnUpStatement.ProvenEntry;
import io.ayni.ledger.statement.StatementEntries.Documents;
import io.ayni.ledger.statement.StatementEntries.Received;
import io.ayni.ledger.statement.StatementEntries.Scope;
import io.ayni.ledger.statement.StatementEntries.StatedEntry;
import io.ayni.ledger.statement.StatementVerdict.DrawnUp;
import io.ayni.ledger.statement.StatementVerdict.Reason;
import io.ayni.ledger.statement.StatementVerdict.Refused;
import io.ayni.ledger.transparency.CheckpointSigner;
import io.ayni.ledger.transparency.LogState;
import io.ayni.ledger.transparency.LoggedEntry;
import io.ayni.ledger.transparency.PublicLog;
import io.ayni.ledger.transparency.PublishedCheckpoint;
import io.ayni.ledger.transparency.TreeGrowth;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DrawUpStatementTest {
    private static final Node NODE = Node.named("uploader");
    private static final long WINDOW = TestGrant.ISSUED_AT_MS / Grant.WINDOW_MS;
    private static final long NOW = TestGrant.SETTLED_AT_MS;
    private static final long CLOSED = (WINDOW + 25) * Grant.WINDOW_MS;
    private static final long MIB = 1 << 20;
    private static final LedgerAccount POOL = new LedgerAccount.Pool("default", 0);
    private static final LedgerAccount PENDING = new LedgerAccount.Pending(NODE.account());

    private final Journal journal = new Journal();
    private final DrawUpStatement drawUp =
            new DrawUpStatement(journal, journal, new StatementSettings("EUR", 20_000, 2), Operator.LEDGER_KEY, 1);

    @Test
    void anEmptyWindowHasAStatementOfZeros() {
        journal.publish();
        assertThat(statement(NOW).sums()).isEqualTo(new Sums(0, 0, 0, 0, 0, 0));
    }

    @Test
    void everyAmountIsPendingReleasedOrVoided() {
        // Given three lots: one released, one voided, one open, and a part withheld
        journal.settle("released", 10, 0, NOW + 1);
        journal.settle("voided", 4, 0, NOW + 2);
        journal.settle("open", 2, 500, NOW + 9_000);
        journal.end(new EntryCause.Release(lot(NOW + 1)), new LedgerAccount.Owner(NODE.account()), 10_000);
        journal.end(new EntryCause.Voiding(lot(NOW + 2), VoidReason.CASE_UPHELD), POOL, 4_000);
        journal.received.add(new Received(new GrantId(new byte[16]), 33));
        // When
        journal.publish();
        Statement statement = statement(NOW);
        // Then
        assertThat(statement.sums()).isEqualTo(new Sums(16 * MIB, 33, 15_500, 500, 1_500, 4_000));
        assertThat(statement.saving()).isEqualTo(new Statement.Saving("EUR", 20_000, 312));
        assertThat(statement.priceRuleVersion()).isEqualTo(2);
        assertThat(statement.contents().entries()).isEqualTo(5);
    }

    @Test
    void whatTheCheckpointDoesNotCoverIsLeftOut() {
        // Given a release and a settlement after the checkpoint
        journal.settle("first", 10, 0, NOW + 1);
        journal.publish();
        journal.end(new EntryCause.Release(lot(NOW + 1)), new LedgerAccount.Owner(NODE.account()), 10_000);
        journal.settle("second", 1, 0, NOW + 9_000);
        // Then
        assertThat(statement(NOW).sums()).isEqualTo(new Sums(10 * MIB, 0, 10_000, 0, 10_000, 0));
    }

    @Test
    void theWindowIsClosedOnceNothingCanBeHandedIn() {
        journal.publish();
        assertThat(statement(CLOSED).closed()).isFalse();
        assertThat(statement(CLOSED + 1).closed()).isTrue();
    }

    @Test
    void aWindowThatHasNotBegunHasNoStatement() {
        assertThat(drawUp.drawUp(NODE.id(), NODE.account(), WINDOW + 1, NOW)).isEqualTo(new Refused(Reason.NOT_BEGUN));
    }

    @Test
    void withoutACheckpointThereIsNoStatement() {
        assertThat(drawUp.drawUp(NODE.id(), NODE.account(), WINDOW, NOW)).isEqualTo(new Refused(Reason.NO_CHECKPOINT));
    }

    @Test
    void moreThanAStatementHoldsIsRefused() {
        journal.publish();
        for (int i = 0; i <= Statement.MAX_CONTENTS; i++) {
            journal.received.add(new Received(new GrantId(new byte[16]), 1));
        }
        assertThat(drawUp.drawUp(NODE.id(), NODE.account(), WINDOW, NOW))
                .isEqualTo(new Refused(Reason.TOO_MANY_ENTRIES));
    }

    /** The statement, after the verifier found it good. */
    private Statement statement(long nowMs) {
        StatementVerdict verdict = drawUp.drawUp(NODE.id(), NODE.account(), WINDOW, nowMs);
        assertThat(verdict).isInstanceOf(DrawnUp.class);
        DrawnUpStatement drawnUp = ((DrawnUp) verdict).statement();
        try {
            assertThat(new StatementVerifier(Operator.KEYS).verify(new StringReader(file(drawnUp))))
                    .isInstanceOf(ProofVerdict.Proven.class);
            return Statement.decode(drawnUp.statement().body());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String file(DrawnUpStatement drawnUp) {
        StringBuilder out = new StringBuilder();
        try {
            StatementFileWriter writer = StatementFileWriter.open(out, drawnUp.statement(), drawnUp.checkpoint());
            for (ProvenEntry proven : drawnUp.entries()) {
                Optional<Documents> documents = proven.entry().documents();
                List<TreeHash> path = proven.proof().path();
                if (documents.isPresent()) {
                    writer.entry(
                            proven.entry().number(),
                            proven.entry().body(),
                            path,
                            documents.get().grant(),
                            documents.get().receipt());
                } else {
                    writer.entry(proven.entry().number(), proven.entry().body(), path);
                }
            }
            for (Received received : drawnUp.received()) {
                writer.received(received.grantId(), received.settledBytes());
            }
            writer.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    private static Lot lot(long untilMs) {
        return new Lot(
                0, NODE.account(), "default", Operator.GRANT_KEY.publicKey().id(), untilMs);
    }

    /** One shard in memory: its journal and its published log. */
    private static final class Journal implements StatementEntries, PublicLog {
        private final List<StatedEntry> entries = new ArrayList<>();
        private final List<Received> received = new ArrayList<>();
        private TreeGrowth tree;
        private PublishedCheckpoint published;

        void settle(String name, long mib, long withheld, long lotUntilMs) {
            TestGrant grant = aGrant(name).to(NODE);
            long amount = mib * 1000 - withheld;
            EntryCause cause = new EntryCause.Settlement(
                    grant.id(),
                    0,
                    mib * MIB,
                    grant.envelope().id(),
                    grant.receipt(mib * MIB).id(),
                    withheld,
                    withheld > 0 ? Optional.of(EarningCap.PAIR) : Optional.empty(),
                    lotUntilMs);
            add(
                    NOW,
                    cause,
                    move(POOL, PENDING, amount),
                    Optional.of(new Documents(grant.envelope(), grant.receipt(mib * MIB))));
        }

        void end(EntryCause cause, LedgerAccount receiver, long amount) {
            add(NOW + 10, cause, move(PENDING, receiver, amount), Optional.empty());
        }

        private void add(long nowMs, EntryCause cause, List<Posting> legs, Optional<Documents> documents) {
            long number = entries.size() + 1L;
            entries.add(new StatedEntry(number, new JournalEntry(0, number, nowMs, cause, legs).encode(), documents));
        }

        private static List<Posting> move(LedgerAccount from, LedgerAccount to, long amount) {
            return List.of(new Posting(from, Side.DEBIT, amount), new Posting(to, Side.CREDIT, amount));
        }

        void publish() {
            tree = new TreeGrowth(0, Map.of());
            entries.forEach(entry -> tree.append(entry.body()));
            published = new CheckpointSigner("ayni-test", Operator.CHECKPOINT_KEY).sign(0, tree.size(), tree.root());
        }

        @Override
        public List<StatedEntry> settlements(Scope scope, int limit) {
            return entries.stream()
                    .filter(entry -> entry.number() <= scope.lastNumber())
                    .filter(entry -> entry.documents().isPresent())
                    .limit(limit)
                    .toList();
        }

        @Override
        public List<StatedEntry> ofCauses(Scope scope, Collection<String> causeKeys) {
            return entries.stream()
                    .filter(entry -> entry.number() <= scope.lastNumber())
                    .filter(entry -> causeKeys.contains(causeKey(entry)))
                    .toList();
        }

        private static String causeKey(StatedEntry entry) {
            try {
                return JournalEntry.decode(entry.body()).cause().key();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public List<Received> received(Scope scope, int limit) {
            return received.stream().limit(limit).toList();
        }

        @Override
        public Optional<PublishedCheckpoint> newest(int shard) {
            return Optional.ofNullable(published);
        }

        @Override
        public Optional<byte[]> tile(int shard, int level, long index) {
            return tree.grownTiles().stream()
                    .filter(tile -> tile.level() == level && tile.index() == index)
                    .map(TreeGrowth.GrownTile::hashes)
                    .findFirst();
        }

        @Override
        public List<LogState> states() {
            return List.of();
        }

        @Override
        public void extend(int shard, int maxEntries, CheckpointSigner signer, long nowMs) {
            publish();
        }

        @Override
        public Optional<LoggedEntry> entry(int shard, long number) {
            return Optional.empty();
        }
    }
}
