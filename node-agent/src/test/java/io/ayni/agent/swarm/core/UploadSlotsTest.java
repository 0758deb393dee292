package io.ayni.agent.swarm.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UploadSlotsTest {
    private static final int BLOCK = 64 * 1024;

    private final UploadSlots slots = new UploadSlots();

    @Test
    void twoBlocksMayAlwaysBeInTheTransport() {
        // Given
        slots.entered(1 << 20, 1);

        // Then
        assertThat(slots.hasRoomFor(1 << 20)).isTrue();
    }

    @Test
    void atFirstAQuarterOfAMebibyteMayBeThere() {
        // When
        for (int i = 0; i < 3; i++) {
            slots.entered(BLOCK, 1);
        }

        // Then
        assertThat(slots.hasRoomFor(BLOCK)).isTrue();
        slots.entered(BLOCK, 1);
        assertThat(slots.hasRoomFor(BLOCK)).isFalse();
    }

    @Test
    void aFastUplinkMayHaveWhatItSendsInATenthOfASecond() {
        // Given: 100 blocks in 100 ms
        slots.entered(BLOCK, 0);
        for (int i = 0; i < 100; i++) {
            slots.entered(BLOCK, i);
            slots.left(BLOCK, i + 1);
        }

        // When
        int more = 0;
        while (slots.hasRoomFor(BLOCK)) {
            slots.entered(BLOCK, 100);
            more++;
        }

        // Then
        assertThat(more).isEqualTo(99);
    }

    @Test
    void whatAClosedStreamHadThereMakesRoom() {
        // Given
        for (int i = 0; i < 4; i++) {
            slots.entered(BLOCK, 1);
        }

        // When
        slots.dropped(2, 2L * BLOCK);

        // Then
        assertThat(slots.hasRoomFor(BLOCK)).isTrue();
    }
}
