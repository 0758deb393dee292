package io.ayni.launcher.bench.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SwarmBenchPlanTest {
    @Test
    void theMinimumIsTheSlowerOfTheSeedAloneAndAllUplinksTogether() {
        // 16 MiB at 1 MiB/s; 16 MiB for each of N through 1 + N/2 MiB/s
        assertThat(SwarmBenchPlan.minimumSeconds(2)).isEqualTo(16);
        assertThat(SwarmBenchPlan.minimumSeconds(8)).isCloseTo(25.6, within(1e-9));
        assertThat(SwarmBenchPlan.minimumSeconds(30)).isEqualTo(30);
    }

    @Test
    void audiencesAndRoundsAreBounded() {
        assertThatThrownBy(() -> new SwarmBenchPlan(List.of(8, 51), 3))
                .hasMessage("--agents takes numbers from 2 to 50.");
        assertThatThrownBy(() -> new SwarmBenchPlan(List.of(1), 3)).hasMessage("--agents takes numbers from 2 to 50.");
        assertThatThrownBy(() -> new SwarmBenchPlan(List.of(), 3)).hasMessage("--agents takes numbers from 2 to 50.");
        assertThatThrownBy(() -> new SwarmBenchPlan(List.of(8), 0)).hasMessage("--rounds is 0; this takes 1 to 20.");
        assertThatThrownBy(() -> new TransferBenchPlan(0, 3)).hasMessage("--mib takes 1 to 4096.");
        assertThatThrownBy(() -> new TransferBenchPlan(1 << 20, 21)).hasMessage("--rounds is 21; this takes 1 to 20.");
    }
}
