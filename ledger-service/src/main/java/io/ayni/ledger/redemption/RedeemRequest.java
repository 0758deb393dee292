package io.ayni.ledger.redemption;

import io.ayni.contracts.crypto.Digests;
import io.ayni.contracts.identity.AccountId;
import io.ayni.ledger.benefit.BenefitName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A wish for a benefit.
 *
 * @param account who pays
 * @param benefit what for
 * @param version the version that was looked at, {@link #NEWEST} for any
 * @param key the caller's name for this wish
 */
public record RedeemRequest(AccountId account, BenefitName benefit, long version, IdempotencyKey key) {
    /** Whatever version is the newest. */
    public static final long NEWEST = 0;

    private static final byte[] TAG = "ayni/redeem/v1".getBytes(StandardCharsets.US_ASCII);

    /** Checks the version. */
    public RedeemRequest {
        if (version < NEWEST) {
            throw new IllegalArgumentException("a version is not negative");
        }
    }

    /** SHA-256 over what is asked for, without the key. */
    public byte[] digest() {
        byte[] number = ByteBuffer.allocate(Long.BYTES).putLong(version).array();
        return Digests.sha256(TAG, account.bytes(), number, benefit.value().getBytes(StandardCharsets.US_ASCII));
    }
}
