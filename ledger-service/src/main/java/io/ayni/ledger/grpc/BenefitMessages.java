package io.ayni.ledger.grpc;

import com.google.protobuf.ByteString;
import io.ayni.contracts.voucher.PriceReduction;
import io.ayni.ledger.benefit.Availability;
import io.ayni.ledger.benefit.Benefit;
import io.ayni.ledger.benefit.BenefitTerms;
import io.ayni.ledger.benefit.Fulfilment;
import io.ayni.ledger.redemption.Gain;
import io.ayni.ledger.redemption.Redemption;
import io.ayni.ledger.redemption.RefusalReason;
import io.ayni.ledger.v1.DiscountTerms;
import io.ayni.ledger.v1.ExclusiveTerms;
import io.ayni.ledger.v1.MoneyOff;
import io.ayni.ledger.v1.OfferedBenefit;
import io.ayni.ledger.v1.PriorityTerms;
import io.ayni.ledger.v1.QualityTerms;
import io.ayni.ledger.v1.RedemptionRecord;
import io.ayni.ledger.v1.RedemptionRefusal;
import io.ayni.ledger.v1.RedemptionState;

/** Benefits and redemptions as messages. */
public final class BenefitMessages {
    private BenefitMessages() {}

    /** A version as it is offered. */
    public static OfferedBenefit message(Benefit benefit) {
        OfferedBenefit.Builder message = OfferedBenefit.newBuilder()
                .setName(benefit.name().value())
                .setVersion((int) benefit.version())
                .setTitle(benefit.title())
                .setPriceMicroCredits(benefit.priceMicroCredits())
                .setLastingMs(benefit.lasting().toMillis());
        if (benefit.fulfilment() instanceof Fulfilment.Confirmed(var within)) {
            message.setConfirmWithinMs(within.toMillis());
        }
        if (benefit.availability().untilMs() != Availability.NO_END) {
            message.setAvailableUntilMs(benefit.availability().untilMs());
        }
        switch (benefit.terms()) {
            case BenefitTerms.Discount(PriceReduction.Percent(int percent)) ->
                message.setDiscount(DiscountTerms.newBuilder().setPercent(percent));
            case BenefitTerms.Discount(PriceReduction.Amount(long minorUnits, String currency)) ->
                message.setDiscount(DiscountTerms.newBuilder()
                        .setAmount(
                                MoneyOff.newBuilder().setMinorUnits(minorUnits).setCurrency(currency)));
            case BenefitTerms.Quality(String rendition, String bandwidthClass) ->
                message.setQuality(
                        QualityTerms.newBuilder().setRendition(rendition).setBandwidthClass(bandwidthClass));
            case BenefitTerms.Priority _ -> message.setPriority(PriorityTerms.getDefaultInstance());
            case BenefitTerms.Exclusive(String contentSet) ->
                message.setExclusive(ExclusiveTerms.newBuilder().setContentSet(contentSet));
        }
        return message.build();
    }

    static RedemptionRecord message(Redemption redemption) {
        RedemptionRecord.Builder message = RedemptionRecord.newBuilder()
                .setRedemptionId(ByteString.copyFrom(redemption.order().id().bytes()))
                .setBenefit(message(redemption.order().benefit()))
                .setRequestedAtMs(redemption.order().requestedAtMs());
        switch (redemption) {
            case Redemption.Pending pending ->
                message.setState(RedemptionState.REDEMPTION_STATE_PENDING).setConfirmByMs(pending.confirmByMs());
            case Redemption.Posted posted -> {
                message.setState(RedemptionState.REDEMPTION_STATE_POSTED).setEndedAtMs(posted.postedAtMs());
                setGain(message, posted.gain());
            }
            case Redemption.Voided voided ->
                message.setState(RedemptionState.REDEMPTION_STATE_VOIDED).setEndedAtMs(voided.voidedAtMs());
            case Redemption.Expired expired ->
                message.setState(RedemptionState.REDEMPTION_STATE_EXPIRED).setEndedAtMs(expired.expiredAtMs());
        }
        return message.build();
    }

    private static void setGain(RedemptionRecord.Builder message, Gain gain) {
        switch (gain) {
            case Gain.Voucher(String token) -> message.setVoucher(token);
            case Gain.Right(long fromMs, long untilMs) ->
                message.setEntitledFromMs(fromMs).setEntitledUntilMs(untilMs);
        }
    }

    static RedemptionRefusal message(RefusalReason reason) {
        return switch (reason) {
            case UNKNOWN_BENEFIT -> RedemptionRefusal.REDEMPTION_REFUSAL_UNKNOWN_BENEFIT;
            case RETIRED -> RedemptionRefusal.REDEMPTION_REFUSAL_RETIRED;
            case NOT_YET -> RedemptionRefusal.REDEMPTION_REFUSAL_NOT_YET;
            case OVER -> RedemptionRefusal.REDEMPTION_REFUSAL_OVER;
            case VERSION_CHANGED -> RedemptionRefusal.REDEMPTION_REFUSAL_VERSION_CHANGED;
            case TOO_MANY -> RedemptionRefusal.REDEMPTION_REFUSAL_TOO_MANY;
            case INSUFFICIENT_BALANCE -> RedemptionRefusal.REDEMPTION_REFUSAL_INSUFFICIENT_BALANCE;
        };
    }
}
