package io.ayni.agent.benefit;

import java.util.Map;

/**
 * A benefit as the ledger offers it.
 *
 * @param name names it in a wish
 * @param version the version that was looked at
 * @param title for people
 * @param kind {@code discount}, {@code quality}, {@code priority} or {@code exclusive}
 * @param priceMicroCredits what it costs
 * @param lastingMs how long it lasts once it is had
 * @param confirmWithinMs 0 when it is had at once, otherwise how long the price is held for the operator's confirmation
 * @param terms what of its kind it gives, by name
 */
public record OfferedBenefit(
        String name,
        long version,
        String title,
        String kind,
        long priceMicroCredits,
        long lastingMs,
        long confirmWithinMs,
        Map<String, Object> terms) {
    /** Copies the terms. */
    public OfferedBenefit {
        terms = Map.copyOf(terms);
    }
}
