package io.ayni.contracts.verify;

import static io.ayni.contracts.verify.Checks.moved;
import static io.ayni.contracts.verify.Checks.require;

import io.ayni.contracts.journal.EntryCause;
import io.ayni.contracts.journal.JournalEntry;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.journal.Lot;
import io.ayni.contracts.journal.VoidReason;
import io.ayni.contracts.keys.KeyPurpose;
import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.contracts.keys.PublishedKey;
import java.util.HashMap;
import java.util.Map;

/**
 * Lots of pending earnings that have not ended. Nothing is added to a lot after its time and none ends before it; time
 * never runs backwards within a shard, so an ended lot need not be remembered.
 */
final class LotFold {
    private final OperatorKeys keys;
    private final Map<Lot, Long> open = new HashMap<>();
    private long released;
    private long voided;

    LotFold(OperatorKeys keys) {
        this.keys = keys;
    }

    void add(JournalEntry entry, Lot lot) throws ViolationException {
        require(entry.recordedAtMs() <= lot.untilMs(), entry, Invariant.I7, "added to a lot after its time");
        open.merge(lot, moved(entry, lot.pool(), lot.pending()), Math::addExact);
    }

    void release(JournalEntry entry, EntryCause.Release cause) throws ViolationException {
        released = Math.addExact(released, end(entry, cause.lot(), cause.lot().posted()));
    }

    void voiding(JournalEntry entry, EntryCause.Voiding cause) throws ViolationException {
        if (cause.reason() == VoidReason.KEY_REVOKED) {
            boolean revoked = keys.find(KeyPurpose.GRANT, cause.lot().grantKey())
                    .filter(key -> isRevoked(key, entry))
                    .isPresent();
            require(revoked, entry, Invariant.I7, "voided for a key that was not revoked");
        }
        voided = Math.addExact(voided, end(entry, cause.lot(), cause.lot().pool()));
    }

    private static boolean isRevoked(PublishedKey key, JournalEntry entry) {
        return key.isRevokedAt(entry.recordedAtMs());
    }

    private long end(JournalEntry entry, Lot lot, LedgerAccount receiver) throws ViolationException {
        require(lot.shard() == entry.shard(), entry, Invariant.I7, "a lot of another shard");
        Long amount = open.remove(lot);
        require(amount != null, entry, Invariant.I7, "the lot does not exist or has ended");
        require(entry.recordedAtMs() > lot.untilMs(), entry, Invariant.I7, "the lot ended before its time");
        require(moved(entry, lot.pending(), receiver) == amount, entry, Invariant.I7, "the lot holds " + amount);
        return amount;
    }

    /** Lots that have not ended. */
    int openLots() {
        return open.size();
    }

    long released() {
        return released;
    }

    long voided() {
        return voided;
    }
}
