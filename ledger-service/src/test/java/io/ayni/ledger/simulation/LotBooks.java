package io.ayni.ledger.simulation;

import static io.ayni.ledger.simulation.Violation.require;

import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.journal.EntryCause;
import io.ayni.contracts.journal.JournalEntry;
import io.ayni.contracts.journal.Lot;
import io.ayni.contracts.keys.KeyPurpose;
import io.ayni.contracts.keys.PublishedKey;
import io.ayni.ledger.simulation.Database.LotRow;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Pending lots as the entries alone tell them: each ends once, whole, when its time has come, and the right way (I7). */
final class LotBooks {
    private final Settings settings;
    private final Map<Lot, Long> open = new HashMap<>();
    private final Set<Lot> ended = new HashSet<>();
    private final Map<AccountId, Long> firstSettledAtMs = new HashMap<>();
    private final Map<AccountId, Long> settledGrants = new HashMap<>();

    private final Map<AccountId, Long> voidUntil = new HashMap<>();
    private final Set<AccountId> quarantined = new HashSet<>();

    LotBooks(Settings settings) {
        this.settings = settings;
    }

    /** An account had a grant settled for the first time. */
    void countGrant(AccountId account, long recordedAtMs) {
        firstSettledAtMs.merge(account, recordedAtMs, Math::min);
        settledGrants.merge(account, 1L, Math::addExact);
    }

    /**
     * An operator decided about an account.
     *
     * @param isQuarantined it is served by the edge only from now on
     * @param voidUntilMs lots that ended up to here are void
     */
    void judge(AccountId account, boolean isQuarantined, long voidUntilMs) {
        voidUntil.merge(account, voidUntilMs, Math::max);
        if (isQuarantined) {
            quarantined.add(account);
        } else {
            quarantined.remove(account);
        }
    }

    boolean isQuarantined(AccountId account) {
        return quarantined.contains(account);
    }

    /** A settlement adds to a lot. */
    void add(JournalEntry entry, Lot lot, long amount) {
        require(entry.recordedAtMs() <= lot.untilMs(), "I7", "added to a lot after its time");
        require(!ended.contains(lot), "I7", "added to a lot that has ended");
        open.merge(lot, amount, Math::addExact);
    }

    /** A lot is released. */
    void release(JournalEntry entry, EntryCause.Release cause) {
        Lot lot = cause.lot();
        end(entry, lot);
        PendingTimes times = new PendingTimes(lot, entry.recordedAtMs());
        require(times.isHeldLongEnough(), "I7", "released before its hold was over");
        require(!times.isRevoked(), "KEY_REVOKED", "earnings of a revoked key were released");
        require(times.isVested(), "I7", "released before it was vested");
        require(!times.isUpheld(), "I7", "released although a case was upheld");
        require(!quarantined.contains(lot.owner()), "QUARANTINED", "released to an owner in quarantine");
    }

    /** A lot is voided. */
    void voiding(JournalEntry entry, EntryCause.Voiding cause) {
        end(entry, cause.lot());
        PendingTimes times = new PendingTimes(cause.lot(), entry.recordedAtMs());
        boolean isRight =
                switch (cause.reason()) {
                    case KEY_REVOKED -> times.isRevoked();
                    case CASE_UPHELD -> times.isUpheld();
                };
        require(isRight, "I7", "voided for no reason");
    }

    private void end(JournalEntry entry, Lot lot) {
        Long amount = open.remove(lot);
        require(amount != null && ended.add(lot), "I7", "a lot ended twice, or never was");
        require(entry.recordedAtMs() > lot.untilMs(), "I7", "a lot ended before its time");
        require(entry.postings().getFirst().amountMicroCredits() == amount, "I7", "a lot did not end whole");
    }

    /** Compares with what the table says. */
    void compare(Database database) {
        Map<Lot, Long> rows = new HashMap<>();
        database.lots.forEach((Lot lot, LotRow row) -> rows.put(lot, row.amount()));
        require(rows.equals(open), "I7", "the open lots are not the fold");
    }

    private final class PendingTimes {
        private final Lot lot;
        private final long atMs;

        PendingTimes(Lot lot, long atMs) {
            this.lot = lot;
            this.atMs = atMs;
        }

        boolean isHeldLongEnough() {
            return atMs > lot.untilMs() + settings.pending().holdMs();
        }

        boolean isRevoked() {
            PublishedKey key =
                    settings.keys().find(KeyPurpose.GRANT, lot.grantKey()).orElseThrow();
            return atMs >= key.revokedAtMs();
        }

        boolean isUpheld() {
            return lot.untilMs() <= voidUntil.getOrDefault(lot.owner(), 0L);
        }

        boolean isVested() {
            return settledGrants.get(lot.owner()) >= settings.pending().vestingSessions()
                    || atMs
                            >= firstSettledAtMs.get(lot.owner())
                                    + settings.pending().vestingMs();
        }
    }
}
