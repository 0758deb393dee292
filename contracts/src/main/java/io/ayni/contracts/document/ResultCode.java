package io.ayni.contracts.document;

import java.util.Optional;

/**
 * Result of settling one receipt, in order of precedence: when several apply, the first one is given, so two faults
 * always have the same answer. The codes stand in signed acks and are final; they equal those of the ledger's proto.
 */
public enum ResultCode {
    /** Grant or receipt is not a well-formed document, or the two do not belong together. */
    MALFORMED(1),
    /** A document version that this ledger does not know. */
    UNSUPPORTED_VERSION(2),
    /** Arrived after the grant's settle_by. */
    WINDOW_CLOSED(3),
    /** The grant names another uploader. */
    NOT_THE_UPLOADER(4),
    /** Impossible numbers. */
    OVER_LIMIT(5),
    /** Not above what was settled before: an ordinary, successful repeat. */
    ALREADY_SETTLED(6),
    /** The grant's key is not known. */
    UNKNOWN_KEY(7),
    /** The grant's signature does not hold. */
    BAD_GRANT_SIGNATURE(8),
    /** The receipt's signature does not hold. */
    BAD_RECEIPT_SIGNATURE(9),
    /** The grant's key was not valid at issue. */
    KEY_REVOKED(10),
    /** The uploader is served by the edge only. */
    QUARANTINED(11),
    /** An earning cap took part or all of it. */
    CAPPED(12),
    /** The campaign has not enough left; nothing was posted. */
    POOL_EMPTY(13),
    /** Posted. */
    POSTED(14);

    private final int code;

    ResultCode(int code) {
        this.code = code;
    }

    /** The byte in an ack. */
    public int code() {
        return code;
    }

    static Optional<ResultCode> ofCode(int code) {
        return code >= 1 && code <= values().length ? Optional.of(values()[code - 1]) : Optional.empty();
    }
}
