package io.ayni.launcher.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ListingTest {
    private static final List<String> COLUMNS = List.of("campaign", "left", "withdrawn");

    private final Listing two = new Listing(COLUMNS, List.of(List.of("spring", 12L, false), List.of("a", 3L, true)));

    @Test
    void theTableHasAColumnForEachName() {
        assertThat(two.table())
                .isEqualTo(
                        """
                        campaign  left  withdrawn
                        spring    12    false
                        a         3     true
                        """);
    }

    @Test
    void theJsonHasAnObjectForEachRow() {
        assertThat(two.json().replaceAll("\\s", ""))
                .isEqualTo("[{\"campaign\":\"spring\",\"left\":12,\"withdrawn\":false},"
                        + "{\"campaign\":\"a\",\"left\":3,\"withdrawn\":true}]");
    }

    @Test
    void noRowsSaySo() {
        Listing none = new Listing(COLUMNS, List.of());
        assertThat(none.table()).isEqualTo("Nothing.\n");
        assertThat(none.json().replaceAll("\\s", "")).isEqualTo("[]");
    }
}
