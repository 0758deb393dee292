package io.ayni.ledger.operator.grpc;

import io.ayni.contracts.voucher.PriceReduction;
import io.ayni.ledger.benefit.Availability;
import io.ayni.ledger.benefit.Benefit;
import io.ayni.ledger.benefit.BenefitName;
import io.ayni.ledger.benefit.BenefitTerms;
import io.ayni.ledger.benefit.Fulfilment;
import io.ayni.ledger.grpc.GrpcStatuses;
import io.ayni.ledger.v1.DiscountTerms;
import io.ayni.ledger.v1.OfferedBenefit;
import io.ayni.ledger.v1.PublishBenefitRequest;
import java.time.Duration;

/** Versions of benefits out of messages; INVALID_ARGUMENT says which rule of a benefit does not hold. */
final class OfferedVersions {
    private OfferedVersions() {}

    static Benefit benefit(PublishBenefitRequest request) {
        OfferedBenefit offered = request.getBenefit();
        BenefitTerms terms = terms(offered);
        try {
            return new Benefit(
                    new BenefitName(offered.getName()),
                    Integer.toUnsignedLong(offered.getVersion()),
                    offered.getTitle(),
                    offered.getPriceMicroCredits(),
                    Duration.ofMillis(offered.getLastingMs()),
                    terms,
                    fulfilment(offered),
                    availability(request));
        } catch (IllegalArgumentException e) {
            throw GrpcStatuses.invalid("benefit: " + e.getMessage());
        }
    }

    private static BenefitTerms terms(OfferedBenefit offered) {
        try {
            return switch (offered.getTermsCase()) {
                case DISCOUNT -> new BenefitTerms.Discount(reduction(offered.getDiscount()));
                case QUALITY ->
                    new BenefitTerms.Quality(
                            offered.getQuality().getRendition(),
                            offered.getQuality().getBandwidthClass());
                case PRIORITY -> new BenefitTerms.Priority();
                case EXCLUSIVE ->
                    new BenefitTerms.Exclusive(offered.getExclusive().getContentSet());
                case TERMS_NOT_SET -> throw new IllegalArgumentException("it has no terms");
            };
        } catch (IllegalArgumentException e) {
            throw GrpcStatuses.invalid("benefit: " + e.getMessage());
        }
    }

    private static PriceReduction reduction(DiscountTerms terms) {
        return switch (terms.getOffCase()) {
            case PERCENT -> new PriceReduction.Percent(terms.getPercent());
            case AMOUNT ->
                new PriceReduction.Amount(
                        terms.getAmount().getMinorUnits(), terms.getAmount().getCurrency());
            case OFF_NOT_SET -> throw new IllegalArgumentException("a discount takes a percentage or an amount off");
        };
    }

    private static Fulfilment fulfilment(OfferedBenefit offered) {
        return offered.getConfirmWithinMs() == 0
                ? new Fulfilment.Immediate()
                : new Fulfilment.Confirmed(Duration.ofMillis(offered.getConfirmWithinMs()));
    }

    private static Availability availability(PublishBenefitRequest request) {
        long untilMs = request.getBenefit().getAvailableUntilMs();
        return new Availability(request.getAvailableFromMs(), untilMs == 0 ? Availability.NO_END : untilMs, false);
    }
}
