package io.ayni.agent.swarm.core;

import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.crypto.Ed25519PublicKey;
import io.ayni.contracts.document.Grant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The session keys that were announced and may still come back in a grant. A key is given out once and forgotten when a
 * grant over it could no longer be used. At most {@value #MAX_KEYS}; the oldest gives way. Not thread-safe.
 */
final class SessionKeys {
    /** Most keys remembered. */
    static final int MAX_KEYS = 1024;

    private record Kept(Ed25519PrivateKey key, long sinceMs) {}

    private final RandomGenerator random;
    private final Map<Ed25519PublicKey, Kept> keys = new LinkedHashMap<>();

    SessionKeys(RandomGenerator random) {
        this.random = random;
    }

    /** Fresh keys, remembered. */
    List<Ed25519PublicKey> fresh(int count, long nowMs) {
        keys.values().removeIf(kept -> nowMs - kept.sinceMs() > Grant.MAX_TRANSFER_MS);
        List<Ed25519PublicKey> made = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            byte[] seed = new byte[Ed25519PrivateKey.WIDTH];
            random.nextBytes(seed);
            Ed25519PrivateKey key = new Ed25519PrivateKey(seed);
            keys.put(key.publicKey(), new Kept(key, nowMs));
            made.add(key.publicKey());
        }
        while (keys.size() > MAX_KEYS) {
            keys.remove(keys.keySet().iterator().next());
        }
        return made;
    }

    /** The key that a grant names; empty when it is not one of these, or was used before. */
    Optional<Ed25519PrivateKey> take(Ed25519PublicKey publicKey) {
        return Optional.ofNullable(keys.remove(publicKey)).map(Kept::key);
    }
}
