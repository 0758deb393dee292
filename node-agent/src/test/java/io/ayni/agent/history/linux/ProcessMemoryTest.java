package io.ayni.agent.history.linux;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessMemoryTest {
    @Test
    void residentPagesAreTheSecondField() {
        assertThat(ProcessMemory.residentBytes("900 25 7 1 0 90 0\n")).isEqualTo(25 * 4096);
    }

    @Test
    void whatTheSystemDoesNotTellIsNothing() {
        assertThat(ProcessMemory.residentBytes("\n")).isZero();
    }
}
