package io.ayni.contracts.token;

import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.crypto.Ed25519PublicKey;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.identity.NodeId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;

/**
 * Makes node tokens: JWTs (RFC 7519) signed with EdDSA (RFC 8037), bound to the node key by a {@code cnf} thumbprint (RFC
 * 7800, RFC 7638). Used by the tracker only. Safe for all threads.
 */
public final class NodeTokenMint {
    /** Longest life of a token: 10 minutes. */
    public static final long MAX_LIFE_MS = 10 * 60_000L;

    private final Ed25519PrivateKey key;
    private final String issuer;
    private final String header;

    /**
     * @param key the tracker's token key
     * @param issuer the tracker's public name; verifiers compare it
     */
    public NodeTokenMint(Ed25519PrivateKey key, String issuer) {
        this.key = key;
        this.issuer = issuer;
        this.header = base64(JsonUtil.toJson(
                Map.of("alg", "EdDSA", "typ", "JWT", "kid", key.publicKey().id().hex())));
    }

    /**
     * A token for a node.
     *
     * @param nodeKey the proven node key
     * @param account the owner's account
     * @param nowMs issue, Unix milliseconds
     * @param lifeMs at most {@link #MAX_LIFE_MS}
     */
    public String mint(Ed25519PublicKey nodeKey, AccountId account, long nowMs, long lifeMs) {
        if (lifeMs <= 0 || lifeMs > MAX_LIFE_MS) {
            throw new IllegalArgumentException("a node token lives at most " + MAX_LIFE_MS + " ms");
        }
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(issuer);
        claims.setAudience(NodeTokenVerifier.AUDIENCE);
        claims.setSubject(NodeId.of(nodeKey).toString());
        claims.setIssuedAt(NumericDate.fromMilliseconds(nowMs));
        claims.setExpirationTime(NumericDate.fromMilliseconds(nowMs + lifeMs));
        claims.setClaim("acc", account.hex());
        claims.setClaim("cnf", Map.of("jkt", KeyThumbprint.of(nodeKey)));
        String signed = header + "." + base64(claims.toJson());
        byte[] signature = key.sign(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    private static String base64(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
