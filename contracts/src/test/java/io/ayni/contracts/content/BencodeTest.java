package io.ayni.contracts.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BencodeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "i0e",
                "i-1e",
                "i9223372036854775807e",
                "i-9223372036854775807e",
                "0:",
                "3:abc",
                "le",
                "li1e2:abe",
                "de",
                "d0:i1e1:ai2e2:aai3e1:bi4ee",
                "d1:ad1:bleee"
            })
    void aCanonicalValueIsReadAndWrittenUnchanged(String text) throws Exception {
        byte[] bytes = bytes(text);
        assertThat(Bencode.encode(Bencode.decode(bytes))).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "i",
                "ie",
                "i-e",
                "i-0e",
                "i00e",
                "i01e",
                "i-01e",
                "i+1e",
                "i 1e",
                "i1",
                "i9223372036854775808e",
                "i99999999999999999999e",
                "01:a",
                "-1:a",
                ":",
                "1:",
                "3:ab",
                "9223372036854775807:a",
                "99999999999999999999:a",
                "l",
                "li1e",
                "d",
                "d1:ae",
                "di1ei2ee",
                "d1:bi1e1:ai2ee",
                "d1:ai1e1:ai2ee",
                "d2:aai1e1:ai2ee",
                "e",
                "x",
                "i1ei2e",
                "lee",
                "3:abc ",
            })
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> Bencode.decode(bytes(text))).isInstanceOf(InvalidMetainfoException.class);
    }

    @Test
    void keysAreOrderedAsRawBytes() {
        assertThatThrownBy(() -> Bencode.decode(bytes("d1:\u00ffi1e1:ai2ee")))
                .isInstanceOf(InvalidMetainfoException.class);
    }

    @Test
    void depthIsBounded() throws Exception {
        String deepest = "l".repeat(Bencode.MAX_DEPTH + 1) + "e".repeat(Bencode.MAX_DEPTH + 1);
        assertThat(Bencode.decode(bytes(deepest))).isNotNull();
        assertThatThrownBy(() -> Bencode.decode(bytes("l" + deepest + "e")))
                .isInstanceOf(InvalidMetainfoException.class);
        assertThatThrownBy(() -> Bencode.decode(bytes("l".repeat(1_000_000))))
                .isInstanceOf(InvalidMetainfoException.class);
    }

    @Test
    void theNumberOfValuesIsBounded() throws Exception {
        String most = "l" + "de".repeat(Bencode.MAX_ITEMS - 1) + "e";
        assertThat(Bencode.decode(bytes(most))).isNotNull();
        assertThatThrownBy(() -> Bencode.decode(bytes("l" + "de".repeat(Bencode.MAX_ITEMS) + "e")))
                .isInstanceOf(InvalidMetainfoException.class);
    }

    @Test
    void aLengthBeyondTheInputAllocatesNothing() {
        assertThatThrownBy(() -> Bencode.decode(bytes("2147483647:a"))).isInstanceOf(InvalidMetainfoException.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
