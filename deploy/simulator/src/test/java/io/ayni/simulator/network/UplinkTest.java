package io.ayni.simulator.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.simulator.kernel.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UplinkTest {
    private static final int SLICE = Uplink.SLICE_BYTES;

    private final VirtualTime time = new VirtualTime();
    private final Uplink uplink = new Uplink(time, SLICE);
    private final List<String> sent = new ArrayList<>();

    @Test
    void oneStreamHasTheWholeRate() {
        // When
        send(new Uplink.Stream(), 3 * SLICE, "block");
        run();

        // Then
        assertThat(sent).containsExactly("block at 3000 ms");
    }

    @Test
    void twoStreamsTakeTurnsSliceBySlice() {
        // When
        send(new Uplink.Stream(), 2 * SLICE, "one");
        send(new Uplink.Stream(), 2 * SLICE, "other");
        run();

        // Then
        assertThat(sent).containsExactly("one at 3000 ms", "other at 4000 ms");
    }

    @Test
    void aMessageWaitsForTheBlockBeforeItOnItsStreamOnly() {
        // Given
        Uplink.Stream busy = new Uplink.Stream();

        // When
        send(busy, SLICE, "block");
        send(busy, 0, "message behind it");
        send(new Uplink.Stream(), 0, "message elsewhere");
        run();

        // Then
        assertThat(sent)
                .containsExactly("message elsewhere at 0 ms", "block at 1000 ms", "message behind it at 1000 ms");
    }

    @Test
    void whatAClosedStreamHadIsNotSent() {
        // Given
        Uplink.Stream closed = new Uplink.Stream();
        send(closed, SLICE, "lost");
        send(new Uplink.Stream(), SLICE, "kept");

        // When
        closed.close();
        run();

        // Then
        assertThat(sent).containsExactly("kept at 2000 ms");
    }

    private void send(Uplink.Stream stream, int bytes, String name) {
        uplink.send(stream, bytes, () -> sent.add(name + " at " + time.nowMicros() / 1_000 + " ms"));
    }

    private void run() {
        while (time.step(Long.MAX_VALUE)) {
            // until nothing is left to send
        }
    }
}
