package io.ayni.tracker.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.identity.NodeId;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every directory of nodes has to guarantee. */
abstract class NodeDirectoryContract {
    /** A fresh directory. */
    abstract NodeDirectory directoryOf(int maxNodes);

    private final NodeDirectory directory = directoryOf(3);

    @Test
    void findsWhatWasPutLast() {
        // Given
        EnrolledNode node = node(1);
        directory.put(node, 10);
        // When
        directory.put(node.decided(Consent.NONE), 11);
        // Then
        assertThat(directory.find(node.nodeId())).contains(node.decided(Consent.NONE));
        assertThat(directory.size()).isEqualTo(1);
    }

    @Test
    void fullTableRefusesNewNodesOnly() {
        // Given
        for (int i = 1; i <= 3; i++) {
            assertThat(directory.put(node(i), i)).isTrue();
        }
        // When, Then
        assertThat(directory.put(node(4), 9)).isFalse();
        assertThat(directory.put(node(2), 9)).isTrue();
        assertThat(directory.find(node(4).nodeId())).isEmpty();
    }

    @Test
    void longestIdleLeaveFirst() {
        // Given
        for (int i = 1; i <= 3; i++) {
            directory.put(node(i), i);
        }
        directory.touch(node(1).nodeId(), 4);
        directory.touch(node(9).nodeId(), 4);
        // When, Then
        assertThat(directory.removeIdle(2, 10)).isEmpty();
        assertThat(directory.removeIdle(4, 1)).containsExactly(id(2));
        assertThat(directory.removeIdle(4, 10)).containsExactly(id(3));
        assertThat(directory.find(id(1))).isPresent();
    }

    private static NodeId id(int number) {
        return node(number).nodeId();
    }

    private static EnrolledNode node(int number) {
        Ed25519PrivateKey key =
                new Ed25519PrivateKey(ByteBuffer.allocate(32).putInt(number).array());
        return new EnrolledNode(
                NodeId.of(key.publicKey()),
                key.publicKey(),
                AccountId.ofName("owner"),
                NetworkPrefix.of(InetAddress.ofLiteral("192.0.2.1")),
                0,
                "test",
                Optional.empty(),
                Reachability.UNKNOWN,
                0,
                new Consent(true, 1, 0));
    }
}
