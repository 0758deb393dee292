package io.ayni.gateway.config;

import io.ayni.gateway.config.GatewaySettings.Limits;
import io.ayni.gateway.config.GatewaySettings.Tracker;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns {@link GatewayConfig} into {@link GatewaySettings}, or refuses with the key that is wrong. */
public final class SettingsReader {
    private static final long TEBIBYTE = 1L << 40;
    private static final int MAX_URL_BYTES = 255;
    private static final int MAX_PORT = 65_535;
    private static final Pattern HOST_PORT = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+):([0-9]{1,5})");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");

    private final GatewayConfig config;

    private SettingsReader(GatewayConfig config) {
        this.config = config;
    }

    /**
     * Reads the settings and the files that they name.
     *
     * @throws InvalidSettingException for the first setting that is wrong
     */
    public static GatewaySettings read(GatewayConfig config) {
        SettingsReader reader = new SettingsReader(config);
        return new GatewaySettings(
                config.dataDir(),
                reader.publicUrl(),
                config.allowPlaintext(),
                new SecretFile("manifest-key-file", config.manifestKeyFile()).signingKey(),
                new SecretFile("publisher-token-file", config.publisherTokenFile()).token(),
                config.tracker().map(reader::tracker),
                reader.limits(),
                within("delivery-interval", config.deliveryInterval(), Duration.ofMillis(100), Duration.ofMinutes(1)));
    }

    private String publicUrl() {
        String text = config.publicUrl().replaceFirst("/+$", "");
        try {
            URI url = new URI(text);
            boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            boolean bare = url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
            if (web && bare && url.getHost() != null && text.getBytes(StandardCharsets.UTF_8).length <= MAX_URL_BYTES) {
                return text;
            }
        } catch (URISyntaxException e) {
            throw new InvalidSettingException("public-url", "is not a URL (" + e.getReason() + ")");
        }
        throw new InvalidSettingException("public-url", "must be http://HOST… or https://HOST…, at most 255 bytes");
    }

    private Tracker tracker(String address) {
        Matcher matcher = HOST_PORT.matcher(address);
        int port = matcher.matches() ? Integer.parseInt(matcher.group(2)) : 0;
        if (port < 1 || port > MAX_PORT) {
            throw new InvalidSettingException("tracker", "must be HOST:PORT");
        }
        String host = matcher.group(1);
        if (!config.trackerTls() && !LOOPBACK.matcher(host).matches()) {
            throw new InvalidSettingException("tracker-tls", "must be true for a tracker that is not on this machine");
        }
        Optional<String> token = config.edgeTokenFile().map(path -> new SecretFile("edge-token-file", path).token());
        String plainHost = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return new Tracker(
                plainHost,
                port,
                config.trackerTls(),
                config.trackerCaFile().map(SettingsReader::readableAuthorities),
                token.orElseThrow(
                        () -> new InvalidSettingException("edge-token-file", "is needed to announce at a tracker")));
    }

    private static Path readableAuthorities(Path file) {
        if (!Files.isReadable(file)) {
            throw new InvalidSettingException("tracker-ca-file", "cannot be read: " + file);
        }
        return file;
    }

    private Limits limits() {
        return new Limits(
                within("max-item-size", config.maxItemSize().asLongValue(), 1, TEBIBYTE),
                (int) within("max-items", config.maxItems(), 1, 1_000_000),
                (int) within("max-concurrent-uploads", config.maxConcurrentUploads(), 1, 64),
                within(
                        "upload-stall-timeout",
                        config.uploadStallTimeout(),
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(10)),
                within("min-free-space", config.minFreeSpace().asLongValue(), 0, Long.MAX_VALUE),
                within("max-egress-bytes-per-second", config.maxEgressBytesPerSecond(), 0, TEBIBYTE));
    }

    private static long within(String key, long value, long min, long max) {
        if (value < min || value > max) {
            throw new InvalidSettingException(key, "must be " + min + " to " + max + ", is " + value);
        }
        return value;
    }

    private static Duration within(String key, Duration value, Duration min, Duration max) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new InvalidSettingException(key, "must be " + min + " to " + max + ", is " + value);
        }
        return value;
    }
}
