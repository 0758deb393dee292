package io.ayni.launcher.operator;

import com.google.protobuf.ByteString;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names of things as people copy them: 32 hexadecimal digits, accounts with or without what they are. */
final class Ids {
    private static final int BYTES = 16;
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{32}");
    private static final Pattern ACCOUNT = Pattern.compile("(owner:[0-9a-f]{32}|pool:[a-z0-9-]{1,16}/[0-9]{1,4})");

    private Ids() {}

    /**
     * Reads an id.
     *
     * @param name of what it is, for the explanation
     * @throws IllegalArgumentException saying what is expected
     */
    static ByteString id(String name, String text) {
        if (!HEX.matcher(text).matches()) {
            throw new IllegalArgumentException(name + " is \"" + text + "\"; it takes 32 hexadecimal digits.");
        }
        return ByteString.copyFrom(HexFormat.of().parseHex(text));
    }

    /** An id that nobody has used. */
    static ByteString random() {
        byte[] id = new byte[BYTES];
        new SecureRandom().nextBytes(id);
        return ByteString.copyFrom(id);
    }

    /** An id in hexadecimal. */
    static String text(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }

    /**
     * An account as the journal writes it; bare digits name an owner's.
     *
     * @throws IllegalArgumentException saying what is expected
     */
    static String account(String text) {
        String account = HEX.matcher(text).matches() ? "owner:" + text.toLowerCase(Locale.ROOT) : text;
        if (!ACCOUNT.matcher(account).matches()) {
            throw new IllegalArgumentException(
                    "ACCOUNT is \"" + text + "\"; it takes owner:<32 hexadecimal digits> or pool:<campaign>/<shard>.");
        }
        return account;
    }
}
