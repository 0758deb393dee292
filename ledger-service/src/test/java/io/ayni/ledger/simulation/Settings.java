package io.ayni.ledger.simulation;

import io.ayni.contracts.keys.KeyPurpose;
import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.contracts.keys.PublishedKey;
import io.ayni.ledger.cap.CapPolicy;
import io.ayni.ledger.fixture.Operator;
import io.ayni.ledger.pending.PendingPolicy;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What the operator of a world decided before it began.
 *
 * @param caps limits on earning; tight in half of the worlds
 * @param pending how long earnings stay pending
 * @param keys published keys; one of them is revoked in the middle of two worlds out of three
 * @param firstFunding what each campaign is given at the beginning; too little in half of the worlds
 * @param isHurried uploaders hand in everything at once
 */
record Settings(CapPolicy caps, PendingPolicy pending, OperatorKeys keys, long firstFunding, boolean isHurried) {
    private static final long MIB = 1L << 20;
    private static final long PLENTY = 1_000_000_000L;

    static Settings draw(SplittableRandom random) {
        CapPolicy caps = random.nextBoolean()
                ? CapPolicy.DEFAULT
                : new CapPolicy(
                        MIB + random.nextLong(16 * MIB),
                        random.nextLong(60_000),
                        random.nextLong(40_000),
                        random.nextInt(150));
        PendingPolicy pending = new PendingPolicy(
                1_000 + random.nextInt(4_000), random.nextInt(5_000), random.nextInt(20_000), random.nextInt(8), 2_000);
        long funding = random.nextBoolean() ? PLENTY : random.nextLong(40_000);
        return new Settings(caps, pending, keys(random), funding, random.nextInt(3) == 0);
    }

    private static OperatorKeys keys(SplittableRandom random) {
        long revokedAtMs =
                random.nextInt(3) == 0 ? PublishedKey.NEVER : Paperwork.START_MS + random.nextLong(World.SAFETY_MS);
        return new OperatorKeys(List.of(
                new PublishedKey(KeyPurpose.GRANT, Operator.GRANT_KEY.publicKey(), 0, Long.MAX_VALUE),
                new PublishedKey(KeyPurpose.GRANT, Paperwork.FRAGILE_KEY.publicKey(), 0, Long.MAX_VALUE, revokedAtMs),
                new PublishedKey(KeyPurpose.GRANT, Paperwork.RETIRED_KEY.publicKey(), 0, Paperwork.START_MS - 1),
                new PublishedKey(KeyPurpose.LEDGER, Operator.LEDGER_KEY.publicKey(), 0, Long.MAX_VALUE)));
    }
}
