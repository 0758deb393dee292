package io.ayni.ledger.pending;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.crypto.KeyId;
import io.ayni.contracts.keys.KeyPurpose;
import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.contracts.keys.PublishedKey;
import io.ayni.ledger.fixture.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReleaseLotsTest {
    private static final long NOW = 10_000;
    private static final int FULL = ReleaseLots.LOTS_PER_TRANSACTION;
    private static final KeyId KEY = Operator.GRANT_KEY.publicKey().id();

    private final List<Set<KeyId>> looks = new ArrayList<>();
    private OperatorKeys keys = revokedAt(NOW);

    @Test
    void everyShardIsLookedAtUntilALookIsNotFull() {
        // Given
        List<Integer> found = new ArrayList<>(List.of(FULL, 3, 0));
        List<Integer> shards = new ArrayList<>();
        PendingStore store = (shard, revoked, nowMs, limit) -> {
            shards.add(shard);
            return found.removeFirst();
        };

        // When
        new ReleaseLots(store, () -> keys, 2, () -> NOW).run();

        // Then
        assertThat(shards).containsExactly(0, 0, 1);
    }

    @Test
    void revocationThatIsWithdrawnMeanwhileMakesNoLotDueForEver() {
        // Given: a full page of lots that are due for their revoked key alone, and wait once it is not revoked
        PendingStore store = (shard, revoked, nowMs, limit) -> {
            looks.add(revoked);
            assertThat(looks).hasSizeLessThan(10);
            keys = revokedAt(PublishedKey.NEVER);
            return revoked.contains(KEY) ? limit : 0;
        };

        // When
        new ReleaseLots(store, () -> keys, 1, () -> NOW).run();

        // Then
        assertThat(looks).containsExactly(Set.of(KEY), Set.of());
    }

    private static OperatorKeys revokedAt(long revokedAtMs) {
        return new OperatorKeys(List.of(
                new PublishedKey(KeyPurpose.GRANT, Operator.GRANT_KEY.publicKey(), 0, Long.MAX_VALUE, revokedAtMs)));
    }
}
