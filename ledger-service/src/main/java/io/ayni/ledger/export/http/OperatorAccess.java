package io.ayni.ledger.export.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Knows the operator by its token. Compares in constant time; its text form shows nothing of the token. */
public final class OperatorAccess {
    private static final String SCHEME = "Bearer ";

    private final byte[] token;

    /** @param token the operator's token */
    public OperatorAccess(String token) {
        this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Whether the caller is the operator.
     *
     * @param authorization value of the Authorization header, null when there is none
     */
    public boolean isOperator(String authorization) {
        return authorization != null
                && authorization.startsWith(SCHEME)
                && MessageDigest.isEqual(
                        token, authorization.substring(SCHEME.length()).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "OperatorAccess[secret]";
    }
}
