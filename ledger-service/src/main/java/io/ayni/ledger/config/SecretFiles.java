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
    private static final String SEED = "a key of 64 hexadecimal digits";
    private static final String KEYS = "a list of published keys, one a line (docs/decisions/0003-key-list-file.md)";
    private static final String OPERATORS = "1 to 256 operators, one a line: name, observer or operator, SHA-256 of the"
            + " token in hexadecimal, no name and no token twice";

    private SecretFiles() {}

    /** A private key: 64 hexadecimal characters. */
    public static Ed25519PrivateKey privateKey(Path file) {
        return read(file, SEED, text -> new Ed25519PrivateKey(HexFormat.of().parseHex(text)));
    }

    /** A sealing key: 64 hexadecimal characters. */
    public static SealingKey sealingKey(Path file) {
        return read(file, SEED, SealingKey::fromHex);
    }

    /** The operator's published keys. */
    public static OperatorKeys operatorKeys(Path file) {
        return read(file, KEYS, OperatorKeys::parse);
    }

    /** Who is an operator. */
    public static Operators operators(Path file) {
        return read(file, OPERATORS, Operators::parse);
    }

    private static <T> T read(Path file, String content, Function<String, T> parse) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new IllegalArgumentException("file is too large: " + file);
            }
            String text = Files.readString(file).strip();
            try {
                return parse.apply(text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("file does not hold " + content + ": " + file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("file cannot be read: " + file, e);
        }
    }
}
