package io.ayni.contracts.journal;

import java.util.Optional;

/** Why pending earnings went back to their pool. */
public enum VoidReason {
    /** The key that signed their grants was revoked. */
    KEY_REVOKED(1),
    /** A case against the account was upheld. */
    CASE_UPHELD(2);

    private final int code;

    VoidReason(int code) {
        this.code = code;
    }

    /** The byte in an entry. */
    public int code() {
        return code;
    }

    static Optional<VoidReason> ofCode(int code) {
        return code >= 1 && code <= values().length ? Optional.of(values()[code - 1]) : Optional.empty();
    }
}
