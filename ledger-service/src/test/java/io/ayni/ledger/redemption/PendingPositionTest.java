package io.ayni.ledger.redemption;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.journal.RedemptionId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PendingPositionTest {
    private static final String TOKEN = "000000000000002a" + "07000000000000000000000000000000";

    @Test
    void aTokenNamesThePlace() {
        byte[] id = new byte[RedemptionId.WIDTH];
        id[0] = 7;
        PendingPosition position = new PendingPosition(42, new RedemptionId(id));

        assertThat(position.token()).isEqualTo(TOKEN);
        assertThat(PendingPosition.parse(TOKEN)).contains(position);
    }

    @Test
    void noTokenNamesTheStart() {
        assertThat(PendingPosition.parse("")).contains(PendingPosition.START);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "00", TOKEN + "0", "zz00000000000000" + "07000000000000000000000000000000"})
    void anythingElseNamesNothing(String token) {
        assertThat(PendingPosition.parse(token)).isEmpty();
    }
}
