package io.ayni.tracker.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeerAddressTest {
    @Test
    void readsLiteralsAndWritesThemBack() {
        assertThat(PeerAddress.parse("192.0.2.7:7001"))
                .contains(new PeerAddress(InetAddress.ofLiteral("192.0.2.7"), 7001));
        assertThat(PeerAddress.parse("[2001:db8::7]:65535").orElseThrow()).hasToString("[2001:db8:0:0:0:0:0:7]:65535");
        assertThat(PeerAddress.parse("127.0.0.1:1").orElseThrow()).hasToString("127.0.0.1:1");
    }

    @Test
    void refusesEverythingElse() {
        List<String> hostile = List.of(
                "",
                ":1",
                "7001",
                "192.0.2.7",
                "192.0.2.7:",
                "192.0.2.7:0",
                "192.0.2.7:65536",
                "192.0.2.7:+1",
                "192.0.2.7:01",
                "192.0.2.7:1 ",
                "192.0.2.256:1",
                "example.org:1",
                "localhost:1",
                "2001:db8::7:1",
                "[192.0.2.7]:1",
                "[2001:db8::7]",
                "[fe80::1%eth0]:1",
                "[fe80::1%25eth0]:1",
                "1".repeat(60) + ":1",
                "192.0.2.7:" + "1".repeat(80));
        assertThat(hostile)
                .allSatisfy(text -> assertThat(PeerAddress.parse(text)).isEmpty());
    }
}
