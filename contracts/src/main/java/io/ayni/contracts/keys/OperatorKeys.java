package io.ayni.contracts.keys;

import io.ayni.contracts.crypto.Ed25519PublicKey;
import io.ayni.contracts.crypto.KeyId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The operator's published key list: everything that a node, a service or a verifier needs to check documents offline.
 * Immutable. Its file is plain text, one key a line: {@code purpose key-hex valid-from-ms valid-until-ms
 * [revoked-at-ms]}; empty lines
 * and lines that start with {@code #} are left out.
 */
public final class OperatorKeys {
    /** Most keys of a list. */
    public static final int MAX_KEYS = 1024;

    private static final int FIELDS = 4;
    private static final int FIELDS_OF_A_REVOKED_KEY = 5;

    private final List<PublishedKey> keys;
    private final Map<KeyId, PublishedKey> byId;

    /**
     * @throws IllegalArgumentException when a key stands twice or there are more than {@value #MAX_KEYS}
     */
    public OperatorKeys(List<PublishedKey> keys) {
        if (keys.size() > MAX_KEYS) {
            throw new IllegalArgumentException("a key list has at most " + MAX_KEYS + " keys");
        }
        this.keys = List.copyOf(keys);
        Map<KeyId, PublishedKey> index = new HashMap<>();
        for (PublishedKey key : this.keys) {
            if (index.put(key.id(), key) != null) {
                throw new IllegalArgumentException("a key stands twice in the list: " + key.id());
            }
        }
        this.byId = Map.copyOf(index);
    }

    /**
     * Reads a key list.
     *
     * @throws IllegalArgumentException naming the line that is wrong
     */
    public static OperatorKeys parse(String text) {
        List<PublishedKey> keys = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            String content = line.strip();
            if (!content.isEmpty() && !content.startsWith("#")) {
                keys.add(parseLine(content, number));
            }
        }
        return new OperatorKeys(keys);
    }

    private static PublishedKey parseLine(String line, int number) {
        String[] fields = line.split("\\s+");
        try {
            boolean revoked = fields.length == FIELDS_OF_A_REVOKED_KEY;
            if (fields.length != FIELDS && !revoked) {
                throw new IllegalArgumentException(
                        "expected: purpose key-hex valid-from-ms valid-until-ms [revoked-at-ms]");
            }
            KeyPurpose purpose =
                    KeyPurpose.ofWord(fields[0]).orElseThrow(() -> new IllegalArgumentException("unknown purpose"));
            return new PublishedKey(
                    purpose,
                    Ed25519PublicKey.fromHex(fields[1]),
                    Long.parseLong(fields[2]),
                    Long.parseLong(fields[3]),
                    revoked ? Long.parseLong(fields[4]) : PublishedKey.NEVER);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("key list, line " + number + ": " + e.getMessage(), e);
        }
    }

    /** The list as its file. */
    public String format() {
        StringBuilder text =
                new StringBuilder("# Ayni operator keys: purpose key valid-from-ms valid-until-ms [revoked-at-ms]\n");
        for (PublishedKey key : keys) {
            text.append(key.purpose().word())
                    .append(' ')
                    .append(key.key())
                    .append(' ')
                    .append(key.validFromMs())
                    .append(' ')
                    .append(key.validUntilMs())
                    .append(key.revokedAtMs() == PublishedKey.NEVER ? "" : " " + key.revokedAtMs())
                    .append('\n');
        }
        return text.toString();
    }

    /** The key of this id, if it is known for this purpose; its validity is for the caller to ask. */
    public Optional<PublishedKey> find(KeyPurpose purpose, KeyId id) {
        return Optional.ofNullable(byId.get(id)).filter(key -> key.purpose() == purpose);
    }

    /** All keys in the order of the list. */
    public List<PublishedKey> all() {
        return keys;
    }
}
