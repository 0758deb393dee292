package io.ayni.contracts.token;

import io.ayni.contracts.crypto.Digests;
import io.ayni.contracts.crypto.Ed25519PublicKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** JWK thumbprint (RFC 7638) of an Ed25519 key in its OKP form (RFC 8037). */
final class KeyThumbprint {
    private KeyThumbprint() {}

    static String of(Ed25519PublicKey key) {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String jwk = "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + base64.encodeToString(key.bytes()) + "\"}";
        return base64.encodeToString(Digests.sha256(jwk.getBytes(StandardCharsets.UTF_8)));
    }
}
