package io.ayni.agent.swarm.exchange;

/** Why an uploader does not take a receipt, in order of precedence. */
public enum ReceiptFault {
    /** The body is not a receipt. */
    MALFORMED,
    /** Of another grant than the newest accepted one. */
    OTHER_GRANT,
    /** Not signed by the grant's session key. */
    BAD_SIGNATURE,
    /** The sequence does not go up by one. */
    WRONG_SEQUENCE,
    /** Does not name the receipt before. */
    WRONG_PREVIOUS,
    /** Covers less than the receipt before. */
    LOWER_TOTAL,
    /** Covers more than was sent or than the grant allows. */
    MORE_THAN_SENT
}
