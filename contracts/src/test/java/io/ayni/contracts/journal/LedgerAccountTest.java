package io.ayni.contracts.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.identity.AccountId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerAccountTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "funding:default",
                "pool:sixteen-letters-/2147483647",
                "pool:a/0",
                "owner:000102030405060708090a0b0c0d0e0f",
                "pending:000102030405060708090a0b0c0d0e0f",
                "held:000102030405060708090a0b0c0d0e0f",
                "redeemed:thirty-two-characters-of-benefit",
                "redeemed:9",
                "adjustment:all"
            })
    void aTextIsReadAndWrittenUnchanged(String text) {
        assertThat(LedgerAccount.parse(text)).map(LedgerAccount::text).contains(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "default",
                ":",
                "funding:",
                "funding:Default",
                "funding:seventeen-letters",
                "pool:default",
                "pool:default/",
                "pool:default/-1",
                "pool:default/01",
                "pool:default/+1",
                "pool:default/2147483648",
                "pool:/0",
                "owner:00",
                "owner:000102030405060708090A0B0C0D0E0F",
                "owner:000102030405060708090a0b0c0d0e0f00",
                "pending:00",
                "held:000102030405060708090A0B0C0D0E0F",
                "redeemed:",
                "redeemed:Voucher",
                "redeemed:thirty-three-characters-of-benefi",
                "adjustment:",
                "adjustment:one",
                "spent:x"
            })
    void whatIsNotTheOneSpellingOfAnAccountIsNone(String text) {
        assertThat(LedgerAccount.parse(text)).isEmpty();
    }

    @Test
    void everyTextFitsItsBound() {
        assertThat(new LedgerAccount.Owner(AccountId.ofName("a")).text())
                .hasSizeLessThanOrEqualTo(LedgerAccount.MAX_TEXT_BYTES);
    }
}
