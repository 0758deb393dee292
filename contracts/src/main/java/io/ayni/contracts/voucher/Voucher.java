package io.ayni.contracts.voucher;

import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.journal.JournalNames;
import io.ayni.contracts.journal.RedemptionId;

/**
 * The right to a price reduction, for whoever bears it. Good once: billing keeps the {@code redemption} of each voucher
 * that it took and refuses it the second time.
 *
 * @param redemption what it was had for; stands in the public journal
 * @param account the owner's pseudonym
 * @param benefit name of the benefit
 * @param version version of the benefit, 1 to 2^32 − 1
 * @param reduction what it takes off
 * @param issuedAtMs whole seconds, Unix milliseconds
 * @param expiresAtMs whole seconds, Unix milliseconds; good before this instant only
 */
public record Voucher(
        RedemptionId redemption,
        AccountId account,
        String benefit,
        long version,
        PriceReduction reduction,
        long issuedAtMs,
        long expiresAtMs) {
    private static final long SECOND_MS = 1_000;
    private static final long MAX_VERSION = 0xffff_ffffL;

    /** Checks names, numbers and times. */
    public Voucher {
        if (!JournalNames.isBenefit(benefit) || version < 1 || version > MAX_VERSION) {
            throw new IllegalArgumentException("not a version of a benefit");
        }
        if (issuedAtMs < 0 || issuedAtMs % SECOND_MS != 0 || expiresAtMs % SECOND_MS != 0) {
            throw new IllegalArgumentException("the times of a voucher are whole seconds");
        }
        if (expiresAtMs <= issuedAtMs) {
            throw new IllegalArgumentException("a voucher is good for some time");
        }
    }
}
