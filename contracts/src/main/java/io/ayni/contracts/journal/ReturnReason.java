package io.ayni.contracts.journal;

import java.util.Optional;

/** Why a hold went back to its owner. */
public enum ReturnReason {
    /** The owner or the operator called the redemption off. */
    VOIDED(1),
    /** Nobody confirmed the redemption in time. */
    EXPIRED(2);

    private final int code;

    ReturnReason(int code) {
        this.code = code;
    }

    /** The byte in an entry. */
    public int code() {
        return code;
    }

    static Optional<ReturnReason> ofCode(int code) {
        return code >= 1 && code <= values().length ? Optional.of(values()[code - 1]) : Optional.empty();
    }
}
