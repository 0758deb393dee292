package io.ayni.ledger.redemption;

/**
 * What one shard gives for a redemption.
 *
 * @param shard whose
 * @param amountMicroCredits above zero
 */
public record RedemptionPart(int shard, long amountMicroCredits) {
    /** Checks the amount. */
    public RedemptionPart {
        if (amountMicroCredits <= 0) {
            throw new IllegalArgumentException("a part is more than nothing");
        }
    }
}
