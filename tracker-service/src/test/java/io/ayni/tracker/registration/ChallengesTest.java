package io.ayni.tracker.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.crypto.Ed25519PublicKey;
import io.ayni.tracker.node.NetworkPrefix;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class ChallengesTest {
    private static final Ed25519PublicKey KEY = new Ed25519PrivateKey(new byte[32]).publicKey();
    private static final Ed25519PublicKey OTHER_KEY =
            new Ed25519PrivateKey(ByteBuffer.allocate(32).putInt(1).array()).publicKey();

    private final Challenges challenges = new Challenges();

    @Test
    void nonceIsGoodOnce() {
        challenges.issue(nonce(1), KEY, network(1), 0);
        assertThat(challenges.redeem(nonce(1), KEY, 1)).isTrue();
        assertThat(challenges.redeem(nonce(1), KEY, 2)).isFalse();
        assertThat(challenges.redeem(nonce(2), KEY, 2)).isFalse();
    }

    @Test
    void nonceIsGoodForItsKeyOnlyAndAnotherKeyDoesNotUseItUp() {
        challenges.issue(nonce(1), KEY, network(1), 0);
        assertThat(challenges.redeem(nonce(1), OTHER_KEY, 1)).isFalse();
        assertThat(challenges.redeem(nonce(1), KEY, 1)).isTrue();
    }

    @Test
    void nonceLives60Seconds() {
        challenges.issue(nonce(1), KEY, network(1), 0);
        challenges.issue(nonce(2), KEY, network(1), 0);
        assertThat(challenges.redeem(nonce(1), KEY, 59_999)).isTrue();
        assertThat(challenges.redeem(nonce(2), KEY, 60_000)).isFalse();
    }

    @Test
    void oneNetworkCannotUseTheTableUp() {
        // When
        int issued = 0;
        for (int i = 0; i < Challenges.MAX_PER_NETWORK + 10; i++) {
            issued += challenges.issue(nonce(i), KEY, network(1), 0) ? 1 : 0;
        }
        // Then
        assertThat(issued).isEqualTo(8_192);
        assertThat(challenges.issue(nonce(-1), KEY, network(2), 0)).isTrue();
        assertThat(challenges.issue(nonce(-2), KEY, network(1), 60_000)).isTrue();
    }

    @Test
    void tableIsBounded() {
        // When
        int issued = 0;
        for (int i = 0; i < Challenges.MAX_OUTSTANDING + 10; i++) {
            issued += challenges.issue(nonce(i), KEY, network(i % 16), 0) ? 1 : 0;
        }
        // Then
        assertThat(issued).isEqualTo(65_536);
    }

    private static Nonce nonce(int number) {
        return new Nonce(ByteBuffer.allocate(Nonce.WIDTH).putInt(number).array());
    }

    private static NetworkPrefix network(int number) {
        return NetworkPrefix.of(InetAddress.ofLiteral("10.0." + number + ".1"));
    }
}
