package io.ayni.gateway.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Keys of the gateway. Address and port are Quarkus' own ({@code quarkus.http.host}, {@code quarkus.http.port}), and so
 * is {@code kafka.bootstrap.servers}.
 */
@ConfigMapping(prefix = "ayni.gateway")
public interface GatewayConfig {
    /** Directory for everything that this gateway keeps; made if missing. One gateway per directory. */
    Path dataDir();

    /**
     * Base URL under which clients reach this gateway, http or https, at most 255 bytes. It stands in web seeds and at
     * the tracker: a wrong one makes items unreachable for agents and BitTorrent clients, not for who knows the address.
     */
    String publicUrl();

    /**
     * Whether other machines are served without TLS. False: such a gateway does not start, because publishers would show
     * their token in clear. True is right where a proxy or load balancer in front ends TLS.
     */
    @WithDefault("false")
    boolean allowPlaintext();

    /** File with the operator's manifest key: an Ed25519 seed, 64 hexadecimal digits. Signs publications. */
    Path manifestKeyFile();

    /** File with the token that publishers show: one line of 16 to 512 visible ASCII characters. */
    Path publisherTokenFile();

    /** HOST:PORT of the tracker's gRPC. Without it this gateway announces itself nowhere, and agents do not find it. */
    Optional<String> tracker();

    /** Whether the tracker is reached over TLS. Without TLS only a loopback address is taken, as a token travels. */
    @WithDefault("false")
    boolean trackerTls();

    /**
     * File with the certificates, in PEM, of the authorities that may vouch for the tracker's certificate; without it those
     * of this machine. Read once, at start.
     */
    Optional<Path> trackerCaFile();

    /** File with the token that this gateway shows the tracker, shaped like the publisher's. Needed with a tracker. */
    Optional<Path> edgeTokenFile();

    /** Largest item in bytes, 1 to 1T. Too low: publishers get 413. Too high: one upload may fill the disk. */
    @WithDefault("64G")
    MemorySize maxItemSize();

    /**
     * Most items kept, 1 to 1,000,000; beyond, publishers get 507. Each takes about 1 KiB of memory, and 200 bytes a
     * file.
     */
    @WithDefault("100000")
    int maxItems();

    /**
     * Uploads at a time, 1 to 64; more get 503. Each takes a thread, about 3 MiB of memory and up to one core. Too high:
     * uploads slow down serving.
     */
    @WithDefault("4")
    int maxConcurrentUploads();

    /**
     * Longest time without a byte of an upload, 1 s to 10 min; also the period over which an upload must bring 1 KiB a
     * second. Too low: slow publishers get 408. Too high: dead connections hold upload places.
     */
    @WithDefault("30s")
    Duration uploadStallTimeout();

    /** Free space below which uploads are refused with 507. Too low: the disk may fill up and Kafka's marks fail. */
    @WithDefault("256M")
    MemorySize minFreeSpace();

    /**
     * Limit of all file bytes sent together, in bytes per second; 0 is no limit. With a limit files go through this
     * process instead of straight from the kernel, which costs more processor time.
     */
    @WithDefault("0")
    long maxEgressBytesPerSecond();

    /** Time that one delivery event covers, 100 ms to 1 min. Too low: many events. Too high: late figures. */
    @WithDefault("2s")
    Duration deliveryInterval();
}
