package io.ayni.contracts.identity;

import io.ayni.contracts.crypto.Digests;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Pseudonym of an owner's account: the first 16 bytes of {@code SHA-256("ayni/account/v1" ‖ account name)}. The journal
 * knows accounts by this only.
 */
public final class AccountId extends Identifier {
    /** Length in bytes. */
    public static final int WIDTH = 16;

    private static final byte[] TAG = "ayni/account/v1".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern NAME = Pattern.compile("[a-z0-9._-]{1,64}");

    /**
     * @param value exactly {@value #WIDTH} bytes
     * @throws IllegalArgumentException for any other length
     */
    public AccountId(byte[] value) {
        super(value, WIDTH);
    }

    /**
     * @param name 1 to 64 characters of {@code [a-z0-9._-]}
     * @throws IllegalArgumentException when it is not that
     */
    public static AccountId ofName(String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException("an account name is 1 to 64 characters of [a-z0-9._-]");
        }
        byte[] digest = Digests.sha256(TAG, name.getBytes(StandardCharsets.US_ASCII));
        return new AccountId(Arrays.copyOf(digest, WIDTH));
    }

    /** Whether {@link #ofName} accepts the text. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /**
     * @param hex {@value #WIDTH} bytes in hexadecimal
     * @throws IllegalArgumentException when it is not that
     */
    public static AccountId fromHex(String hex) {
        return new AccountId(HexFormat.of().parseHex(hex));
    }
}
