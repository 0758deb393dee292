package io.ayni.contracts.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ayni.testing.GoldenVectors;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class Ed25519Test {
    @ParameterizedTest
    @MethodSource("publishedVectors")
    void signsAndVerifiesLikeTheStandard(byte[] seed, byte[] publicKey, byte[] message, byte[] signature) {
        // Given
        Ed25519PrivateKey key = new Ed25519PrivateKey(seed);
        // When
        byte[] made = key.sign(message);
        // Then
        assertThat(key.publicKey().bytes()).isEqualTo(publicKey);
        assertThat(made).isEqualTo(signature);
        assertThat(Ed25519PublicKey.of(publicKey).verify(message, signature)).isTrue();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("edges")
    void isStrictAtEveryEdge(String kind, String name, byte[] key, byte[] message, byte[] signature, boolean good) {
        boolean verdict =
                switch (kind) {
                    case "verify" -> Ed25519PublicKey.of(key).verify(message, signature);
                    case "key" -> Ed25519PublicKey.decode(key).isPresent();
                    case "order" -> Ed25519PublicKey.of(key).hasPrimeOrder();
                    default -> throw new IllegalArgumentException(kind);
                };
        assertThat(verdict).isEqualTo(good);
    }

    @Test
    void theListOfSmallOrderPointsIsTheListOfTheCurve() {
        // Given every spelling that an independent search over the curve found
        List<byte[]> found = GoldenVectors.rows("/vectors/signatures.txt").stream()
                .filter(row -> row[1].equals("small-order"))
                .map(row -> GoldenVectors.hex(row[2]))
                .toList();
        // Then
        assertThat(found).hasSize(14).allSatisfy(point -> assertThat(SmallOrderPoints.contains(point))
                .as(HexFormat.of().formatHex(point))
                .isTrue());
    }

    @Test
    void everyFlippedBitOfASignatureBreaksIt() {
        // Given
        Ed25519PrivateKey key = new Ed25519PrivateKey(new byte[32]);
        byte[] message = {1, 2, 3};
        byte[] signature = key.sign(message);
        for (int bit = 0; bit < signature.length * 8; bit++) {
            // When
            byte[] changed = signature.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            // Then
            assertThat(key.publicKey().verify(message, changed))
                    .as("bit %d", bit)
                    .isFalse();
        }
    }

    @Test
    void theTextOfAPrivateKeyShowsNothingOfIt() {
        byte[] seed = HexFormat.of().parseHex("0123456789abcdef".repeat(4));
        assertThat(new Ed25519PrivateKey(seed).toString()).doesNotContain("0123456789abcdef");
    }

    @Test
    void aSeedOfAnotherLengthIsRefused() {
        assertThatThrownBy(() -> new Ed25519PrivateKey(new byte[31])).isInstanceOf(IllegalArgumentException.class);
    }

    static Stream<Arguments> publishedVectors() {
        return GoldenVectors.rows("/vectors/rfc8032.txt").stream()
                .map(row -> Arguments.of(
                        GoldenVectors.hex(row[0]),
                        GoldenVectors.hex(row[1]),
                        GoldenVectors.hex(row[2]),
                        GoldenVectors.hex(row[3])));
    }

    static Stream<Arguments> edges() {
        return GoldenVectors.rows("/vectors/signatures.txt").stream()
                .map(row -> Arguments.of(
                        row[0],
                        row[1],
                        GoldenVectors.hex(row[2]),
                        GoldenVectors.hex(row[3]),
                        GoldenVectors.hex(row[4]),
                        row[5].equals("good")));
    }
}
