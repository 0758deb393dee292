package io.ayni.contracts.journal;

import java.util.Optional;

/** Limits on earning, in order of precedence: the first that takes something of an amount is the one that is named. */
public enum EarningCap {
    /** Bytes between one uploading and one downloading account count in full up to a limit a day, then less and less. */
    PAIR(1),
    /** What the accounts behind one address prefix may earn a day. */
    PREFIX(2),
    /** What one account may earn a day. */
    ACCOUNT(3),
    /** What may be paid a day for one downloading account and one content item. */
    CONTENT(4);

    /** The byte that stands for "none". */
    static final int NONE = 0;

    private final int code;

    EarningCap(int code) {
        this.code = code;
    }

    /** The byte in an entry. */
    public int code() {
        return code;
    }

    static Optional<EarningCap> ofCode(int code) {
        return code >= 1 && code <= values().length ? Optional.of(values()[code - 1]) : Optional.empty();
    }
}
