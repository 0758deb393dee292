package io.ayni.contracts.token;

import io.ayni.contracts.crypto.KeyId;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.identity.NodeId;
import io.ayni.contracts.keys.KeyPurpose;
import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.contracts.keys.PublishedKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;

/**
 * Checks node tokens offline against the operator's published keys: algorithm, key and its validity, signature, issuer,
 * audience and expiry. Safe for all threads.
 */
public final class NodeTokenVerifier {
    /** Longest token that is looked at. */
    public static final int MAX_LENGTH = 2048;

    static final String AUDIENCE = "ayni";

    private final Supplier<OperatorKeys> keys;
    private final String issuer;

    /**
     * @param keys published keys
     * @param issuer the tracker's public name
     */
    public NodeTokenVerifier(OperatorKeys keys, String issuer) {
        this(() -> keys, issuer);
    }

    /**
     * @param keys the keys as published now
     * @param issuer the tracker's public name
     */
    public NodeTokenVerifier(Supplier<OperatorKeys> keys, String issuer) {
        this.keys = keys;
        this.issuer = issuer;
    }

    /**
     * Who the bearer is.
     *
     * @param token compact JWT
     * @param nowMs Unix milliseconds
     * @return empty for anything but a token that is valid now
     */
    public Optional<NodeToken> verify(String token, long nowMs) {
        String[] parts = token.length() > MAX_LENGTH ? new String[0] : token.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            return isSigned(parts, nowMs)
                    ? claims(parts[1]).flatMap(claims -> accept(claims, nowMs))
                    : Optional.empty();
        } catch (JoseException | InvalidJwtException | IllegalArgumentException | ClassCastException e) {
            return Optional.empty(); // not a token: the caller answers UNAUTHENTICATED
        }
    }

    private boolean isSigned(String[] parts, long nowMs) throws JoseException {
        Map<String, Object> header = JsonUtil.parseJson(text(parts[0]));
        boolean understood = "EdDSA".equals(header.get("alg")) && !header.containsKey("crit");
        if (!understood || !(header.get("kid") instanceof String keyId)) {
            return false; // another algorithm, or an extension that must be understood and is not
        }
        byte[] signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
        byte[] signature = Base64.getUrlDecoder().decode(parts[2]);
        return keys.get()
                .find(KeyPurpose.TOKEN, KeyId.fromHex(keyId))
                .filter(key -> key.isValidAt(nowMs) && !key.isRevokedAt(nowMs))
                .map(PublishedKey::key)
                .filter(key -> key.verify(signed, signature))
                .isPresent();
    }

    private static Optional<JwtClaims> claims(String part) throws InvalidJwtException {
        return Optional.of(JwtClaims.parse(text(part)));
    }

    private Optional<NodeToken> accept(JwtClaims claims, long nowMs) {
        try {
            long expiresAtMs = claims.getExpirationTime().getValueInMillis();
            boolean good = issuer.equals(claims.getIssuer())
                    && claims.getAudience().contains(AUDIENCE)
                    && nowMs < expiresAtMs
                    && expiresAtMs - claims.getIssuedAt().getValueInMillis() <= NodeTokenMint.MAX_LIFE_MS;
            return good
                    ? Optional.of(new NodeToken(
                            NodeId.parse(claims.getSubject()),
                            AccountId.fromHex(claims.getStringClaimValue("acc")),
                            expiresAtMs))
                    : Optional.empty();
        } catch (MalformedClaimException | NullPointerException e) {
            return Optional.empty(); // a claim is missing or of another type
        }
    }

    private static String text(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }
}
