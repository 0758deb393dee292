package io.ayni.ledger.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryPositionTest {
    static Stream<EntryPosition> positions() {
        return Stream.of(
                new EntryPosition(0, 0, 1),
                new EntryPosition(1_800_000_000_000L, 3, 42),
                new EntryPosition(Long.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE));
    }

    @ParameterizedTest
    @MethodSource("positions")
    void aTokenIsReadAsThePositionThatItWasMadeOf(EntryPosition position) {
        assertThat(EntryPosition.parse(position.token())).contains(position);
    }

    @Test
    void aTokenIsTextThatFitsIntoAnAddress() {
        assertThat(new EntryPosition(1, 2, 3).token()).isEqualTo("AAAAAAAAAAEAAAACAAAAAAAAAAM");
    }

    @Test
    void noTokenIsTheStart() {
        assertThat(EntryPosition.parse("")).contains(EntryPosition.START);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A",
                "AAAA",
                "AAAAAAAAAAEAAAACAAAAAAAAAA",
                "AAAAAAAAAAEAAAACAAAAAAAAAAMA",
                "AAAAAAAAAAEAAAACAAAAAAAAAA+",
                "not a token",
                " AAAAAAAAAAEAAAACAAAAAAAAAAM",
                "AAAAAAAAAAEAAAACAAAAAAAAAAM\u0000"
            })
    void anotherTextIsNoToken(String text) {
        assertThat(EntryPosition.parse(text)).isEmpty();
    }

    @Test
    void aTextOfAnyLengthIsNoToken() {
        assertThat(EntryPosition.parse("A".repeat(1_000_000))).isEmpty();
    }

    @Test
    void positionsThatNoEntryHasAreNoTokens() {
        assertThat(EntryPosition.parse(token(-1, 0, 1))).isEmpty();
        assertThat(EntryPosition.parse(token(0, -1, 1))).isEmpty();
        assertThat(EntryPosition.parse(token(0, 0, 0))).isEmpty();
        assertThat(EntryPosition.parse(token(0, 0, -1))).isEmpty();
        assertThat(EntryPosition.parse(token(Long.MIN_VALUE, 0, 1))).isEmpty();
    }

    private static String token(long recordedAtMs, int shard, long number) {
        byte[] bytes = ByteBuffer.allocate(20)
                .putLong(recordedAtMs)
                .putInt(shard)
                .putLong(number)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
