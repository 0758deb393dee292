package io.ayni.ledger.pending;

import io.ayni.contracts.crypto.KeyId;
import io.ayni.contracts.keys.KeyPurpose;
import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.contracts.keys.PublishedKey;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Looks at every lot that is due, shard by shard, {@value #LOTS_PER_TRANSACTION} at a time. May run in many processes. */
public final class ReleaseLots {
    /** Lots that one transaction looks at. */
    public static final int LOTS_PER_TRANSACTION = 500;

    private final PendingStore store;
    private final Supplier<OperatorKeys> keys;
    private final int shards;
    private final LongSupplier nowMs;

    /**
     * @param store where the lots are
     * @param keys the operator's keys as published now
     * @param shards number of shards
     * @param nowMs the ledger's clock
     */
    public ReleaseLots(PendingStore store, Supplier<OperatorKeys> keys, int shards, LongSupplier nowMs) {
        this.store = store;
        this.keys = keys;
        this.shards = shards;
        this.nowMs = nowMs;
    }

    /** Looks until nothing is due in any shard. */
    public void run() {
        for (int shard = 0; shard < shards; shard++) {
            int looked;
            do {
                long now = nowMs.getAsLong();
                looked = store.look(shard, revokedAt(now), now, LOTS_PER_TRANSACTION);
            } while (looked == LOTS_PER_TRANSACTION);
        }
    }

    /** Asked anew for each look: lots of a key whose revocation was withdrawn meanwhile would stay due for ever. */
    private Set<KeyId> revokedAt(long now) {
        return keys.get().all().stream()
                .filter(key -> key.purpose() == KeyPurpose.GRANT && key.isRevokedAt(now))
                .map(PublishedKey::id)
                .collect(Collectors.toSet());
    }
}
