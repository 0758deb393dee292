package io.ayni.contracts.verify;

import static io.ayni.contracts.verify.Checks.require;

import io.ayni.contracts.journal.EntryCause;
import io.ayni.contracts.journal.JournalEntry;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.journal.Lot;
import io.ayni.contracts.keys.OperatorKeys;
import java.util.Map;
import java.util.Optional;

/**
 * The ledger's state as its journal tells it. Entries are applied in order, shard after shard; the first that no sound
 * ledger would have written is refused. Not thread-safe.
 */
final class JournalFold {
    private final int maxAccounts;
    private final int maxGrants;
    private final BalanceFold balances = new BalanceFold();
    private final OperatorFold operator = new OperatorFold();
    private final RedemptionFold redemptions = new RedemptionFold();
    private final GrantFold grants;
    private final LotFold lots;
    private int shard = -1;
    private long recordedAtMs;

    JournalFold(OperatorKeys keys, int shards, int maxAccounts, int maxGrants) {
        this.maxAccounts = maxAccounts;
        this.maxGrants = maxGrants;
        this.grants = new GrantFold(keys, shards);
        this.lots = new LotFold(keys);
    }

    /** Takes the next entry; {@code evidence} is there for settlements only. */
    void apply(JournalEntry entry, Optional<Evidence> evidence) throws ViolationException, ExportTooLargeException {
        requireOrder(entry);
        boolean settles = entry.cause() instanceof EntryCause.Settlement;
        require(settles || evidence.isEmpty(), entry, Invariant.FORMAT, "only a settlement carries documents");
        switch (entry.cause()) {
            case EntryCause.Funding cause -> operator.funding(entry, cause);
            case EntryCause.Settlement cause -> settle(entry, cause, evidence);
            case EntryCause.Release cause -> lots.release(entry, cause);
            case EntryCause.Voiding cause -> lots.voiding(entry, cause);
            case EntryCause.Hold cause -> redemptions.hold(entry, cause);
            case EntryCause.Redeemed cause -> redemptions.redeemed(entry, cause);
            case EntryCause.Returned cause -> redemptions.returned(entry, cause);
            case EntryCause.Adjustment cause -> operator.adjustment(entry, cause);
            case EntryCause.OperatorAction cause -> operator.deed(entry, cause);
        }
        balances.apply(entry);
        requireBounds();
    }

    private void settle(JournalEntry entry, EntryCause.Settlement cause, Optional<Evidence> evidence)
            throws ViolationException {
        Optional<Lot> lot = grants.apply(entry, cause, evidence);
        if (lot.isPresent()) {
            lots.add(entry, lot.get());
        }
    }

    private void requireOrder(JournalEntry entry) throws ViolationException {
        if (entry.shard() != shard) {
            shard = entry.shard();
            recordedAtMs = 0;
        }
        require(entry.recordedAtMs() >= recordedAtMs, entry, Invariant.I9, "time runs backwards");
        recordedAtMs = entry.recordedAtMs();
    }

    private void requireBounds() throws ExportTooLargeException {
        if (balances.balances().size() > maxAccounts) {
            throw new ExportTooLargeException("more than " + maxAccounts + " accounts");
        }
        if (grants.remembered() + lots.openLots() + redemptions.remembered() > maxGrants) {
            throw new ExportTooLargeException("more than " + maxGrants + " grants, lots and redemptions at a time");
        }
    }

    /** The balance that the journal gives. */
    long balance(LedgerAccount account) {
        return balances.balance(account);
    }

    /** All accounts that a posting touched. */
    Map<LedgerAccount, Long> balances() {
        return balances.balances();
    }

    VerificationVerdict.Content content(long entries) {
        return new VerificationVerdict.Content(
                entries,
                grants.settlements(),
                balances.balances().size(),
                grants.grants(),
                grants.settledBytes(),
                operator.funded(),
                grants.paid(),
                grants.withheld(),
                lots.released(),
                lots.voided(),
                redemptions.redeemed());
    }
}
