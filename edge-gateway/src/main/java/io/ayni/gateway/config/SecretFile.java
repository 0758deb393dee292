package io.ayni.gateway.config;

import io.ayni.contracts.crypto.Ed25519PrivateKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A file with one secret, read once at the start. Errors name the key and the file, never what is in it.
 *
 * @param key configuration key, without prefix
 * @param path the file
 */
record SecretFile(String key, Path path) {
    private static final long MAX_BYTES = 4096;
    private static final Pattern SEED = Pattern.compile("[0-9a-fA-F]{64}");
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{16,512}");

    /** An Ed25519 key from its seed in hexadecimal. */
    Ed25519PrivateKey signingKey() {
        return new Ed25519PrivateKey(HexFormat.of().parseHex(line(SEED, "64 hexadecimal digits")));
    }

    /** A token. */
    String token() {
        return line(TOKEN, "one line of 16 to 512 visible ASCII characters");
    }

    private String line(Pattern shape, String wanted) {
        String text = read().strip();
        if (!shape.matcher(text).matches()) {
            throw new InvalidSettingException(key, path + " does not hold " + wanted);
        }
        return text;
    }

    private String read() {
        try {
            if (Files.size(path) > MAX_BYTES) {
                throw new InvalidSettingException(key, path + " is too large for a secret");
            }
            return Files.readString(path);
        } catch (IOException e) {
            throw new InvalidSettingException(key, path + " cannot be read (" + e + ")");
        }
    }
}
