package io.ayni.contracts.voucher;

import io.ayni.contracts.crypto.KeyId;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.journal.RedemptionId;
import io.ayni.contracts.keys.KeyPurpose;
import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.contracts.keys.PublishedKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;

/**
 * Checks vouchers offline against the operator's published keys: type, algorithm, key, signature, issuer, audience and
 * expiry. The key must have been valid when the voucher was issued and must not be revoked now. Whether a voucher was
 * used before is for the caller to know. Safe for all threads.
 */
public final class VoucherVerifier {
    /** Longest voucher that is looked at. */
    public static final int MAX_LENGTH = 1024;

    static final String AUDIENCE = "ayni-billing";
    static final String TYPE = "voucher+jwt";

    private final OperatorKeys keys;
    private final String issuer;

    /**
     * @param keys published keys
     * @param issuer the operator's public name
     */
    public VoucherVerifier(OperatorKeys keys, String issuer) {
        this.keys = keys;
        this.issuer = issuer;
    }

    /**
     * What the voucher says.
     *
     * @param token compact JWT
     * @param nowMs Unix milliseconds
     * @return empty for anything but a voucher that is good now
     */
    public Optional<Voucher> verify(String token, long nowMs) {
        String[] parts = token.length() > MAX_LENGTH ? new String[0] : token.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            Voucher voucher = read(JwtClaims.parse(text(parts[1])));
            boolean isGood = isSigned(parts, voucher.issuedAtMs(), nowMs) && nowMs < voucher.expiresAtMs();
            return isGood ? Optional.of(voucher) : Optional.empty();
        } catch (JoseException
                | InvalidJwtException
                | MalformedClaimException
                | IllegalArgumentException
                | ClassCastException
                | NullPointerException
                | ArithmeticException e) {
            return Optional.empty(); // not a voucher of this issuer: a claim is missing or of another type
        }
    }

    private boolean isSigned(String[] parts, long issuedAtMs, long nowMs) throws JoseException {
        Map<String, Object> header = JsonUtil.parseJson(text(parts[0]));
        boolean understood =
                "EdDSA".equals(header.get("alg")) && TYPE.equals(header.get("typ")) && !header.containsKey("crit");
        if (!understood || !(header.get("kid") instanceof String keyId)) {
            return false; // another kind of token, or an extension that must be understood and is not
        }
        byte[] signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
        byte[] signature = Base64.getUrlDecoder().decode(parts[2]);
        return keys.find(KeyPurpose.VOUCHER, KeyId.fromHex(keyId))
                .filter(key -> key.isValidAt(issuedAtMs) && !key.isRevokedAt(nowMs))
                .map(PublishedKey::key)
                .filter(key -> key.verify(signed, signature))
                .isPresent();
    }

    private Voucher read(JwtClaims claims) throws MalformedClaimException {
        if (!issuer.equals(claims.getIssuer()) || !claims.getAudience().contains(AUDIENCE)) {
            throw new IllegalArgumentException("another operator's, or for somebody else");
        }
        return new Voucher(
                RedemptionId.fromHex(claims.getJwtId()),
                AccountId.fromHex(claims.getSubject()),
                claims.getStringClaimValue("ben"),
                claims.getClaimValue("ver", Long.class),
                reduction(claims),
                claims.getIssuedAt().getValueInMillis(),
                claims.getExpirationTime().getValueInMillis());
    }

    private static PriceReduction reduction(JwtClaims claims) throws MalformedClaimException {
        if (claims.hasClaim("pct") == claims.hasClaim("amt")) {
            throw new IllegalArgumentException("a voucher takes off a share or an amount");
        }
        return claims.hasClaim("pct")
                ? new PriceReduction.Percent(Math.toIntExact(claims.getClaimValue("pct", Long.class)))
                : new PriceReduction.Amount(claims.getClaimValue("amt", Long.class), claims.getStringClaimValue("cur"));
    }

    private static String text(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }
}
