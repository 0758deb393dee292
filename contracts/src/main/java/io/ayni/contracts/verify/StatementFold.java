package io.ayni.contracts.verify;

import static io.ayni.contracts.verify.Checks.moved;
import static io.ayni.contracts.verify.Checks.require;

import io.ayni.contracts.document.Grant;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.document.Statement;
import io.ayni.contracts.document.StatementDigest;
import io.ayni.contracts.journal.EntryCause;
import io.ayni.contracts.journal.JournalEntry;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.journal.Lot;
import io.ayni.contracts.journal.Posting;
import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.contracts.verify.VerificationVerdict.Violated;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Folds what a statement opens into, and holds it against what the statement says. Used by one thread. */
final class StatementFold {
    private final Statement statement;
    private final OperatorKeys keys;
    private final StatementDigest digest = new StatementDigest();
    private final Map<GrantId, Long> marks = new HashMap<>();
    private final Map<Lot, Long> pendingLots = new HashMap<>();
    private final Set<GrantId> receivedGrants = new HashSet<>();
    private long entries;
    private long lastNumber;
    private long given;
    private long received;
    private long earned;
    private long withheld;
    private long voided;

    StatementFold(Statement statement, OperatorKeys keys) {
        this.statement = statement;
        this.keys = keys;
    }

    /** Takes the next entry, which has been found in the tree. */
    void entry(JournalEntry entry, byte[] body, Optional<Evidence> evidence) throws ViolationException {
        require(entry.number() > lastNumber, entry, Invariant.FORMAT, "the entries are not in ascending order");
        lastNumber = entry.number();
        entries++;
        digest.entry(entry.number(), body);
        switch (entry.cause()) {
            case EntryCause.Settlement cause -> settlement(entry, cause, evidence);
            case EntryCause.Release release ->
                end(entry, release.lot(), release.lot().posted());
            case EntryCause.Voiding voiding ->
                voided = Math.addExact(
                        voided, end(entry, voiding.lot(), voiding.lot().pool()));
            case EntryCause.Funding _,
                    EntryCause.Hold _,
                    EntryCause.Redeemed _,
                    EntryCause.Returned _,
                    EntryCause.Adjustment _,
                    EntryCause.OperatorAction _ ->
                throw violation(entry.number(), "an entry that no statement opens into");
        }
    }

    private void settlement(JournalEntry entry, EntryCause.Settlement cause, Optional<Evidence> evidence)
            throws ViolationException {
        require(evidence.isPresent(), entry, Invariant.EVIDENCE, "a settlement carries no documents");
        Evidence.Proven documents = prove(entry, cause, evidence.get());
        Grant grant = documents.grant();
        boolean belongs = grant.uploaderId().equals(statement.nodeId()) && grant.window() == statement.window();
        require(belongs, entry, Invariant.STATEMENT, "the grant is another node's or of another window");
        require(grant.hasPossibleNumbers(), entry, Invariant.I4, "the grant's numbers are impossible");
        require(
                cause.toBytes() == documents.receipt().cumulativeBytes() && cause.toBytes() <= grant.maxBytes(),
                entry,
                Invariant.I4,
                "the mark is not what the receipt says, or is above the grant's limit");
        long before = marks.getOrDefault(cause.grantId(), 0L);
        require(cause.toBytes() > before, entry, Invariant.I5, "the mark does not rise above " + before);
        require(cause.fromBytes() == before, entry, Invariant.I4, "the mark before is " + before);
        marks.put(cause.grantId(), cause.toBytes());
        given = Math.addExact(given, cause.toBytes() - cause.fromBytes());
        withheld = Math.addExact(withheld, cause.withheldMicroCredits());
        pay(entry, cause, grant);
    }

    private Evidence.Proven prove(JournalEntry entry, EntryCause.Settlement cause, Evidence evidence)
            throws ViolationException {
        try {
            return evidence.prove(cause, keys, entry.recordedAtMs());
        } catch (Evidence.Refuted e) {
            throw new ViolationException(Invariant.EVIDENCE, entry.shard(), entry.number(), e.getMessage());
        }
    }

    private void pay(JournalEntry entry, EntryCause.Settlement cause, Grant grant) throws ViolationException {
        long due = grant.amountFor(cause.toBytes()) - grant.amountFor(cause.fromBytes()) - cause.withheldMicroCredits();
        require(due >= 0, entry, Invariant.I4, "more was withheld than was due");
        if (due == 0) {
            require(entry.postings().isEmpty(), entry, Invariant.I4, "something was posted where nothing is due");
            return;
        }
        LedgerAccount.Pending owner = new LedgerAccount.Pending(statement.account());
        Optional<LedgerAccount.Pool> pool = pool(entry);
        boolean paid = pool.isPresent() && moved(entry, pool.get(), owner) == due;
        require(paid, entry, Invariant.I4, "not a payment of " + due + " from this shard's pool to the owner");
        earned = Math.addExact(earned, due);
        Lot lot = new Lot(entry.shard(), statement.account(), pool.get().campaign(), grant.keyId(), cause.lotUntilMs());
        require(entry.recordedAtMs() <= lot.untilMs(), entry, Invariant.I7, "added to a lot after its time");
        pendingLots.merge(lot, due, Math::addExact);
    }

    private static Optional<LedgerAccount.Pool> pool(JournalEntry entry) {
        return entry.postings().stream()
                .map(Posting::account)
                .filter(LedgerAccount.Pool.class::isInstance)
                .map(LedgerAccount.Pool.class::cast)
                .filter(pool -> pool.shard() == entry.shard())
                .findFirst();
    }

    /** Takes the end of a lot; gives the part of it that this statement's settlements put in. */
    private long end(JournalEntry entry, Lot lot, LedgerAccount receiver) throws ViolationException {
        Long part = pendingLots.remove(lot);
        require(part != null, entry, Invariant.STATEMENT, "no settlement of this statement went into the lot");
        require(entry.recordedAtMs() > lot.untilMs(), entry, Invariant.I7, "the lot ended before its time");
        boolean whole = moved(entry, lot.pending(), receiver) >= part;
        require(whole, entry, Invariant.I7, "less went out than " + part + " that went in");
        return part;
    }

    void received(GrantId grantId, long settledBytes) throws ViolationException {
        if (!receivedGrants.add(grantId)) {
            throw violation(0, "a received grant stands twice");
        }
        digest.received(grantId, settledBytes);
        received = Math.addExact(received, settledBytes);
    }

    /** Holds everything against what the statement says. */
    void requireStated() throws ViolationException {
        long pending = pendingLots.values().stream().mapToLong(Long::longValue).sum();
        requireSame("entries", statement.contents().entries(), entries);
        requireSame("received grants", statement.contents().received(), receivedGrants.size());
        requireSame("given bytes", statement.sums().givenBytes(), given);
        requireSame("received bytes", statement.sums().receivedBytes(), received);
        requireSame("earned", statement.sums().earnedMicroCredits(), earned);
        requireSame("withheld", statement.sums().withheldMicroCredits(), withheld);
        requireSame("pending", statement.sums().pendingMicroCredits(), pending);
        requireSame("voided", statement.sums().voidedMicroCredits(), voided);
        requireSame("saved", statement.saving().microUnits(), worth(given));
        if (!statement.contents().digest().equals(digest.value())) {
            throw violation(0, "the digest is not that of what the statement opens into");
        }
    }

    private long worth(long bytes) throws ViolationException {
        BigInteger worth = BigInteger.valueOf(bytes)
                .multiply(BigInteger.valueOf(statement.saving().microUnitsPerGib()))
                .shiftRight(30);
        if (worth.bitLength() > 62) {
            throw violation(0, "what was saved leaves the range of 63 bits");
        }
        return worth.longValueExact();
    }

    private void requireSame(String what, long stated, long found) throws ViolationException {
        if (stated != found) {
            throw violation(0, "stated are " + stated + " " + what + ", the entries come to " + found);
        }
    }

    private ViolationException violation(long number, String explanation) {
        return new ViolationException(
                Invariant.STATEMENT,
                number == 0 ? Violated.NOWHERE : (int) statement.tree().shard(),
                number,
                explanation);
    }
}
