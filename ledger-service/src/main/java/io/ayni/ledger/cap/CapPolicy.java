package io.ayni.ledger.cap;

/**
 * The numbers of the caps; each per day.
 *
 * @param pairFullBytes bytes between two accounts that count in full; each further portion of that size counts half of the
 *     one before
 * @param prefixMicroCredits what accounts behind one address prefix may earn
 * @param accountMicroCredits what one account may earn
 * @param contentPercent how much of an item's size may be paid for one downloading account, per cent
 */
public record CapPolicy(long pairFullBytes, long prefixMicroCredits, long accountMicroCredits, int contentPercent) {
    /** 2 GiB a pair, 1,000 credits a prefix, 250 credits an account, 1.2 times the item. */
    public static final CapPolicy DEFAULT = new CapPolicy(2L << 30, 1_000_000_000L, 250_000_000L, 120);

    /** Checks the ranges. */
    public CapPolicy {
        if (pairFullBytes < 1 || prefixMicroCredits < 0 || accountMicroCredits < 0 || contentPercent < 0) {
            throw new IllegalArgumentException("a cap is not below nothing, and a portion of bytes is at least one");
        }
    }
}
