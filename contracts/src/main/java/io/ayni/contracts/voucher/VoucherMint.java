package io.ayni.contracts.voucher;

import io.ayni.contracts.crypto.Ed25519PrivateKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;

/**
 * Makes vouchers: JWTs (RFC 7519) signed with EdDSA (RFC 8037), of a type of their own so that none can pass for a node
 * token. Claims: {@code iss} the operator's public name, {@code aud} {@value VoucherVerifier#AUDIENCE}, {@code sub} the
 * account's pseudonym, {@code jti} the redemption, {@code iat}, {@code exp}, {@code ben} and {@code ver} the benefit, and
 * either {@code pct} or both {@code amt} (minor units) and {@code cur}. Used by the ledger only. Safe for all threads.
 */
public final class VoucherMint {
    private final Ed25519PrivateKey key;
    private final String issuer;
    private final String header;

    /**
     * @param key the ledger's voucher key
     * @param issuer the operator's public name; verifiers compare it
     */
    public VoucherMint(Ed25519PrivateKey key, String issuer) {
        this.key = key;
        this.issuer = issuer;
        this.header = base64(JsonUtil.toJson(Map.of(
                "alg",
                "EdDSA",
                "typ",
                VoucherVerifier.TYPE,
                "kid",
                key.publicKey().id().hex())));
    }

    /** The voucher in its compact form: the same for the same voucher, at most {@link VoucherVerifier#MAX_LENGTH}. */
    public String mint(Voucher voucher) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(issuer);
        claims.setAudience(VoucherVerifier.AUDIENCE);
        claims.setSubject(voucher.account().hex());
        claims.setJwtId(voucher.redemption().hex());
        claims.setIssuedAt(NumericDate.fromMilliseconds(voucher.issuedAtMs()));
        claims.setExpirationTime(NumericDate.fromMilliseconds(voucher.expiresAtMs()));
        claims.setClaim("ben", voucher.benefit());
        claims.setClaim("ver", voucher.version());
        switch (voucher.reduction()) {
            case PriceReduction.Percent(int percent) -> claims.setClaim("pct", percent);
            case PriceReduction.Amount(long minorUnits, String currency) -> {
                claims.setClaim("amt", minorUnits);
                claims.setClaim("cur", currency);
            }
        }
        String signed = header + "." + base64(claims.toJson());
        byte[] signature = key.sign(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    private static String base64(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
