package io.ayni.agent.swarm.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class StreamLimitsTest {
    private static final InetAddress HOME = InetAddress.ofLiteral("192.0.2.1");
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private final StreamLimits limits = new StreamLimits();

    @Test
    void oneAddressHasTwoPlacesAndGetsThemBack() {
        assertThat(limits.enter(HOME)).isTrue();
        assertThat(limits.enter(HOME)).isTrue();
        assertThat(limits.enter(HOME)).isFalse();

        limits.leave(HOME);

        assertThat(limits.enter(HOME)).isTrue();
        assertThat(limits.enter(HOME)).isFalse();
    }

    @Test
    void allAddressesTogetherHave64Places() {
        for (int i = 0; i < 32; i++) {
            InetAddress one = InetAddress.ofLiteral("198.51.100." + i);
            assertThat(limits.enter(one)).isTrue();
            assertThat(limits.enter(one)).isTrue();
        }

        assertThat(limits.enter(HOME)).isFalse();
        limits.leave(InetAddress.ofLiteral("198.51.100.7"));
        assertThat(limits.enter(HOME)).isTrue();
    }

    @Test
    void nodesOfOneMachineShareTheLoopbackAddressUpToAllPlaces() {
        for (int i = 0; i < StreamLimits.MAX_STREAMS; i++) {
            assertThat(limits.enter(LOOPBACK)).isTrue();
        }
        assertThat(limits.enter(LOOPBACK)).isFalse();
    }
}
