package io.ayni.tracker.registration;

import io.ayni.contracts.crypto.Ed25519PublicKey;
import io.ayni.tracker.node.NetworkPrefix;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Outstanding nonces: each good once, for one key, for {@value #LIFE_MS} ms. At most {@value #MAX_OUTSTANDING} in all and
 * {@value #MAX_PER_NETWORK} per network, so that one network cannot use the table up; further ones are refused until some
 * run out. Safe for all threads.
 */
public final class Challenges {
    /** Life of a nonce: 60 seconds. */
    public static final long LIFE_MS = 60_000;
    /** Most nonces outstanding. */
    public static final int MAX_OUTSTANDING = 65_536;
    /** Most nonces outstanding for callers of one network. */
    public static final int MAX_PER_NETWORK = 8_192;

    private final LinkedHashMap<Nonce, Outstanding> oldestFirst = new LinkedHashMap<>();
    private final Map<NetworkPrefix, Integer> byNetwork = new HashMap<>();

    /**
     * Enters a nonce for a key.
     *
     * @param nonce fresh and random
     * @return false when a bound is reached
     */
    public synchronized boolean issue(Nonce nonce, Ed25519PublicKey key, NetworkPrefix network, long nowMs) {
        expire(nowMs);
        if (oldestFirst.size() >= MAX_OUTSTANDING || byNetwork.getOrDefault(network, 0) >= MAX_PER_NETWORK) {
            return false;
        }
        oldestFirst.put(nonce, new Outstanding(key.bytes(), network, nowMs + LIFE_MS));
        byNetwork.merge(network, 1, Integer::sum);
        return true;
    }

    /** Uses a nonce up. False when it is unknown, used, expired or was given for another key. */
    public synchronized boolean redeem(Nonce nonce, Ed25519PublicKey key, long nowMs) {
        Outstanding outstanding = oldestFirst.get(nonce);
        if (outstanding == null || !Arrays.equals(outstanding.key, key.bytes())) {
            return false;
        }
        oldestFirst.remove(nonce);
        release(outstanding);
        return nowMs < outstanding.expiresAtMs;
    }

    private void expire(long nowMs) {
        Map.Entry<Nonce, Outstanding> oldest = oldestFirst.firstEntry();
        while (oldest != null && oldest.getValue().expiresAtMs <= nowMs) {
            oldestFirst.pollFirstEntry();
            release(oldest.getValue());
            oldest = oldestFirst.firstEntry();
        }
    }

    private void release(Outstanding outstanding) {
        byNetwork.computeIfPresent(outstanding.network, (network, count) -> count > 1 ? count - 1 : null);
    }

    /** The key as its bytes: decoded it would take three times as much. */
    private record Outstanding(byte[] key, NetworkPrefix network, long expiresAtMs) {}
}
