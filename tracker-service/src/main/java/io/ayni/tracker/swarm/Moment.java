package io.ayni.tracker.swarm;

import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.document.SealingKey;
import java.util.random.RandomGenerator;

/**
 * What the core is given with each event instead of a clock and a source of randomness.
 *
 * @param nowMs Unix milliseconds
 * @param random must be unpredictable in service: it chooses peers and makes the names of grants
 */
public record Moment(long nowMs, RandomGenerator random) {
    GrantId newGrantId() {
        return new GrantId(bytes(GrantId.WIDTH));
    }

    byte[] newSealingNonce() {
        return bytes(SealingKey.NONCE_WIDTH);
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
