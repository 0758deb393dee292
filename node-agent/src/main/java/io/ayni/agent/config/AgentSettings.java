package io.ayni.agent.config;

import io.ayni.agent.limit.Rate;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The checked settings of an agent.
 *
 * @param dataDirectory see {@link Setting#DATA_DIR}
 * @param tracker see {@link Setting#TRACKER}
 * @param ledger see {@link Setting#LEDGER}
 * @param gateway see {@link Setting#GATEWAY}, without a trailing slash
 * @param operatorKeysFile see {@link Setting#OPERATOR_KEYS}
 * @param account see {@link Setting#ACCOUNT}
 * @param enrolmentTokenFile see {@link Setting#ENROLMENT_TOKEN_FILE}
 * @param peerListen see {@link Setting#PEER_LISTEN}
 * @param httpPort see {@link Setting#HTTP_PORT}
 * @param settleEvery see {@link Setting#SETTLE_EVERY}
 * @param maxUpload see {@link Setting#MAX_UPLOAD}
 * @param trackerName see {@link Setting#TRACKER_NAME}
 */
public record AgentSettings(
        Path dataDirectory,
        HostPort tracker,
        HostPort ledger,
        URI gateway,
        Path operatorKeysFile,
        String account,
        Path enrolmentTokenFile,
        InetSocketAddress peerListen,
        int httpPort,
        Duration settleEvery,
        Rate maxUpload,
        String trackerName) {
    /** Shortest time between settlements. */
    public static final Duration MIN_SETTLE_EVERY = Duration.ofSeconds(1);
    /** Longest time between settlements: receipts are worth nothing a day after the grant. */
    public static final Duration MAX_SETTLE_EVERY = Duration.ofHours(24);

    /**
     * Reads and checks all settings.
     *
     * @throws InvalidSettingsException naming every setting that is missing or wrong
     */
    public static AgentSettings from(SettingSources sources) throws InvalidSettingsException {
        SettingReader read = new SettingReader(sources);
        HostPort tracker = read.required(Setting.TRACKER, AgentSettings::dialled);
        HostPort ledger = read.required(Setting.LEDGER, AgentSettings::dialled);
        URI gateway = read.required(Setting.GATEWAY, AgentSettings::baseUrl);
        Path operatorKeys = read.required(Setting.OPERATOR_KEYS, Path::of);
        String account = read.required(Setting.ACCOUNT, AgentSettings::accountName);
        Path enrolmentToken = read.required(Setting.ENROLMENT_TOKEN_FILE, Path::of);
        InetSocketAddress peerListen = read.required(Setting.PEER_LISTEN, AgentSettings::listenAddress);
        Integer httpPort = read.required(Setting.HTTP_PORT, HostPort::port);
        Duration settleEvery = read.required(Setting.SETTLE_EVERY, AgentSettings::settleInterval);
        Rate maxUpload = read.required(Setting.MAX_UPLOAD, Rate::parse);
        String trackerName = read.required(Setting.TRACKER_NAME, AgentSettings::publicName);
        read.refuseProblems();
        return new AgentSettings(
                sources.dataDirectory(),
                tracker,
                ledger,
                gateway,
                operatorKeys,
                account,
                enrolmentToken,
                peerListen,
                httpPort,
                settleEvery,
                maxUpload,
                trackerName);
    }

    private static HostPort dialled(String text) {
        HostPort address = HostPort.parse(text);
        if (address.port() == 0) {
            throw new IllegalArgumentException("port 0 cannot be dialled");
        }
        return address;
    }

    private static URI baseUrl(String text) {
        URI url = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
        boolean isHttp = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!isHttp || url.getHost() == null || url.getQuery() != null || url.getUserInfo() != null) {
            throw new IllegalArgumentException("expected a URL, for example http://127.0.0.1:8080");
        }
        return url;
    }

    private static String accountName(String text) {
        if (!io.ayni.contracts.identity.AccountId.isName(text)) {
            throw new IllegalArgumentException("an account name is 1 to 64 characters of [a-z0-9._-]");
        }
        return text;
    }

    private static InetSocketAddress listenAddress(String text) {
        HostPort address = HostPort.parse(text);
        return new InetSocketAddress(InetAddress.ofLiteral(address.host()), address.port());
    }

    private static Duration settleInterval(String text) {
        Duration every = Durations.parse(text);
        if (every.compareTo(MIN_SETTLE_EVERY) < 0 || every.compareTo(MAX_SETTLE_EVERY) > 0) {
            throw new IllegalArgumentException("expected 1s to 24h");
        }
        return every;
    }

    private static String publicName(String text) {
        if (text.length() > 255) {
            throw new IllegalArgumentException("a tracker name has at most 255 characters");
        }
        return text;
    }
}
