package io.ayni.gateway.config;

import io.ayni.contracts.crypto.Ed25519PrivateKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The settings, checked and with secrets read. The text form shows no secret.
 *
 * @param dataDir directory of this gateway
 * @param publicUrl base URL without a slash at its end
 * @param allowsPlaintext whether other machines may be served without TLS
 * @param manifestKey signs publications
 * @param publisherToken what publishers show
 * @param tracker where to announce, if anywhere
 * @param limits bounds
 * @param deliveryInterval time that one delivery event covers
 */
public record GatewaySettings(
        Path dataDir,
        String publicUrl,
        boolean allowsPlaintext,
        Ed25519PrivateKey manifestKey,
        String publisherToken,
        Optional<Tracker> tracker,
        Limits limits,
        Duration deliveryInterval) {
    /**
     * Where and how to announce.
     *
     * @param host name or address, an IPv6 address without brackets
     * @param port of its gRPC
     * @param tls whether to speak TLS
     * @param authorities file of the certificates that vouch for the tracker's; none: those of this machine
     * @param edgeToken what to show
     */
    public record Tracker(String host, int port, boolean tls, Optional<Path> authorities, String edgeToken) {
        @Override
        public String toString() {
            return "Tracker[" + host + ":" + port + (tls ? ", TLS]" : "]");
        }
    }

    /** Bounds; 0 for the egress is no limit. */
    public record Limits(
            long maxItemBytes,
            int maxItems,
            int maxConcurrentUploads,
            Duration uploadStallTimeout,
            long minFreeBytes,
            long maxEgressBytesPerSecond) {}

    @Override
    public String toString() {
        return "GatewaySettings[" + dataDir + ", " + publicUrl + ", " + tracker + ", " + limits + "]";
    }
}
