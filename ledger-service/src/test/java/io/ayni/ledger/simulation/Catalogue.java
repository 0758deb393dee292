package io.ayni.ledger.simulation;

import io.ayni.contracts.voucher.PriceReduction;
import io.ayni.ledger.benefit.Availability;
import io.ayni.ledger.benefit.Benefit;
import io.ayni.ledger.benefit.BenefitName;
import io.ayni.ledger.benefit.BenefitTerms;
import io.ayni.ledger.benefit.Fulfilment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The benefits of all worlds. */
final class Catalogue {
    /** A voucher, at once. */
    static final Benefit VOUCHER = benefit(
            "voucher",
            1,
            900,
            60,
            new BenefitTerms.Discount(new PriceReduction.Percent(10)),
            new Fulfilment.Immediate());
    /** A right at once. */
    static final Benefit PRIORITY =
            benefit("priority", 2, 1_500, 5, new BenefitTerms.Priority(), new Fulfilment.Immediate());
    /** A right that is held until the operator confirms, for a short time. */
    static final Benefit EXCLUSIVE = benefit(
            "exclusive",
            1,
            2_500,
            8,
            new BenefitTerms.Exclusive("classics"),
            new Fulfilment.Confirmed(Duration.ofSeconds(4)));
    /** The same, for a longer time. */
    static final Benefit QUALITY = benefit(
            "quality",
            1,
            7_000,
            3,
            new BenefitTerms.Quality("uhd", "fast"),
            new Fulfilment.Confirmed(Duration.ofSeconds(15)));
    /** Can be had in the middle of a world only. */
    static final Benefit SEASONAL = new Benefit(
            new BenefitName("seasonal"),
            1,
            "Seasonal",
            700,
            Duration.ofSeconds(1),
            new BenefitTerms.Priority(),
            new Fulfilment.Immediate(),
            new Availability(Paperwork.START_MS + 10_000, Paperwork.START_MS + 25_000, false));
    /** Offered no more. */
    static final Benefit RETIRED = new Benefit(
            new BenefitName("retired"),
            3,
            "Retired",
            1,
            Duration.ofSeconds(1),
            new BenefitTerms.Priority(),
            new Fulfilment.Immediate(),
            new Availability(0, Availability.NO_END, true));

    static final List<Benefit> ALL = List.of(VOUCHER, PRIORITY, EXCLUSIVE, QUALITY, SEASONAL, RETIRED);

    /** Something that nobody offers. */
    static final BenefitName UNKNOWN = new BenefitName("unknown");

    private Catalogue() {}

    private static Benefit benefit(
            String name, long version, long price, int seconds, BenefitTerms terms, Fulfilment fulfilment) {
        return new Benefit(
                new BenefitName(name),
                version,
                name,
                price,
                Duration.ofSeconds(seconds),
                terms,
                fulfilment,
                Availability.ALWAYS);
    }

    /** The newest version of a benefit. */
    static Optional<Benefit> find(String name) {
        return ALL.stream()
                .filter(benefit -> benefit.name().value().equals(name))
                .findFirst();
    }

    /** How long a hold for a benefit lasts; 0 for one that is had at once. */
    static long holdMs(String name) {
        return find(name).orElseThrow().fulfilment() instanceof Fulfilment.Confirmed(Duration within)
                ? within.toMillis()
                : 0;
    }
}
