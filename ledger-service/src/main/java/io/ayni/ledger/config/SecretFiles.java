package io.ayni.ledger.config;

import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.document.SealingKey;
import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.ledger.operator.Operators;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.function.Function;

/** Reads the files that keys and operators are kept in. Messages name the file, never what is in it. */
public final class SecretFiles {
    private static final int MAX_BYTES = 1 << 20;

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

    /** Who is an operator. */
    public static Operators operators(Path file) {
        return read(file, Operators::parse);
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
