package io.ayni.contracts.verify;

import static io.ayni.contracts.verify.Checks.moved;
import static io.ayni.contracts.verify.Checks.require;

import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.Grant;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.journal.EntryCause;
import io.ayni.contracts.journal.JournalEntry;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.journal.Lot;
import io.ayni.contracts.journal.Posting;
import io.ayni.contracts.journal.Shards;
import io.ayni.contracts.keys.OperatorKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Settlements: what is known of each grant that may still be settled. A grant is forgotten {@link #FORGET_AFTER_MS} after
 * its settle_by, and a settlement that comes later than that is refused, so memory follows the traffic of some days and
 * not the length of the journal.
 */
final class GrantFold {
    /** How long after settle_by a receipt that arrived in time may wait to be settled: 7 days. */
    static final long FORGET_AFTER_MS = 7 * 24 * 3_600_000L;

    private static final long HOUR_MS = 3_600_000L;

    /** What is known of a grant: how far it is settled, by whom and to whom (unknown until it is worth something). */
    private record GrantMark(DocumentId document, long bytes, Optional<Parties> parties) {}

    private record Parties(LedgerAccount.Pool pool, LedgerAccount.Pending owner) {}

    private final OperatorKeys keys;
    private final int shards;
    private final Map<GrantId, GrantMark> marks = new HashMap<>();
    private final TreeMap<Long, List<GrantId>> forgottenFrom = new TreeMap<>();
    private int shard = -1;
    private long grants;
    private long settlements;
    private long settledBytes;
    private long paid;
    private long withheld;

    GrantFold(OperatorKeys keys, int shards) {
        this.keys = keys;
        this.shards = shards;
    }

    /** Takes a settlement; gives the lot that its amount goes into, if there is one. */
    Optional<Lot> apply(JournalEntry entry, EntryCause.Settlement cause, Optional<Evidence> evidence)
            throws ViolationException {
        forget(entry);
        require(evidence.isPresent(), entry, Invariant.EVIDENCE, "a settlement carries no documents");
        Evidence.Proven documents = prove(entry, cause, evidence.get());
        Grant grant = documents.grant();
        requireProgress(entry, cause);
        requireNumbers(entry, cause, documents);
        long due = grant.amountFor(cause.toBytes()) - grant.amountFor(cause.fromBytes());
        Optional<Parties> parties = requirePaid(entry, cause, due);
        remember(cause, grant, parties);
        settlements++;
        settledBytes = Math.addExact(settledBytes, cause.toBytes() - cause.fromBytes());
        withheld = Math.addExact(withheld, cause.withheldMicroCredits());
        paid = Math.addExact(paid, due - cause.withheldMicroCredits());
        return entry.postings().isEmpty() ? Optional.empty() : Optional.of(lot(cause, grant, parties.orElseThrow()));
    }

    private static Lot lot(EntryCause.Settlement cause, Grant grant, Parties parties) {
        return new Lot(
                parties.pool().shard(),
                parties.owner().account(),
                parties.pool().campaign(),
                grant.keyId(),
                cause.lotUntilMs());
    }

    private Evidence.Proven prove(JournalEntry entry, EntryCause.Settlement cause, Evidence evidence)
            throws ViolationException {
        try {
            return evidence.prove(cause, keys, entry.recordedAtMs());
        } catch (Evidence.Refuted e) {
            throw new ViolationException(Invariant.EVIDENCE, entry.shard(), entry.number(), e.getMessage());
        }
    }

    private void requireProgress(JournalEntry entry, EntryCause.Settlement cause) throws ViolationException {
        GrantMark before = marks.get(cause.grantId());
        long mark = before == null ? 0 : before.bytes();
        require(before == null || cause.toBytes() != mark, entry, Invariant.I8, "the same mark was settled before");
        require(cause.toBytes() > mark, entry, Invariant.I5, "the mark does not rise above " + mark);
        require(cause.fromBytes() == mark, entry, Invariant.I4, "the mark before is " + mark);
        require(
                before == null || before.document().equals(cause.grantDocument()),
                entry,
                Invariant.EVIDENCE,
                "two documents of one grant id");
    }

    private void requireNumbers(JournalEntry entry, EntryCause.Settlement cause, Evidence.Proven documents)
            throws ViolationException {
        Grant grant = documents.grant();
        require(grant.hasPossibleNumbers(), entry, Invariant.I4, "the grant's numbers are impossible");
        require(
                cause.toBytes() == documents.receipt().cumulativeBytes() && cause.toBytes() <= grant.maxBytes(),
                entry,
                Invariant.I4,
                "the mark is not what the receipt says, or is above the grant's limit");
        require(
                Shards.of(grant.uploaderId(), shards) == entry.shard(),
                entry,
                Invariant.I4,
                "the uploader's settlements stand in another shard");
        require(
                entry.recordedAtMs() <= grant.settleByMs() + FORGET_AFTER_MS,
                entry,
                Invariant.I4,
                "settled more than 7 days after the grant's window closed");
    }

    private Optional<Parties> requirePaid(JournalEntry entry, EntryCause.Settlement cause, long due)
            throws ViolationException {
        long withheldNow = cause.withheldMicroCredits();
        require(withheldNow <= due, entry, Invariant.I4, "more was withheld than was due: " + due);
        Optional<Parties> known =
                Optional.ofNullable(marks.get(cause.grantId())).flatMap(GrantMark::parties);
        if (due == withheldNow) {
            boolean nothing = entry.postings().isEmpty() && cause.lotUntilMs() == 0;
            require(nothing, entry, Invariant.I4, "something was posted where nothing is due");
            return known;
        }
        Optional<Parties> found = parties(entry);
        require(found.isPresent(), entry, Invariant.I4, "the payment is not one from this shard's pool to an owner");
        require(known.isEmpty() || known.equals(found), entry, Invariant.I4, "a grant changed its pool or its owner");
        long amount = moved(entry, found.get().pool(), found.get().owner());
        require(amount == due - withheldNow, entry, Invariant.I4, "due were " + (due - withheldNow));
        return found;
    }

    private static Optional<Parties> parties(JournalEntry entry) {
        LedgerAccount.Pool pool = null;
        LedgerAccount.Pending owner = null;
        for (Posting posting : entry.postings()) {
            if (posting.account() instanceof LedgerAccount.Pool that) {
                pool = that;
            } else if (posting.account() instanceof LedgerAccount.Pending that) {
                owner = that;
            }
        }
        return pool != null && owner != null && pool.shard() == entry.shard()
                ? Optional.of(new Parties(pool, owner))
                : Optional.empty();
    }

    private void remember(EntryCause.Settlement cause, Grant grant, Optional<Parties> parties) {
        GrantMark before = marks.put(cause.grantId(), new GrantMark(cause.grantDocument(), cause.toBytes(), parties));
        if (before == null) {
            grants++;
            long hour = (grant.settleByMs() + FORGET_AFTER_MS) / HOUR_MS + 1;
            forgottenFrom.computeIfAbsent(hour, _ -> new ArrayList<>()).add(cause.grantId());
        }
    }

    /** A grant is settled in one shard, so what one shard taught is not needed in the next. */
    private void forget(JournalEntry entry) {
        if (entry.shard() != shard) {
            shard = entry.shard();
            marks.clear();
            forgottenFrom.clear();
        }
        Map<Long, List<GrantId>> past = forgottenFrom.headMap(entry.recordedAtMs() / HOUR_MS, true);
        past.values().forEach(ids -> ids.forEach(marks::remove));
        past.clear();
    }

    /** Grants that are remembered now. */
    int remembered() {
        return marks.size();
    }

    long grants() {
        return grants;
    }

    long settlements() {
        return settlements;
    }

    long settledBytes() {
        return settledBytes;
    }

    long paid() {
        return paid;
    }

    long withheld() {
        return withheld;
    }
}
