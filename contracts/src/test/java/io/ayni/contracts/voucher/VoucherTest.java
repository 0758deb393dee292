package io.ayni.contracts.voucher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ayni.contracts.crypto.Digests;
import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.journal.RedemptionId;
import io.ayni.contracts.keys.KeyPurpose;
import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.contracts.keys.PublishedKey;
import io.ayni.contracts.token.NodeTokenMint;
import io.ayni.contracts.token.NodeTokenVerifier;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.Test;

class VoucherTest {
    private static final String ISSUER = "operator";
    private static final long ISSUED_MS = 1_800_000_000_000L;
    private static final long EXPIRES_MS = ISSUED_MS + 86_400_000;
    private static final Ed25519PrivateKey KEY = key("voucher");
    private static final Ed25519PrivateKey OTHER = key("other");
    private static final OperatorKeys KEYS = keys(PublishedKey.NEVER);
    private static final Voucher VOUCHER = new Voucher(
            RedemptionId.fromHex("000102030405060708090a0b0c0d0e0f"),
            AccountId.ofName("owner"),
            "ten-off",
            3,
            new PriceReduction.Percent(10),
            ISSUED_MS,
            EXPIRES_MS);
    private static final String TOKEN = new VoucherMint(KEY, ISSUER).mint(VOUCHER);

    @Test
    void mintedVoucherIsReadBackWordForWord() {
        assertThat(new VoucherVerifier(KEYS, ISSUER).verify(TOKEN, ISSUED_MS)).contains(VOUCHER);
        assertThat(new VoucherVerifier(KEYS, ISSUER).verify(TOKEN, EXPIRES_MS - 1))
                .contains(VOUCHER);
    }

    @Test
    void voucherOverAnAmountOfMoneyIsReadBackWordForWord() {
        // Given
        Voucher voucher = new Voucher(
                VOUCHER.redemption(),
                VOUCHER.account(),
                "five-euro",
                1,
                new PriceReduction.Amount(500, "EUR"),
                ISSUED_MS,
                EXPIRES_MS);

        // When
        String token = new VoucherMint(KEY, ISSUER).mint(voucher);

        // Then
        assertThat(new VoucherVerifier(KEYS, ISSUER).verify(token, ISSUED_MS)).contains(voucher);
    }

    @Test
    void anotherImplementationChecksItWithThePublishedKeySet() throws Exception {
        // Given
        JsonWebKeySet published = new JsonWebKeySet(VoucherKeys.jwks(KEYS, ISSUED_MS));
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmConstraints(
                new AlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, AlgorithmIdentifiers.EDDSA));
        signature.setCompactSerialization(TOKEN);

        // When
        signature.setKey(published
                .findJsonWebKey(signature.getKeyIdHeaderValue(), "OKP", "sig", "EdDSA")
                .getKey());

        // Then
        assertThat(signature.verifySignature()).isTrue();
        assertThat(signature.getPayload()).contains("\"ben\":\"ten-off\"", "\"ver\":3", "\"pct\":10");
    }

    @Test
    void expiredVoucherIsNotGood() {
        assertThat(new VoucherVerifier(KEYS, ISSUER).verify(TOKEN, EXPIRES_MS)).isEmpty();
    }

    @Test
    void voucherOfAnotherOperatorIsNotGood() {
        assertThat(new VoucherVerifier(KEYS, "another").verify(TOKEN, ISSUED_MS))
                .isEmpty();
    }

    @Test
    void voucherOfARevokedKeyIsNotGoodAndTheKeyIsPublishedNoMore() {
        // Given
        OperatorKeys revoked = keys(ISSUED_MS + 10);

        // When
        VoucherVerifier verifier = new VoucherVerifier(revoked, ISSUER);

        // Then
        assertThat(verifier.verify(TOKEN, ISSUED_MS + 9)).contains(VOUCHER);
        assertThat(verifier.verify(TOKEN, ISSUED_MS + 10)).isEmpty();
        assertThat(VoucherKeys.jwks(revoked, ISSUED_MS + 10)).isEqualTo("{\"keys\":[]}");
    }

    @Test
    void voucherOfAKeyThatSignsNoMoreStaysGood() {
        // Given
        OperatorKeys retired =
                new OperatorKeys(List.of(new PublishedKey(KeyPurpose.VOUCHER, KEY.publicKey(), 0, ISSUED_MS)));

        // Then
        assertThat(new VoucherVerifier(retired, ISSUER).verify(TOKEN, EXPIRES_MS - 1))
                .contains(VOUCHER);
        assertThat(VoucherKeys.jwks(retired, EXPIRES_MS))
                .contains(KEY.publicKey().id().hex());
    }

    @Test
    void voucherIssuedOutsideTheKeysTimeIsNotGood() {
        // Given
        OperatorKeys earlier =
                new OperatorKeys(List.of(new PublishedKey(KeyPurpose.VOUCHER, KEY.publicKey(), 0, ISSUED_MS - 1)));

        // Then
        assertThat(new VoucherVerifier(earlier, ISSUER).verify(TOKEN, ISSUED_MS))
                .isEmpty();
    }

    @Test
    void tokenOfAnotherKindIsNoVoucherAndAVoucherIsNoNodeToken() {
        // Given
        OperatorKeys bothPurposes = new OperatorKeys(List.of(
                new PublishedKey(KeyPurpose.VOUCHER, KEY.publicKey(), 0, Long.MAX_VALUE),
                new PublishedKey(KeyPurpose.TOKEN, OTHER.publicKey(), 0, Long.MAX_VALUE)));
        String nodeToken = new NodeTokenMint(OTHER, ISSUER)
                .mint(OTHER.publicKey(), AccountId.ofName("owner"), ISSUED_MS, NodeTokenMint.MAX_LIFE_MS);

        // Then
        assertThat(new VoucherVerifier(bothPurposes, ISSUER).verify(nodeToken, ISSUED_MS))
                .isEmpty();
        assertThat(new NodeTokenVerifier(bothPurposes, ISSUER).verify(TOKEN, ISSUED_MS))
                .isEmpty();
    }

    @Test
    void everyChangedCharacterMakesItNoVoucher() {
        VoucherVerifier verifier = new VoucherVerifier(KEYS, ISSUER);
        int lastOfSignature = TOKEN.length() - 1; // its low bits carry nothing
        for (int i = 0; i < lastOfSignature; i++) {
            char other = TOKEN.charAt(i) == 'A' ? 'B' : 'A';
            String changed = TOKEN.substring(0, i) + other + TOKEN.substring(i + 1);
            assertThat(verifier.verify(changed, ISSUED_MS))
                    .as("character %d", i)
                    .isEmpty();
        }
    }

    @Test
    void textThatIsNoTokenIsNoVoucher() {
        VoucherVerifier verifier = new VoucherVerifier(KEYS, ISSUER);
        for (String text : List.of("", ".", "..", "a.b.c", "....", TOKEN + "." + TOKEN, "A".repeat(2000))) {
            assertThat(verifier.verify(text, ISSUED_MS)).as(text).isEmpty();
        }
    }

    @Test
    void claimsThatLackSomethingAreNoVoucher() {
        // Given
        String header = base64("{\"alg\":\"EdDSA\",\"typ\":\"voucher+jwt\",\"kid\":\""
                + KEY.publicKey().id().hex() + "\"}");
        String noReduction = "{\"iss\":\"operator\",\"aud\":\"ayni-billing\",\"sub\":\""
                + VOUCHER.account().hex() + "\",\"jti\":\""
                + VOUCHER.redemption().hex()
                + "\",\"iat\":1800000000,\"exp\":1800086400,\"ben\":\"ten-off\",\"ver\":3}";
        String bothReductions = noReduction.replace("}", ",\"pct\":10,\"amt\":5,\"cur\":\"EUR\"}");
        String noExpiry = noReduction.replace(",\"exp\":1800086400", "").replace("}", ",\"pct\":10}");

        // Then
        for (String claims : List.of("{}", "[]", "null", noReduction, bothReductions, noExpiry)) {
            String signed = header + "." + base64(claims);
            String token = signed + "."
                    + Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(KEY.sign(signed.getBytes(StandardCharsets.US_ASCII)));
            assertThat(new VoucherVerifier(KEYS, ISSUER).verify(token, ISSUED_MS))
                    .as(claims)
                    .isEmpty();
        }
    }

    @Test
    void voucherHoldsItsRanges() {
        assertThatThrownBy(() -> new PriceReduction.Percent(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PriceReduction.Percent(101)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PriceReduction.Amount(0, "EUR")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PriceReduction.Amount(1, "eur")).isInstanceOf(IllegalArgumentException.class);
    }

    private static OperatorKeys keys(long revokedAtMs) {
        return new OperatorKeys(
                List.of(new PublishedKey(KeyPurpose.VOUCHER, KEY.publicKey(), 0, Long.MAX_VALUE, revokedAtMs)));
    }

    private static Ed25519PrivateKey key(String name) {
        return new Ed25519PrivateKey(Digests.sha256(name.getBytes(StandardCharsets.UTF_8)));
    }

    private static String base64(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
