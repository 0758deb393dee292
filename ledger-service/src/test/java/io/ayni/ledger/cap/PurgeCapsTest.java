package io.ayni.ledger.cap;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.journal.EarningCap;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PurgeCapsTest {
    private static final long DAY_MS = 86_400_000;

    @Test
    void aDayIsKeptWhileItsGrantsMayBeHandedInAndAWeekLonger() {
        assertThat(PurgeCaps.firstKeptDay(0)).isZero();
        assertThat(PurgeCaps.firstKeptDay(108 * DAY_MS)).isEqualTo(100);
        assertThat(PurgeCaps.firstKeptDay(109 * DAY_MS - 1)).isEqualTo(100);
        assertThat(PurgeCaps.firstKeptDay(109 * DAY_MS)).isEqualTo(101);
    }

    @Test
    void eachCapIsPurgedInPortionsUntilOneIsNotFull() {
        // Given
        List<EarningCap> asked = new ArrayList<>();
        CapStore store = (cap, beforeDay, limit) -> {
            asked.add(cap);
            assertThat(beforeDay).isEqualTo(100);
            return asked.size() == 1 ? limit : limit - 1;
        };

        // When
        new PurgeCaps(store, () -> 108 * DAY_MS).run();

        // Then
        assertThat(asked)
                .containsExactly(
                        EarningCap.PAIR, EarningCap.PAIR, EarningCap.PREFIX, EarningCap.ACCOUNT, EarningCap.CONTENT);
    }
}
