package io.ayni.contracts.voucher;

import java.util.regex.Pattern;

/** What a voucher takes off a price. */
public sealed interface PriceReduction {
    /**
     * A share of the price.
     *
     * @param percent 1 to 100
     */
    record Percent(int percent) implements PriceReduction {
        /** Checks the range. */
        public Percent {
            if (percent < 1 || percent > 100) {
                throw new IllegalArgumentException("a reduction is 1 to 100 per cent");
            }
        }
    }

    /**
     * An amount of money, in the smallest unit of its currency.
     *
     * @param minorUnits above zero
     * @param currency three capital letters (ISO 4217)
     */
    record Amount(long minorUnits, String currency) implements PriceReduction {
        /** Most that one voucher takes off. */
        public static final long MAX_MINOR_UNITS = 1_000_000_000L;

        private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

        /** Checks both. */
        public Amount {
            if (minorUnits < 1 || minorUnits > MAX_MINOR_UNITS) {
                throw new IllegalArgumentException("a reduction is 1 to " + MAX_MINOR_UNITS + " minor units");
            }
            if (!CURRENCY.matcher(currency).matches()) {
                throw new IllegalArgumentException("a currency has three capital letters");
            }
        }
    }
}
