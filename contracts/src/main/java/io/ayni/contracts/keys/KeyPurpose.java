package io.ayni.contracts.keys;

import java.util.Locale;
import java.util.Optional;

/** What an operator's key signs. A key is good for its purpose only. */
public enum KeyPurpose {
    /** Grants, by the tracker. */
    GRANT,
    /** Node tokens, by the tracker. */
    TOKEN,
    /** Acks and statements, by the ledger. */
    LEDGER,
    /** Checkpoints of the journal, by the ledger. */
    CHECKPOINT,
    /** Vouchers for benefits, by the ledger. */
    VOUCHER,
    /** Publications, by the gateway. */
    MANIFEST;

    /** The word in a key list. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<KeyPurpose> ofWord(String word) {
        for (KeyPurpose purpose : values()) {
            if (purpose.word().equals(word)) {
                return Optional.of(purpose);
            }
        }
        return Optional.empty();
    }
}
