package io.ayni.ledger.export.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorAccessTest {
    private final OperatorAccess access = new OperatorAccess("0123456789abcdef");

    @Test
    void theBearerOfTheTokenIsTheOperator() {
        assertThat(access.isOperator("Bearer 0123456789abcdef")).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Bearer 0123456789abcde",
                "Bearer 0123456789abcdef0",
                "Bearer 0123456789abcdeF",
                "Bearer  0123456789abcdef",
                "Bearer 0123456789abcdef ",
                "bearer 0123456789abcdef",
                "Basic 0123456789abcdef",
                "0123456789abcdef",
                " Bearer 0123456789abcdef",
                "Bearer 0123456789abcdef\u0000"
            })
    void nobodyElseIs(String authorization) {
        assertThat(access.isOperator(authorization)).isFalse();
    }

    @Test
    void itsTextFormShowsNothingOfTheToken() {
        assertThat(access).hasToString("OperatorAccess[secret]");
    }
}
