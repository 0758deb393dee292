package io.ayni.agent.insight;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EnergyTest {
    @Test
    void hourOfABusyCoreIsFourToTwentyFiveWattHours() {
        assertThat(Energy.ofCpu(3_600_000)).isEqualTo(new Energy(4_000, 25_000));
    }

    @Test
    void idleProcessorTakesNothing() {
        assertThat(Energy.ofCpu(0)).isEqualTo(new Energy(0, 0));
    }
}
