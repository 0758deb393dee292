package io.ayni.gateway.publish;

import io.ayni.contracts.crypto.Digests;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The secret that a publisher shows. Compared in constant time, whatever the length of what is shown. */
public final class PublisherToken {
    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +([\\x21-\\x7e]+) *");

    private final byte[] digest;

    /** Keeps a digest of the token only. */
    public PublisherToken(String token) {
        this.digest = digest(token);
    }

    /**
     * Whether the request shows the token.
     *
     * @param authorization values of all {@code Authorization} headers; anything but exactly one is refused
     */
    public boolean isShownIn(List<String> authorization) {
        if (authorization.size() != 1) {
            return false;
        }
        Matcher matcher = BEARER.matcher(authorization.getFirst());
        return matcher.matches() && MessageDigest.isEqual(digest, digest(matcher.group(1)));
    }

    private static byte[] digest(String token) {
        return Digests.sha256(token.getBytes(StandardCharsets.UTF_8));
    }
}
