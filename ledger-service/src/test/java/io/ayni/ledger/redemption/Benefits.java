package io.ayni.ledger.redemption;

import io.ayni.contracts.voucher.PriceReduction;
import io.ayni.ledger.benefit.Availability;
import io.ayni.ledger.benefit.Benefit;
import io.ayni.ledger.benefit.BenefitName;
import io.ayni.ledger.benefit.BenefitTerms;
import io.ayni.ledger.benefit.Fulfilment;
import java.time.Duration;

/** Benefits of the tests: 10 micro-credits, one day, version 1, always available unless made otherwise. */
public record Benefits(Benefit benefit) {
    public static final long PRICE = 10;
    public static final Duration LASTING = Duration.ofDays(1);
    public static final Duration CONFIRM_WITHIN = Duration.ofMinutes(10);

    public static Benefits aDiscount(String name) {
        return of(name, new BenefitTerms.Discount(new PriceReduction.Percent(20)), new Fulfilment.Immediate());
    }

    public static Benefits aPriority(String name) {
        return of(name, new BenefitTerms.Priority(), new Fulfilment.Immediate());
    }

    public static Benefits aQuality(String name) {
        return of(name, new BenefitTerms.Quality("uhd", "fast"), new Fulfilment.Immediate());
    }

    /** Held until the operator confirms. */
    public static Benefits aConfirmedExclusive(String name) {
        return of(name, new BenefitTerms.Exclusive("classics"), new Fulfilment.Confirmed(CONFIRM_WITHIN));
    }

    private static Benefits of(String name, BenefitTerms terms, Fulfilment fulfilment) {
        return new Benefits(new Benefit(
                new BenefitName(name), 1, "For tests", PRICE, LASTING, terms, fulfilment, Availability.ALWAYS));
    }

    public Benefits version(long version) {
        return new Benefits(new Benefit(
                benefit.name(),
                version,
                benefit.title(),
                benefit.priceMicroCredits(),
                benefit.lasting(),
                benefit.terms(),
                benefit.fulfilment(),
                benefit.availability()));
    }

    public Benefits priced(long microCredits) {
        return new Benefits(new Benefit(
                benefit.name(),
                benefit.version(),
                benefit.title(),
                microCredits,
                benefit.lasting(),
                benefit.terms(),
                benefit.fulfilment(),
                benefit.availability()));
    }

    public Benefits available(long fromMs, long untilMs, boolean retired) {
        return new Benefits(new Benefit(
                benefit.name(),
                benefit.version(),
                benefit.title(),
                benefit.priceMicroCredits(),
                benefit.lasting(),
                benefit.terms(),
                benefit.fulfilment(),
                new Availability(fromMs, untilMs, retired)));
    }
}
