package io.ayni.simulator.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.simulator.kernel.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EdgeServerTest {
    private static final int SLICE = EdgeServer.SLICE_BYTES;

    private final VirtualTime time = new VirtualTime();
    private final EdgeServer edge = new EdgeServer(time, SLICE);
    private final List<String> sent = new ArrayList<>();

    @Test
    void requestsOfOneSliceAreServedInTurn() {
        // When
        serve("first");
        serve("second");
        run();

        // Then
        assertThat(sent).containsExactly("first at 1000 ms", "second at 2000 ms");
        assertThat(edge.sentBytes()).isEqualTo(2L * SLICE);
    }

    @Test
    void whatIsWithdrawnIsNotSent() {
        // Given
        serve("first");
        serve("second");

        // When
        edge.withdraw("second");
        run();

        // Then
        assertThat(sent).containsExactly("first at 1000 ms");
        assertThat(edge.sentBytes()).isEqualTo(SLICE);
    }

    @Test
    void aDeadEdgeSendsNothing() {
        // Given
        serve("first");

        // When
        edge.kill();
        run();

        // Then
        assertThat(sent).isEmpty();
        assertThat(edge.serve("second", SLICE, () -> {})).isFalse();
    }

    private void serve(String name) {
        edge.serve(name, SLICE, () -> sent.add(name + " at " + time.nowMicros() / 1_000 + " ms"));
    }

    private void run() {
        while (time.step(Long.MAX_VALUE)) {
            // until nothing is left to send
        }
    }
}
