package io.ayni.ledger.statement;

import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.Grant;
import io.ayni.contracts.document.Statement;
import io.ayni.contracts.document.StatementDigest;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.identity.NodeId;
import io.ayni.contracts.journal.Shards;
import io.ayni.contracts.transparency.LogTree;
import io.ayni.contracts.transparency.TiledHashes;
import io.ayni.ledger.statement.DrawnUpStatement.ProvenEntry;
import io.ayni.ledger.statement.StatementEntries.Received;
import io.ayni.ledger.statement.StatementEntries.Scope;
import io.ayni.ledger.statement.StatementEntries.StatedEntry;
import io.ayni.ledger.statement.StatementVerdict.DrawnUp;
import io.ayni.ledger.statement.StatementVerdict.Reason;
import io.ayni.ledger.statement.StatementVerdict.Refused;
import io.ayni.ledger.transparency.PublicLog;
import io.ayni.ledger.transparency.PublishedCheckpoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Draws up a node's statement of a window as of the newest checkpoint of its shard, so that everything in it can be proven.
 * Writes nothing; asked again later, an open window may have more in it and a pending amount may have ended.
 */
public final class DrawUpStatement {
    private final StatementEntries entries;
    private final PublicLog log;
    private final StatementSettings settings;
    private final Ed25519PrivateKey ledgerKey;
    private final int shards;

    /**
     * @param entries what statements open into
     * @param log what they are proven against
     * @param settings what the operator states
     * @param ledgerKey signs them
     * @param shards number of journal shards
     */
    public DrawUpStatement(
            StatementEntries entries,
            PublicLog log,
            StatementSettings settings,
            Ed25519PrivateKey ledgerKey,
            int shards) {
        this.entries = entries;
        this.log = log;
        this.settings = settings;
        this.ledgerKey = ledgerKey;
        this.shards = shards;
    }

    /**
     * Draws one up.
     *
     * @param owner of the node
     * @param window hour since the Unix epoch
     * @param nowMs the ledger's clock
     */
    public StatementVerdict drawUp(NodeId node, AccountId owner, long window, long nowMs) {
        if (window > nowMs / Grant.WINDOW_MS) {
            return new Refused(Reason.NOT_BEGUN);
        }
        int shard = Shards.of(node, shards);
        Optional<PublishedCheckpoint> checkpoint = log.newest(shard);
        if (checkpoint.isEmpty()) {
            return new Refused(Reason.NO_CHECKPOINT);
        }
        Scope scope = new Scope(node, owner, window, shard, checkpoint.get().size());
        return drawUp(scope, checkpoint.get(), nowMs);
    }

    private StatementVerdict drawUp(Scope scope, PublishedCheckpoint checkpoint, long nowMs) {
        int limit = Statement.MAX_CONTENTS + 1;
        StatementSums sums = new StatementSums(scope.owner());
        List<StatedEntry> opened = new ArrayList<>(entries.settlements(scope, limit));
        List<Received> received = entries.received(scope, limit);
        if (opened.size() + received.size() >= limit) {
            return new Refused(Reason.TOO_MANY_ENTRIES);
        }
        opened.forEach(sums::settlement);
        List<StatedEntry> ends = entries.ofCauses(scope, sums.lotEnds());
        ends.forEach(sums::lotEnd);
        opened.addAll(ends);
        if (opened.size() + received.size() >= limit) {
            return new Refused(Reason.TOO_MANY_ENTRIES);
        }
        opened.sort(Comparator.comparingLong(StatedEntry::number));
        return new DrawnUp(signed(scope, checkpoint, nowMs, sums, opened, received));
    }

    private DrawnUpStatement signed(
            Scope scope,
            PublishedCheckpoint checkpoint,
            long nowMs,
            StatementSums sums,
            List<StatedEntry> opened,
            List<Received> received) {
        StatementDigest digest = new StatementDigest();
        opened.forEach(entry -> digest.entry(entry.number(), entry.body()));
        received.forEach(grant -> digest.received(grant.grantId(), grant.settledBytes()));
        Statement statement = new Statement(
                scope.node(),
                scope.owner(),
                scope.window(),
                isClosed(scope.window(), nowMs),
                nowMs,
                new Statement.Tree(
                        scope.shard(), checkpoint.size(), checkpoint.root().bytes()),
                sums.sums(received),
                sums.saving(settings),
                settings.priceRuleVersion(),
                new Statement.Contents(opened.size(), received.size(), digest.value()));
        return new DrawnUpStatement(
                Envelope.sign(statement, ledgerKey), checkpoint.note(), prove(scope, checkpoint, opened), received);
    }

    private List<ProvenEntry> prove(Scope scope, PublishedCheckpoint checkpoint, List<StatedEntry> opened) {
        LogTree tree = new LogTree(new TiledHashes(log.tiles(scope.shard())), checkpoint.size());
        return opened.stream()
                .map(entry -> new ProvenEntry(entry, tree.inclusion(entry.number() - 1, checkpoint.size())))
                .toList();
    }

    /** A grant of the window's last moment may be settled for a while yet. */
    private static boolean isClosed(long window, long nowMs) {
        return nowMs > (window + 1) * Grant.WINDOW_MS + Grant.MAX_SETTLE_MS;
    }
}
