package io.ayni.contracts.voucher;

import io.ayni.contracts.keys.KeyPurpose;
import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.contracts.keys.PublishedKey;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jose4j.json.JsonUtil;

/** The voucher keys as a JSON Web Key Set (RFC 7517, RFC 8037), for verifiers of other makers. */
public final class VoucherKeys {
    private VoucherKeys() {}

    /**
     * The key set: every voucher key that is not revoked, also those that sign no more, because their vouchers may still
     * be good.
     *
     * @param keys published keys
     * @param nowMs Unix milliseconds
     */
    public static String jwks(OperatorKeys keys, long nowMs) {
        List<Map<String, Object>> set = keys.all().stream()
                .filter(key -> key.purpose() == KeyPurpose.VOUCHER && !key.isRevokedAt(nowMs))
                .map(VoucherKeys::jwk)
                .toList();
        return JsonUtil.toJson(Map.of("keys", set));
    }

    private static Map<String, Object> jwk(PublishedKey key) {
        Map<String, Object> jwk = new LinkedHashMap<>();
        jwk.put("kty", "OKP");
        jwk.put("crv", "Ed25519");
        jwk.put("alg", "EdDSA");
        jwk.put("use", "sig");
        jwk.put("kid", key.id().hex());
        jwk.put(
                "x",
                Base64.getUrlEncoder().withoutPadding().encodeToString(key.key().bytes()));
        return jwk;
    }
}
