package io.ayni.tracker.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.tracker.node.PeerAddress;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class DialPolicyTest {
    private static final List<String> PRIVATE = List.of(
            "127.0.0.1:1",
            "10.0.0.1:1",
            "172.16.0.1:1",
            "192.168.1.1:1",
            "169.254.169.254:1",
            "100.64.0.1:1",
            "[::1]:1",
            "[fe80::1]:1",
            "[fd00::1]:1");
    private static final List<String> NEVER =
            List.of("0.0.0.0:1", "255.255.255.255:1", "224.0.0.1:1", "240.0.0.1:1", "[::]:1", "[ff02::1]:1");

    @Test
    void publicAddressIsDialledOnlyWhenTheRegistrationCameFromIt() {
        for (DialPolicy policy : List.of(new DialPolicy(false), new DialPolicy(true))) {
            assertThat(mayDial(policy, "203.0.113.9:7000", "203.0.113.9")).isTrue();
            assertThat(mayDial(policy, "203.0.113.9:7000", "203.0.113.8")).isFalse();
        }
    }

    @Test
    void privateAddressIsDialledOnlyWhereTheOperatorAllowsIt() {
        assertThat(PRIVATE).allSatisfy(address -> {
            String own = address.substring(0, address.lastIndexOf(':')).replaceAll("[\\[\\]]", "");
            assertThat(mayDial(new DialPolicy(false), address, own)).isFalse();
            assertThat(mayDial(new DialPolicy(true), address, "127.0.0.1")).isTrue();
        });
    }

    @Test
    void someAddressesAreNeverDialled() {
        assertThat(NEVER).allSatisfy(address -> assertThat(mayDial(new DialPolicy(true), address, "127.0.0.1"))
                .isFalse());
    }

    private static boolean mayDial(DialPolicy policy, String address, String source) {
        return policy.mayDial(PeerAddress.parse(address).orElseThrow(), InetAddress.ofLiteral(source));
    }
}
