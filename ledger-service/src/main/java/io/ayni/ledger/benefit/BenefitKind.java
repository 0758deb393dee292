package io.ayni.ledger.benefit;

/** What a benefit is. */
public enum BenefitKind {
    /** A voucher that takes something off a bill. */
    DISCOUNT,
    /** A higher rendition and bandwidth class for a time. */
    QUALITY,
    /** First in the queue for a time. */
    PRIORITY,
    /** A content set that is not open to all, for a time. */
    EXCLUSIVE
}
