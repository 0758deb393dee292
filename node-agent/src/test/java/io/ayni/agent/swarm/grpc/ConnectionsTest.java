package io.ayni.agent.swarm.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
    private static final InetAddress HOME = InetAddress.ofLiteral("192.0.2.1");
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private final Connections connections = new Connections();

    @Test
    void oneAddressHasFourConnectionsAndGetsThemBack() {
        // Given
        EmbeddedChannel first = new EmbeddedChannel();
        assertThat(connections.admit(first, new InetSocketAddress(HOME, 1))).isTrue();
        for (int port = 2; port <= 4; port++) {
            assertThat(admit(HOME, port)).isTrue();
        }
        assertThat(admit(HOME, 5)).isFalse();

        // When
        first.close();

        // Then
        assertThat(admit(HOME, 6)).isTrue();
        assertThat(admit(HOME, 7)).isFalse();
        assertThat(connections.count()).isEqualTo(4);
    }

    @Test
    void allAddressesTogetherHave128Connections() {
        for (int port = 1; port <= 128; port++) {
            assertThat(admit(LOOPBACK, port)).isTrue();
        }

        assertThat(admit(HOME, 1)).isFalse();
    }

    @Test
    void aConnectionThatIsCutIsClosedAndForgotten() {
        // Given
        EmbeddedChannel connection = new EmbeddedChannel();
        connections.admit(connection, new InetSocketAddress(HOME, 1));

        // When
        connections.cut(new InetSocketAddress(HOME, 1));

        // Then
        assertThat(connection.isOpen()).isFalse();
        assertThat(connections.count()).isZero();
    }

    @Test
    void cuttingWhatIsNotThereDoesNothing() {
        connections.cut(new InetSocketAddress(HOME, 1));

        assertThat(connections.count()).isZero();
    }

    private boolean admit(InetAddress address, int port) {
        return connections.admit(new EmbeddedChannel(), new InetSocketAddress(address, port));
    }
}
