package io.ayni.ledger.redemption;

import java.util.regex.Pattern;

/**
 * A caller's name for one wish, so that asking again is not wishing again.
 *
 * @param value 1 to 64 printable ASCII characters without spaces
 */
public record IdempotencyKey(String value) {
    private static final Pattern FORM = Pattern.compile("[!-~]{1,64}");

    /** Checks the form. */
    public IdempotencyKey {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "an idempotency key is 1 to 64 printable ASCII characters without spaces");
        }
    }
}
