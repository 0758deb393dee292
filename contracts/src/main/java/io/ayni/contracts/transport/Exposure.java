package io.ayni.contracts.transport;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * To whom a service's HTTP server listens.
 *
 * @param host the address or name that it binds to
 * @param encrypted whether it speaks TLS only
 */
public record Exposure(String host, boolean encrypted) {
    /**
     * From Quarkus' settings.
     *
     * @param host {@code quarkus.http.host}
     * @param insecureRequests {@code quarkus.http.insecure-requests}
     * @param tlsConfiguration {@code quarkus.http.tls-configuration-name}
     */
    public static Exposure of(String host, String insecureRequests, Optional<String> tlsConfiguration) {
        return new Exposure(host, insecureRequests.equals("disabled") && tlsConfiguration.isPresent());
    }

    /** Whether what other machines send it, tokens with it, travels in clear. */
    public boolean isInClear() {
        return !encrypted && !isLoopback();
    }

    private boolean isLoopback() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false; // the server will not bind to it either
        }
    }
}
