package io.ayni.contracts.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ayni.testing.GoldenVectors;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SealingKeyTest {
    private static final SealingKey KEY =
            new SealingKey(GoldenVectors.document("terms").bytes("key"));

    @Test
    void everyFlippedBitOfTheSealedPartIsFound() {
        // Given
        Grant grant = golden();
        for (int bit = 0; bit < grant.sealed().length * 8; bit++) {
            // When
            byte[] changed = grant.sealed().clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            // Then
            assertThat(KEY.open(with(grant, grant.grantId(), changed)))
                    .as("bit %d", bit)
                    .isEmpty();
        }
    }

    @Test
    void everyTruncationIsFound() {
        Grant grant = golden();
        for (int length = 0; length < grant.sealed().length; length++) {
            assertThat(KEY.open(with(grant, grant.grantId(), Arrays.copyOf(grant.sealed(), length))))
                    .as("length %d", length)
                    .isEmpty();
        }
    }

    @Test
    void termsMovedToAnotherGrantDoNotOpen() {
        Grant grant = golden();
        assertThat(KEY.open(with(grant, new GrantId(new byte[16]), grant.sealed())))
                .isEmpty();
    }

    @Test
    void anotherKeyOpensNothing() {
        assertThat(new SealingKey(new byte[32]).open(golden())).isEmpty();
    }

    @Test
    void sealedTermsFitTheGrant() {
        GrantTerms terms = GoldenDocuments.terms();
        GrantTerms longest = new GrantTerms(
                terms.uploaderAccount(), terms.downloaderAccount(), "sixteen-letters-", -1, -1, Long.MAX_VALUE, false);
        byte[] sealed = KEY.seal(golden().grantId(), longest, new byte[SealingKey.NONCE_WIDTH]);
        assertThat(sealed).hasSizeLessThanOrEqualTo(Grant.MAX_SEALED_BYTES);
        assertThat(KEY.open(with(golden(), golden().grantId(), sealed))).contains(longest);
    }

    @Test
    void termsWithAnUnknownFlagAreNone() {
        byte[] plain = GoldenDocuments.terms().encode();
        plain[plain.length - 1] = 2;
        assertThatThrownBy(() -> GrantTerms.decode(plain)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theTextOfTheKeyShowsNothingOfIt() {
        assertThat(KEY).hasToString("SealingKey[secret]");
    }

    @Test
    void aKeyOfAnotherLengthIsRefused() {
        assertThatThrownBy(() -> SealingKey.fromHex("00")).isInstanceOf(IllegalArgumentException.class);
    }

    private static Grant golden() {
        return (Grant) GoldenDocuments.grant("grant").document();
    }

    private static Grant with(Grant grant, GrantId id, byte[] sealed) {
        return new Grant(
                id,
                grant.keyId(),
                grant.issuedAtMs(),
                grant.expiresAtMs(),
                grant.settleByMs(),
                grant.window(),
                grant.uploaderId(),
                grant.sessionKey(),
                grant.contentId(),
                grant.maxBytes(),
                grant.priceMicroCreditsPerMib(),
                grant.payerMode(),
                grant.weightPerMille(),
                sealed);
    }
}
