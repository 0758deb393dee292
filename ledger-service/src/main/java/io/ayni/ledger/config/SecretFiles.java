package io.ayni.ledger.config;

import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.document.SealingKey;
import io.ayni.contracts.keys.OperatorKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.function.Function;

/** Reads the files that keys and tokens are kept in. Messages name the file, never what is in it. */
public final class SecretFiles {
    private static final int MAX_BYTES = 1 << 20;
    private static final int MIN_TOKEN_LENGTH = 16;
    private static final int MAX_TOKEN_LENGTH = 512;

    private SecretFiles() {}

    /** A private key: 64 hexadecimal characters. */
    public static Ed25519PrivateKey privateKey(Path file) {
        return read(file, text -> new Ed25519PrivateKey(HexFormat.of().parseHex(text)));
    }

    /** A sealing key: 64 hexadecimal characters. */
    public static SealingKey sealingKey(Path file) {
        return read(file, SealingKey::fromHex);
    }

    /** The operator's published keys. */
    public static OperatorKeys operatorKeys(Path file) {
        return read(file, OperatorKeys::parse);
    }

    /** A token: one line of 16 to 512 characters. */
    public static String token(Path file) {
        return read(file, text -> {
            if (text.length() < MIN_TOKEN_LENGTH
                    || text.length() > MAX_TOKEN_LENGTH
                    || text.lines().count() != 1) {
                throw new IllegalArgumentException();
            }
            return text;
        });
    }

    private static <T> T read(Path file, Function<String, T> parse) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new IllegalArgumentException("file is too large: " + file);
            }
            String text = Files.readString(file).strip();
            try {
                return parse.apply(text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("file does not hold what it should: " + file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("file cannot be read: " + file, e);
        }
    }
}
