package io.ayni.contracts.verify;

import static io.ayni.contracts.verify.SampleJournal.ALICE;
import static io.ayni.contracts.verify.SampleJournal.ISSUED;
import static io.ayni.contracts.verify.SampleJournal.LOT;
import static io.ayni.contracts.verify.SampleJournal.MIB;
import static io.ayni.contracts.verify.SampleJournal.grant;
import static io.ayni.contracts.verify.SampleJournal.payment;
import static io.ayni.contracts.verify.SampleJournal.pool;

import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.Grant;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.document.Statement;
import io.ayni.contracts.document.StatementDigest;
import io.ayni.contracts.journal.EarningCap;
import io.ayni.contracts.journal.EntryCause;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.journal.Lot;
import io.ayni.contracts.transparency.LogTree;
import io.ayni.contracts.transparency.TreeHash;
import io.ayni.contracts.verify.SampleJournal.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A statement of the node that {@code grant(1)} names, whose journal pays Alice 3,000 micro-credits, released, and 500, pending,
 * after a cap took 1,500; every part can be made otherwise.
 */
final class SampleStatement {
    static final GrantId RECEIVED = new GrantId(new byte[GrantId.WIDTH]);
    static final Statement.Sums SUMS = new Statement.Sums(5 * MIB, 77, 3500, 1500, 500, 0);

    final SampleJournal journal = new SampleJournal()
            .fund(0, 1, 50_000)
            .settle(0, grant(1), ALICE, 0, MIB)
            .settle(0, grant(1), ALICE, MIB, 3 * MIB)
            .settleCapped(0, grant(2), 2 * MIB, 1500, EarningCap.ACCOUNT, payment(pool(0), ALICE, 500), LOT + 5000)
            .at(LOT + 1)
            .add(0, new EntryCause.Release(lot()), payment(ALICE, lot().posted(), 3000))
            .fund(0, 2, 1);
    List<Integer> numbers = List.of(2, 3, 4, 5);
    Statement.Sums sums = SUMS;
    Statement.Saving saving = new Statement.Saving("EUR", 20_000, 97);
    long window = ISSUED / Grant.WINDOW_MS;
    int treeSize = 5;
    int checkpointSize = 5;
    Ed25519PrivateKey ledgerKey = SampleJournal.LEDGER_KEY;
    Ed25519PrivateKey checkpointKey = SampleJournal.CHECKPOINT_KEY;

    private static Lot lot() {
        return lot(0, ALICE);
    }

    private static Lot lot(int shard, LedgerAccount.Pending owner) {
        return SampleJournal.lot(shard, owner);
    }

    /** The file. */
    String file() {
        StringBuilder out = new StringBuilder();
        try {
            String note =
                    journal.checkpoint(0, checkpointSize).sign(checkpointKey).format();
            StatementFileWriter writer = StatementFileWriter.open(out, Envelope.sign(statement(), ledgerKey), note);
            for (int number : numbers) {
                write(writer, number, journal.rows(0).get(number - 1));
            }
            writer.received(RECEIVED, 77);
            writer.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    private void write(StatementFileWriter writer, int number, Row row) throws IOException {
        List<TreeHash> path = tree().inclusion(number - 1, treeSize).path();
        if (row.evidence().isPresent()) {
            Evidence evidence = row.evidence().get();
            writer.entry(number, row.body(), path, evidence.grant(), evidence.receipt());
        } else {
            writer.entry(number, row.body(), path);
        }
    }

    private Statement statement() {
        StatementDigest digest = new StatementDigest();
        numbers.forEach(
                number -> digest.entry(number, journal.rows(0).get(number - 1).body()));
        digest.received(RECEIVED, 77);
        return new Statement(
                grant(1).uploaderId(),
                ALICE.account(),
                window,
                false,
                ISSUED + 1000,
                new Statement.Tree(0, treeSize, journal.root(0, treeSize).bytes()),
                sums,
                saving,
                3,
                new Statement.Contents(numbers.size(), 1, digest.value()));
    }

    /** The tree over the entries, its subtrees computed from the leaves each time. */
    private LogTree tree() {
        return new LogTree((height, index) -> subtree(index << height, (index + 1) << height), treeSize);
    }

    private TreeHash subtree(long from, long to) {
        if (to - from == 1) {
            return TreeHash.ofLeaf(journal.rows(0).get((int) from).body());
        }
        long middle = (from + to) / 2;
        return TreeHash.ofNode(subtree(from, middle), subtree(middle, to));
    }

    /** The file as its lines, without line feeds. */
    List<String> lines() {
        return new ArrayList<>(List.of(file().split("\n")));
    }
}
