package io.ayni.contracts.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.crypto.Ed25519PublicKey;
import io.ayni.contracts.crypto.KeyId;
import io.ayni.contracts.document.DocumentId;
import io.ayni.testing.GoldenVectors;
import io.ayni.testing.GoldenVectors.Section;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class IdentifiersTest {
    private static final Section GOLDEN = GoldenVectors.document("identity");

    @Test
    void theNamesOfAKeyAreTheGoldenOnes() {
        // Given
        Ed25519PublicKey key = new Ed25519PrivateKey(GOLDEN.bytes("seed")).publicKey();
        // Then
        assertThat(key.bytes()).isEqualTo(GOLDEN.bytes("publicKey"));
        assertThat(key.id()).isEqualTo(KeyId.fromHex(GOLDEN.text("keyId")));
        assertThat(NodeId.of(key).hex()).isEqualTo(GOLDEN.text("nodeId"));
        assertThat(NodeId.of(key)).hasToString(GOLDEN.text("nodeText"));
    }

    @Test
    void theAccountIdIsTheGoldenOne() {
        assertThat(AccountId.ofName(GOLDEN.text("account")).hex()).isEqualTo(GOLDEN.text("accountId"));
    }

    @Test
    void aNodeIdIsReadBackFromItsTextInEitherCase() {
        NodeId id = new NodeId(GOLDEN.bytes("nodeId"));
        assertThat(NodeId.parse(id.toString())).isEqualTo(id);
        assertThat(NodeId.parse(id.toString().toUpperCase(Locale.ROOT))).isEqualTo(id);
    }

    @Test
    void aTextThatIsNoNodeIdIsRefused() {
        String good = GOLDEN.text("nodeText");
        List<String> bad = List.of(
                "",
                good.substring(1),
                good + "a",
                good + "a".repeat(8),
                "1" + good.substring(1),
                "ä" + good.substring(1));
        assertThat(bad).allSatisfy(text -> assertThatThrownBy(() -> NodeId.parse(text))
                .isInstanceOf(IllegalArgumentException.class));
    }

    @Test
    void aSecondSpellingOfANodeIdIsRefused() {
        // 52 characters carry 260 bits; the last 4 must be zero
        String good = new NodeId(new byte[32]).toString();
        assertThat(good).isEqualTo("a".repeat(52));
        assertThatThrownBy(() -> NodeId.parse("a".repeat(51) + "b")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void base32MatchesTheStandardsExamples() {
        assertThat(List.of("", "f", "fo", "foo", "foob", "fooba", "foobar"))
                .extracting(text -> Base32.encode(text.getBytes(StandardCharsets.US_ASCII)))
                .containsExactly("", "my", "mzxq", "mzxw6", "mzxw6yq", "mzxw6ytb", "mzxw6ytboi");
        assertThat(Base32.decode("mzxw6ytboi")).isEqualTo("foobar".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void idsOfDifferentKindsAreNeverEqual() {
        byte[] bytes = new byte[32];
        assertThat(new NodeId(bytes)).isNotEqualTo(new ContentId(bytes)).isNotEqualTo(new DocumentId(bytes));
        assertThat(new NodeId(bytes)).isEqualTo(new NodeId(bytes)).hasSameHashCodeAs(new NodeId(bytes));
    }

    @Test
    void idsAreOrderedAsUnsignedBytes() {
        byte[] high = new byte[32];
        high[0] = (byte) 0x80;
        assertThat(new NodeId(high)).isGreaterThan(new NodeId(new byte[32]));
    }

    @Test
    void anIdDoesNotShareItsBytes() {
        // Given
        byte[] bytes = new byte[32];
        NodeId id = new NodeId(bytes);
        // When
        bytes[0] = 1;
        id.bytes()[1] = 1;
        // Then
        assertThat(id.isZero()).isTrue();
    }

    @Test
    void anIdOfAnotherWidthIsRefused() {
        assertThatThrownBy(() -> new NodeId(new byte[31]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("NodeId is 32 bytes, not 31");
        assertThatThrownBy(() -> ContentId.fromHex("zz")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void accountNamesKeepToTheirAlphabet() {
        assertThat(List.of("a", "a.b_c-9", "x".repeat(64))).allMatch(AccountId::isName);
        assertThat(List.of("", "A", "a b", "ä", "a\n", "x".repeat(65))).noneMatch(AccountId::isName);
        assertThatThrownBy(() -> AccountId.ofName("A")).isInstanceOf(IllegalArgumentException.class);
    }
}
