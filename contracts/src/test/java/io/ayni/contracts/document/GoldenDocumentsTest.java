package io.ayni.contracts.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.crypto.Digests;
import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.crypto.Ed25519PublicKey;
import io.ayni.contracts.document.GoldenDocuments.Golden;
import io.ayni.testing.GoldenVectors;
import io.ayni.testing.GoldenVectors.Section;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenDocumentsTest {
    /** L, little-endian. */
    private static final byte[] ORDER =
            HexFormat.of().parseHex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");

    static List<Golden> all() {
        return GoldenDocuments.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void theFieldsEncodeToTheGoldenBytes(Golden golden) {
        assertThat(golden.document().encode()).isEqualTo(golden.vector().bytes("body"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void theGoldenBytesDecodeToTheFields(Golden golden) throws Exception {
        // When
        SignedDocument decoded = golden.decoder().decode(golden.vector().bytes("body"));
        // Then
        assertThat(decoded).usingRecursiveComparison().isEqualTo(golden.document());
    }

    @ParameterizedTest
    @MethodSource("all")
    void signingGivesTheGoldenEnvelope(Golden golden) {
        // Given
        Section vector = golden.vector();
        Ed25519PrivateKey key = new Ed25519PrivateKey(vector.bytes("signer"));
        // When
        Envelope envelope = Envelope.sign(golden.document(), key);
        // Then
        assertThat(envelope).isEqualTo(GoldenDocuments.envelope(vector.name()));
        assertThat(envelope.id().hex()).isEqualTo(vector.text("id"));
        assertThat(envelope.isSignedBy(key.publicKey())).isTrue();
    }

    @ParameterizedTest
    @MethodSource("all")
    void theSignatureHoldsInItsOneSpellingAndOverTheseBytesOnly(Golden golden) {
        // Given
        Envelope good = GoldenDocuments.envelope(golden.vector().name());
        Ed25519PublicKey key = new Ed25519PrivateKey(golden.vector().bytes("signer")).publicKey();
        // Then
        assertThat(signed(good.body(), plusOrder(good.signature()), good).isSignedBy(key))
                .as("S ≥ L")
                .isFalse();
        assertThat(signed(good.body(), Arrays.copyOf(good.signature(), 63), good)
                        .isSignedBy(key))
                .isFalse();
        assertThat(signed(good.body(), Arrays.copyOf(good.signature(), 65), good)
                        .isSignedBy(key))
                .isFalse();
        assertThat(signed(Arrays.copyOf(good.body(), good.body().length + 1), good.signature(), good)
                        .isSignedBy(key))
                .isFalse();
        for (int i = 0; i < good.body().length; i++) {
            byte[] changed = good.body().clone();
            changed[i] ^= 1;
            assertThat(signed(changed, good.signature(), good).isSignedBy(key))
                    .as("byte %d", i)
                    .isFalse();
        }
    }

    private static Envelope signed(byte[] body, byte[] signature, Envelope like) {
        return new Envelope(body, signature, like.keyId());
    }

    /** The signature with the order of the group added to S: the same equation, another spelling. */
    private static byte[] plusOrder(byte[] signature) {
        byte[] changed = signature.clone();
        int carry = 0;
        for (int i = 0; i < 32; i++) {
            int sum = (signature[32 + i] & 0xff) + (ORDER[i] & 0xff) + carry;
            changed[32 + i] = (byte) sum;
            carry = sum >> 8;
        }
        return changed;
    }

    @Test
    void theDigestOfAStatementsContentsIsTheGoldenOne() {
        Section v = GoldenVectors.document("statement-digest");
        assertThat(new StatementDigest()
                        .entry(v.number("number"), v.bytes("entry"))
                        .received(new GrantId(v.bytes("grantId")), v.number("bytes"))
                        .value()
                        .bytes())
                .isEqualTo(v.bytes("digest"));
    }

    @Test
    void theTermsSealToTheGoldenBytes() {
        // Given
        Section v = GoldenVectors.document("terms");
        SealingKey key = new SealingKey(v.bytes("key"));
        // When
        byte[] sealed = key.seal(new GrantId(v.bytes("grantId")), GoldenDocuments.terms(), v.bytes("nonce"));
        // Then
        assertThat(sealed).isEqualTo(v.bytes("sealed"));
        assertThat(GoldenDocuments.terms().encode()).isEqualTo(v.bytes("plain"));
    }

    @Test
    void theTermsOfTheGoldenGrantOpen() {
        // Given
        SealingKey key = new SealingKey(GoldenVectors.document("terms").bytes("key"));
        Grant grant = (Grant) GoldenDocuments.grant("grant").document();
        // Then
        assertThat(key.open(grant)).contains(GoldenDocuments.terms());
    }

    @Test
    void theRunningDigestIsTheGoldenOne() {
        // Given
        Section v = GoldenVectors.document("pieces-digest");
        byte[] digest = new byte[Receipt.DIGEST_WIDTH];
        // When
        for (String index : v.text("indexes").split(" ")) {
            int piece = Integer.parseInt(index);
            byte[] hash = Digests.sha256(ByteBuffer.allocate(4).putInt(piece).array());
            digest = Receipt.extendDigest(digest, piece, hash);
        }
        // Then
        assertThat(digest).isEqualTo(v.bytes("digest"));
    }
}
