package io.ayni.ledger.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ayni.contracts.crypto.Digests;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorsTest {
    private static final String ANA = "ana operator " + digest("0123456789abcdef");
    private static final String ZOE = "zoe observer " + digest("zoes token");

    private final Operators operators = Operators.parse("# who works here\n\n" + ANA + "\n  " + ZOE + "\n");

    @Test
    void theBearerOfATokenIsWhoeverTheLineNames() {
        assertThat(operators.bearer("Bearer 0123456789abcdef"))
                .contains(new NamedOperator("ana", OperatorRole.OPERATOR));
        assertThat(operators.bearer("Bearer zoes token")).contains(new NamedOperator("zoe", OperatorRole.OBSERVER));
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
        assertThat(operators.bearer(authorization)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-once", "owner", "settings", "time"})
    void noOperatorHasANameThatTheLedgerItselfWrites(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Operators.parse(name + " operator " + digest("a token")))
                .withMessage("at-once, owner, settings and time name nobody");
    }

    @Test
    void aTokenOfMoreThan512CharactersIsNobodys() {
        String token = "t".repeat(513);
        assertThat(Operators.parse("ana operator " + digest(token)).bearer("Bearer " + token))
                .isEmpty();
    }

    @Test
    void theDigestOfATokenIsNoToken() {
        assertThat(operators.bearer("Bearer " + digest("0123456789abcdef"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# nobody",
                "ana",
                "ana operator",
                "ana operator 00",
                "ana operator zz",
                "ana admin 0000000000000000000000000000000000000000000000000000000000000000",
                "ana OPERATOR 0000000000000000000000000000000000000000000000000000000000000000",
                "Ana operator 0000000000000000000000000000000000000000000000000000000000000000",
                "ana operator 0000000000000000000000000000000000000000000000000000000000000000 more"
            })
    void refusesWhatIsNoListOfOperators(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Operators.parse(text));
    }

    @Test
    void refusesANameThatStandsTwice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Operators.parse(ANA + "\nana observer " + digest("another")))
                .withMessageContaining("name");
    }

    @Test
    void refusesATokenThatStandsTwiceBecauseOnePersonWouldBeTwo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Operators.parse(ANA + "\nben operator " + digest("0123456789abcdef")))
                .withMessageContaining("token");
    }

    @Test
    void takes256OperatorsAndNoMore() {
        assertThat(Operators.parse(lines(256)).bearer("Bearer token 256")).isPresent();
        assertThatIllegalArgumentException().isThrownBy(() -> Operators.parse(lines(257)));
    }

    @Test
    void anOperatorMayLookAndAnObserverMayNotAct() {
        assertThat(OperatorRole.OPERATOR.includes(OperatorRole.OBSERVER)).isTrue();
        assertThat(OperatorRole.OPERATOR.includes(OperatorRole.OPERATOR)).isTrue();
        assertThat(OperatorRole.OBSERVER.includes(OperatorRole.OBSERVER)).isTrue();
        assertThat(OperatorRole.OBSERVER.includes(OperatorRole.OPERATOR)).isFalse();
    }

    @Test
    void itsTextFormShowsOnlyHowManyThereAre() {
        assertThat(operators).hasToString("Operators[2]");
    }

    private static String lines(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> "op" + i + " operator " + digest("token " + i))
                .collect(Collectors.joining("\n"));
    }

    private static String digest(String token) {
        return HexFormat.of().formatHex(Digests.sha256(token.getBytes(StandardCharsets.UTF_8)));
    }
}
