package io.ayni.contracts.journal;

/**
 * One leg of an entry.
 *
 * @param account whose balance moves
 * @param side which way
 * @param amountMicroCredits how much, above zero
 */
public record Posting(LedgerAccount account, Side side, long amountMicroCredits) {
    /** Checks the amount. */
    public Posting {
        if (amountMicroCredits <= 0) {
            throw new IllegalArgumentException("a posting moves more than nothing");
        }
    }

    /** The change of the account's balance. */
    public long signedAmount() {
        return side == Side.CREDIT ? amountMicroCredits : -amountMicroCredits;
    }
}
