package io.ayni.ledger.redemption;

import io.ayni.contracts.voucher.Voucher;
import io.ayni.ledger.benefit.BenefitTerms;

/** What the voucher of a discount says. */
public final class DiscountVoucher {
    private static final long SECOND_MS = 1_000;

    private DiscountVoucher() {}

    /**
     * The voucher of an order for a discount; its times are cut to whole seconds.
     *
     * @param postedAtMs when it is had
     */
    public static Voucher of(RedemptionOrder order, long postedAtMs) {
        if (!(order.benefit().terms() instanceof BenefitTerms.Discount discount)) {
            throw new IllegalArgumentException("only a discount has a voucher");
        }
        long issuedAtMs = postedAtMs / SECOND_MS * SECOND_MS;
        return new Voucher(
                order.id(),
                order.account(),
                order.benefit().name().value(),
                order.benefit().version(),
                discount.reduction(),
                issuedAtMs,
                Math.addExact(issuedAtMs, order.benefit().lasting().toMillis()));
    }
}
