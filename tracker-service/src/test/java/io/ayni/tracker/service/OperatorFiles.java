package io.ayni.tracker.service;

import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.keys.KeyPurpose;
import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.contracts.keys.PublishedKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An operator's files with fixed keys, and the settings that name them. */
public final class OperatorFiles {
    /** Signs grants. */
    public static final Ed25519PrivateKey GRANT_KEY = key(1);
    /** Signs node tokens. */
    public static final Ed25519PrivateKey TOKEN_KEY = key(2);
    /** Signs publications. */
    public static final Ed25519PrivateKey MANIFEST_KEY = key(3);
    /** Seals grant terms. */
    public static final byte[] SEALING_KEY = seed(4);
    /** New nodes present it. */
    public static final String ENROLMENT_TOKEN = "enrolment-token-of-the-tests";
    /** Gateways present it. */
    public static final String EDGE_TOKEN = "edge-token-of-the-tests";
    /** The operator's key list. */
    public static final OperatorKeys KEYS = new OperatorKeys(List.of(
            published(KeyPurpose.GRANT, GRANT_KEY),
            published(KeyPurpose.TOKEN, TOKEN_KEY),
            published(KeyPurpose.MANIFEST, MANIFEST_KEY)));

    private OperatorFiles() {}

    /** Writes all files and gives the settings that a tracker needs to start. */
    public static Map<String, String> write(Path directory) throws IOException {
        Map<String, String> settings = new TreeMap<>();
        put(settings, directory, "grant-key-file", HexFormat.of().formatHex(GRANT_KEY.seed()) + "\n");
        put(settings, directory, "token-key-file", HexFormat.of().formatHex(TOKEN_KEY.seed()) + "\n");
        put(settings, directory, "sealing-key-file", HexFormat.of().formatHex(SEALING_KEY) + "\n");
        put(settings, directory, "operator-keys-file", KEYS.format());
        put(settings, directory, "enrolment-token-file", ENROLMENT_TOKEN + "\n");
        put(settings, directory, "edge-token-file", EDGE_TOKEN + "\n");
        return settings;
    }

    private static void put(Map<String, String> settings, Path directory, String key, String content)
            throws IOException {
        Path file = Files.writeString(directory.resolve(key), content);
        settings.put("ayni.tracker." + key, file.toString());
    }

    private static PublishedKey published(KeyPurpose purpose, Ed25519PrivateKey key) {
        return new PublishedKey(purpose, key.publicKey(), 0, Long.MAX_VALUE);
    }

    private static Ed25519PrivateKey key(int number) {
        return new Ed25519PrivateKey(seed(number));
    }

    private static byte[] seed(int number) {
        byte[] seed = new byte[Ed25519PrivateKey.WIDTH];
        Arrays.fill(seed, (byte) number);
        return seed;
    }
}
