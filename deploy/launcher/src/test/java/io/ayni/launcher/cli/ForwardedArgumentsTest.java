package io.ayni.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ForwardedArgumentsTest {
    private final ForwardedArguments forwarded = new ForwardedArguments(List.of("--json", "--home"));

    @Test
    void leavesOutWithheldOptionsInBothSpellings() {
        assertThat(forwarded.of(List.of("--nodes", "4", "--json", "e.json", "--home=/x", "--free-ports")))
                .containsExactly("--nodes", "4", "--free-ports");
    }

    @Test
    void keepsOptionsThatOnlyStartAlike() {
        assertThat(forwarded.of(List.of("--jsonish", "v"))).containsExactly("--jsonish", "v");
    }
}
