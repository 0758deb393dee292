package io.ayni.contracts.verify;

import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.Grant;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.journal.EntryCause;
import io.ayni.contracts.journal.JournalEntry;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.journal.Posting;
import io.ayni.contracts.journal.Side;
import io.ayni.contracts.keys.OperatorKeys;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ledger's state as its journal tells it: one number per account, one mark per grant, one per funded pool. Entries
 * are applied in order; the first that no sound ledger would have written is refused. Not thread-safe.
 */
final class JournalFold {
    /** What is known of a grant: what it may still be paid, by whom and to whom (unknown until it is worth something). */
    private record GrantMark(int shard, DocumentId document, long bytes, Optional<LegPair> parties) {}

    /** Who paid whom. */
    private record LegPair(LedgerAccount.Pool pool, LedgerAccount.Owner owner) {}

    private final OperatorKeys keys;
    private final int maxAccounts;
    private final int maxGrants;
    private final Map<LedgerAccount, Long> balances = new HashMap<>();
    private final Map<GrantId, GrantMark> grants = new HashMap<>();
    private final Map<LedgerAccount, Long> fundings = new HashMap<>();
    private long settlements;
    private long settledBytes;
    private long funded;
    private long paid;

    JournalFold(OperatorKeys keys, int maxAccounts, int maxGrants) {
        this.keys = keys;
        this.maxAccounts = maxAccounts;
        this.maxGrants = maxGrants;
    }

    /** Takes the next entry of a shard; {@code evidence} is there for settlements only. */
    void apply(JournalEntry entry, Optional<Evidence> evidence) throws ViolationException, ExportTooLargeException {
        switch (entry.cause()) {
            case EntryCause.Funding funding -> applyFunding(entry, funding, evidence);
            case EntryCause.Settlement settlement -> applySettlement(entry, settlement, evidence);
        }
        for (Posting posting : entry.postings()) {
            post(entry, posting);
        }
        if (balances.size() > maxAccounts || grants.size() > maxGrants) {
            throw new ExportTooLargeException("more than " + maxAccounts + " accounts or " + maxGrants + " grants");
        }
    }

    /** The balance that the journal gives. */
    long balance(LedgerAccount account) {
        return balances.getOrDefault(account, 0L);
    }

    /** All accounts that a posting touched. */
    Map<LedgerAccount, Long> balances() {
        return balances;
    }

    VerificationVerdict.Content content(long entries) {
        return new VerificationVerdict.Content(
                entries, settlements, balances.size(), grants.size(), settledBytes, funded, paid);
    }

    private void applyFunding(JournalEntry entry, EntryCause.Funding funding, Optional<Evidence> evidence)
            throws ViolationException {
        require(evidence.isEmpty(), entry, Invariant.FORMAT, "a funding carries documents");
        LedgerAccount pool = new LedgerAccount.Pool(funding.campaign(), funding.shard());
        long before = fundings.getOrDefault(pool, 0L);
        require(
                funding.sequence() > before,
                entry,
                Invariant.I8,
                "fundings of " + pool.text() + " are not in sequence");
        fundings.put(pool, funding.sequence());
        long amount = legsFrom(entry, new LedgerAccount.Funding(funding.campaign()), pool);
        require(funding.shard() == entry.shard(), entry, Invariant.I13, "a pool is funded outside its own shard");
        require(amount > 0, entry, Invariant.I13, "a funding is not a debit of the operator and a credit of the pool");
        funded = Math.addExact(funded, amount);
    }

    private void applySettlement(JournalEntry entry, EntryCause.Settlement cause, Optional<Evidence> evidence)
            throws ViolationException {
        require(evidence.isPresent(), entry, Invariant.EVIDENCE, "a settlement carries no documents");
        Evidence.Proven documents = prove(entry, cause, evidence.get());
        Grant grant = documents.grant();
        requireProgress(entry, cause);
        require(grant.hasPossibleNumbers(), entry, Invariant.I4, "the grant's numbers are impossible");
        require(
                cause.toBytes() == documents.receipt().cumulativeBytes() && cause.toBytes() <= grant.maxBytes(),
                entry,
                Invariant.I4,
                "the mark is not what the receipt says, or is above the grant's limit");
        long due = grant.amountFor(cause.toBytes()) - grant.amountFor(cause.fromBytes());
        Optional<LegPair> parties = requirePaid(entry, due, cause);
        grants.put(cause.grantId(), new GrantMark(entry.shard(), cause.grantDocument(), cause.toBytes(), parties));
        settlements++;
        settledBytes = Math.addExact(settledBytes, cause.toBytes() - cause.fromBytes());
        paid = Math.addExact(paid, due);
    }

    private Evidence.Proven prove(JournalEntry entry, EntryCause.Settlement cause, Evidence evidence)
            throws ViolationException {
        try {
            return evidence.prove(cause, keys);
        } catch (Evidence.Refuted e) {
            throw violation(entry, Invariant.EVIDENCE, e.getMessage());
        }
    }

    private void requireProgress(JournalEntry entry, EntryCause.Settlement cause) throws ViolationException {
        GrantMark before = grants.get(cause.grantId());
        long mark = before == null ? 0 : before.bytes();
        require(before == null || cause.toBytes() != mark, entry, Invariant.I8, "the same mark was settled before");
        require(cause.toBytes() > mark, entry, Invariant.I5, "the mark does not rise above " + mark);
        require(cause.fromBytes() == mark, entry, Invariant.I4, "the mark before is " + mark);
        require(
                before == null || before.document().equals(cause.grantDocument()),
                entry,
                Invariant.EVIDENCE,
                "two documents of one grant id");
        require(
                before == null || before.shard() == entry.shard(),
                entry,
                Invariant.I4,
                "the grant was settled in another shard");
    }

    private Optional<LegPair> requirePaid(JournalEntry entry, long due, EntryCause.Settlement cause)
            throws ViolationException {
        GrantMark before = grants.get(cause.grantId());
        Optional<LegPair> known = before == null ? Optional.empty() : before.parties();
        if (due == 0) {
            require(entry.postings().isEmpty(), entry, Invariant.I4, "something was posted where nothing is due");
            return known;
        }
        Optional<LegPair> found = parties(entry);
        require(found.isPresent(), entry, Invariant.I4, "the payment is not one from this shard's pool to an owner");
        LegPair pair = found.get();
        require(known.isEmpty() || known.equals(found), entry, Invariant.I4, "a grant changed its pool or its owner");
        require(legsFrom(entry, pair.pool(), pair.owner()) == due, entry, Invariant.I4, "due were " + due);
        return found;
    }

    private static Optional<LegPair> parties(JournalEntry entry) {
        LedgerAccount.Pool pool = null;
        LedgerAccount.Owner owner = null;
        for (Posting posting : entry.postings()) {
            switch (posting.account()) {
                case LedgerAccount.Pool that -> pool = that;
                case LedgerAccount.Owner that -> owner = that;
                case LedgerAccount.Funding _ -> {
                    return Optional.empty();
                }
            }
        }
        return pool != null && owner != null && pool.shard() == entry.shard()
                ? Optional.of(new LegPair(pool, owner))
                : Optional.empty();
    }

    /** The amount when the entry is exactly one debit of the one and one credit of the other, otherwise 0. */
    private static long legsFrom(JournalEntry entry, LedgerAccount debited, LedgerAccount credited) {
        List<Posting> legs = entry.postings();
        if (legs.size() != 2) {
            return 0;
        }
        long amount = legs.getFirst().amountMicroCredits();
        Posting debit = new Posting(debited, Side.DEBIT, amount);
        Posting credit = new Posting(credited, Side.CREDIT, amount);
        return legs.contains(debit) && legs.contains(credit) ? amount : 0;
    }

    private void post(JournalEntry entry, Posting posting) throws ViolationException {
        LedgerAccount account = posting.account();
        long balance = Math.addExact(balance(account), posting.signedAmount());
        balances.put(account, balance);
        switch (account) {
            case LedgerAccount.Pool pool ->
                require(balance >= 0, entry, Invariant.I13, pool.text() + " falls to " + balance);
            case LedgerAccount.Owner owner ->
                require(balance >= 0, entry, Invariant.I6, owner.text() + " falls to " + balance);
            case LedgerAccount.Funding _ -> {} // below zero by nature: what the operator put in
        }
    }

    private static void require(boolean holds, JournalEntry entry, Invariant invariant, String otherwise)
            throws ViolationException {
        if (!holds) {
            throw violation(entry, invariant, otherwise);
        }
    }

    private static ViolationException violation(JournalEntry entry, Invariant invariant, String explanation) {
        return new ViolationException(invariant, entry.shard(), entry.number(), explanation);
    }
}
