package io.ayni.ledger.benefit;

import java.time.Duration;

/** When a redemption is final. */
public sealed interface Fulfilment {
    /** At once. */
    record Immediate() implements Fulfilment {}

    /**
     * When the operator confirms.
     *
     * @param within how long the price is held for that, 1 s to 90 days; then it goes back
     */
    record Confirmed(Duration within) implements Fulfilment {
        private static final Duration SHORTEST = Duration.ofSeconds(1);
        private static final Duration LONGEST = Duration.ofDays(90);

        /** Checks the range. */
        public Confirmed {
            if (within.compareTo(SHORTEST) < 0 || within.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("a hold lasts 1 s to 90 days");
            }
        }
    }
}
