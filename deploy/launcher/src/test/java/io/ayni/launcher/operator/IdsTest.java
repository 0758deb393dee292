package io.ayni.launcher.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
    private static final String HEX = "00112233445566778899aabbccddeeff";

    @Test
    void anIdIsReadAndShownInHexadecimal() {
        assertThat(Ids.text(Ids.id("CASE", HEX))).isEqualTo(HEX);
        assertThat(Ids.text(Ids.random())).matches("[0-9a-f]{32}").isNotEqualTo(Ids.text(Ids.random()));
    }

    @Test
    void bareDigitsNameAnOwnersAccount() {
        assertThat(Ids.account(HEX.toUpperCase(java.util.Locale.ROOT))).isEqualTo("owner:" + HEX);
        assertThat(Ids.account("owner:" + HEX)).isEqualTo("owner:" + HEX);
        assertThat(Ids.account("pool:spring/3")).isEqualTo("pool:spring/3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "owner:", "owner:xyz", "held:" + HEX, "pool:spring", "pool:/0", HEX + "0"})
    void whatIsNoAccountIsExplained(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ids.account(text))
                .withMessage("ACCOUNT is \"" + text
                        + "\"; it takes owner:<32 hexadecimal digits> or pool:<campaign>/<shard>.");
    }
}
