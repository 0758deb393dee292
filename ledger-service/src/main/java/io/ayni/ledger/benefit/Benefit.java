package io.ayni.ledger.benefit;

import java.time.Duration;

/**
 * A version of a benefit; never changes.
 *
 * @param name of the benefit
 * @param version from 1; the highest is the one that can be had
 * @param title for people, one line of 1 to 120 characters
 * @param priceMicroCredits 1 to {@link #MAX_PRICE}
 * @param lasting how long it lasts once it is had, 1 s to 10 years, whole seconds
 * @param terms what the owner gets
 * @param fulfilment when a redemption is final; a discount is always immediate, because a voucher cannot be held back
 * @param availability when it can be had
 */
public record Benefit(
        BenefitName name,
        long version,
        String title,
        long priceMicroCredits,
        Duration lasting,
        BenefitTerms terms,
        Fulfilment fulfilment,
        Availability availability) {
    /** Highest version. */
    public static final long MAX_VERSION = 0xffff_ffffL;
    /** Highest price: a billion credits. */
    public static final long MAX_PRICE = 1_000_000_000_000_000L;

    private static final int MAX_TITLE = 120;
    private static final Duration LONGEST = Duration.ofDays(3660);

    /** Checks every range. */
    public Benefit {
        require(version >= 1 && version <= MAX_VERSION, "a version is 1 to " + MAX_VERSION);
        require(!title.isBlank() && title.length() <= MAX_TITLE, "a title has 1 to " + MAX_TITLE + " characters");
        require(title.chars().noneMatch(Character::isISOControl), "a title is one line without control characters");
        require(priceMicroCredits >= 1 && priceMicroCredits <= MAX_PRICE, "a price is 1 to " + MAX_PRICE);
        require(
                lasting.toSeconds() >= 1 && lasting.toNanosPart() == 0 && lasting.compareTo(LONGEST) <= 0,
                "a benefit lasts 1 s to 3660 days, in whole seconds");
        require(
                terms.kind() != BenefitKind.DISCOUNT || fulfilment instanceof Fulfilment.Immediate,
                "a discount is fulfilled at once");
    }

    /** The version that follows, which takes the benefit out of the catalogue and changes nothing else. */
    public Benefit withdrawn() {
        Availability never = new Availability(availability.fromMs(), availability.untilMs(), true);
        return new Benefit(name, version + 1, title, priceMicroCredits, lasting, terms, fulfilment, never);
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }

    /** What it is. */
    public BenefitKind kind() {
        return terms.kind();
    }
}
