package io.ayni.agent.swarm.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.agent.swarm.testing.TestOperator;
import io.ayni.contracts.crypto.Ed25519PublicKey;
import io.ayni.contracts.document.Grant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SessionKeysTest {
    private final SessionKeys keys = new SessionKeys(new SplittableRandom(1));

    @Test
    void aKeyIsGivenOutOnce() {
        Ed25519PublicKey key = keys.fresh(1, 0).getFirst();

        assertThat(keys.take(key))
                .hasValueSatisfying(taken -> assertThat(taken.publicKey()).isEqualTo(key));
        assertThat(keys.take(key)).isEmpty();
    }

    @Test
    void aKeyThatWasNotMadeHereIsNotKnown() {
        assertThat(keys.take(TestOperator.key(3).publicKey())).isEmpty();
    }

    @Test
    void aKeyIsForgottenWhenNoGrantOverItCanBeGoodAnyMore() {
        Ed25519PublicKey key = keys.fresh(1, 0).getFirst();

        keys.fresh(0, Grant.MAX_TRANSFER_MS);
        keys.fresh(0, Grant.MAX_TRANSFER_MS + 1);

        assertThat(keys.take(key)).isEmpty();
    }

    @Test
    void ofMoreThan1024KeysTheOldestGivesWay() {
        List<Ed25519PublicKey> first = keys.fresh(2, 0);
        keys.fresh(SessionKeys.MAX_KEYS - 1, 0);

        assertThat(keys.take(first.get(0))).isEmpty();
        assertThat(keys.take(first.get(1))).isPresent();
    }
}
