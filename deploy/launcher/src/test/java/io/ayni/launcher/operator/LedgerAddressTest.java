package io.ayni.launcher.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerAddressTest {
    @Test
    void anAddressIsAHostAndAPort() {
        assertThat(LedgerAddress.parse("ledger.example:8082")).isEqualTo(new LedgerAddress("ledger.example", 8082));
        assertThat(LedgerAddress.parse("[::1]:1")).hasToString("[::1]:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ledger", "ledger:", "ledger:0", "ledger:65536", ":8082", "a b:1", "u@h:1", "h:1/x"})
    void anythingElseIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LedgerAddress.parse(text))
                .withMessage("--ledger is \"" + text + "\"; it takes HOST:PORT.");
    }
}
