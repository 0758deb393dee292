package io.ayni.ledger.dispute;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DisputePositionTest {
    private static final String TOKEN = "000000000000002a" + "07000000000000000000000000000000";

    @Test
    void aTokenNamesThePlace() {
        byte[] id = new byte[DisputeId.WIDTH];
        id[0] = 7;
        DisputePosition position = new DisputePosition(42, new DisputeId(id));

        assertThat(position.token()).isEqualTo(TOKEN);
        assertThat(DisputePosition.parse(TOKEN)).contains(position);
    }

    @Test
    void noTokenNamesTheStart() {
        assertThat(DisputePosition.parse("")).contains(DisputePosition.START);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "00", TOKEN + "0", "zz00000000000000" + "07000000000000000000000000000000"})
    void anythingElseNamesNothing(String token) {
        assertThat(DisputePosition.parse(token)).isEmpty();
    }
}
