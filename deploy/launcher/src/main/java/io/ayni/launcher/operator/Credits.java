package io.ayni.launcher.operator;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Credits as people write them, and the micro-credits that the ledger counts. */
final class Credits {
    private static final int DECIMALS = 6;
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,12}(\\.[0-9]{1,6})?");

    private Credits() {}

    /**
     * Reads credits with up to {@value #DECIMALS} decimals.
     *
     * @throws IllegalArgumentException saying what is expected
     */
    static long parse(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no number of credits, such as 500 or 0.25.");
        }
        return new BigDecimal(text).movePointRight(DECIMALS).longValueExact();
    }

    /** The credits without needless zeros. */
    static String format(long microCredits) {
        BigDecimal credits = BigDecimal.valueOf(microCredits, DECIMALS).stripTrailingZeros();
        return credits.scale() < 0 ? credits.setScale(0).toPlainString() : credits.toPlainString();
    }
}
