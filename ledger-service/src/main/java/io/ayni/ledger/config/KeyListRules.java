package io.ayni.ledger.config;

import io.ayni.contracts.crypto.KeyId;
import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.contracts.keys.PublishedKey;
import java.util.ArrayList;
import java.util.List;

/**
 * What a newer key list must not do to an older one. A revocation is published before its time, because the entries that a
 * ledger made between the two would be refused by {@code ledger-verify}; and it is never taken back or put off, because
 * lots were voided for it. Pure.
 */
final class KeyListRules {
    private KeyListRules() {}

    /** How a newer list breaks the rule. */
    enum Reason {
        /** The time of the revocation was over when the ledger read of it. */
        REVOKED_IN_THE_PAST,
        /** A revocation is not in the newer list, or lies later there. */
        REVOCATION_WITHDRAWN
    }

    /**
     * One breach.
     *
     * @param key which key
     * @param reason how
     */
    record Fault(KeyId key, Reason reason) {}

    /**
     * Compares two lists.
     *
     * @param before the list that counted so far
     * @param fresh the list that counts from now on
     * @param nowMs when it was read, on the ledger's clock
     */
    static List<Fault> compare(OperatorKeys before, OperatorKeys fresh, long nowMs) {
        List<Fault> faults = new ArrayList<>();
        for (PublishedKey key : fresh.all()) {
            if (key.isRevokedAt(nowMs) && key.revokedAtMs() < revokedAtMs(before, key)) {
                faults.add(new Fault(key.id(), Reason.REVOKED_IN_THE_PAST));
            }
        }
        for (PublishedKey key : before.all()) {
            if (key.isRevokedAt(nowMs) && key.revokedAtMs() < revokedAtMs(fresh, key)) {
                faults.add(new Fault(key.id(), Reason.REVOCATION_WITHDRAWN));
            }
        }
        return faults;
    }

    private static long revokedAtMs(OperatorKeys keys, PublishedKey key) {
        return keys.find(key.purpose(), key.id()).map(PublishedKey::revokedAtMs).orElse(PublishedKey.NEVER);
    }
}
