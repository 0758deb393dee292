package io.ayni.agent.config;

import java.util.Locale;
import java.util.Optional;

/**
 * Everything that can be set. Each is a flag {@code --key}, an environment variable {@code AYNI_AGENT_KEY} and a key of
 * {@code agent.properties} (all but the data directory itself).
 */
public enum Setting {
    /** Where keys, items and receipts are kept. */
    DATA_DIR("data-dir", null),
    /** HOST:PORT of the tracker. */
    TRACKER("tracker", null),
    /** HOST:PORT of the ledger. */
    LEDGER("ledger", null),
    /** Base URL of an edge gateway; its catalogue is asked over gRPC on the same host and port. */
    GATEWAY("gateway", null),
    /** File with the operator's published keys: whose grants, manifests and acks are believed. */
    OPERATOR_KEYS("operator-keys", null),
    /** Name of the owner's account, 1 to 64 characters of [a-z0-9._-]: who earns. */
    ACCOUNT("account", null),
    /** File with the operator's enrolment token, one line. */
    ENROLMENT_TOKEN_FILE("enrolment-token-file", null),
    /** HOST:PORT where peers may dial, an IP literal; port 0 takes a free one. */
    PEER_LISTEN("peer-listen", "127.0.0.1:0"),
    /** Port on loopback for players and the local API; 0 takes a free one. */
    HTTP_PORT("http-port", "7411"),
    /** How often receipts are settled: 1s to 24h. Shorter: more batches; longer: later credits. */
    SETTLE_EVERY("settle-every", "5m"),
    /** Upload rate that the owner's limits cannot exceed, for example 2MiB (per second); 0 for nothing at all. */
    MAX_UPLOAD("max-upload", "unlimited"),
    /** Public name of the tracker; registration with one of another name is refused. */
    TRACKER_NAME("tracker-name", "ayni-local");

    private final String key;
    private final String defaultText;

    Setting(String key, String defaultText) {
        this.key = key;
        this.defaultText = defaultText;
    }

    /** Name as a flag (without dashes) and in the file. */
    public String key() {
        return key;
    }

    /** Name in the environment. */
    public String variable() {
        return "AYNI_AGENT_" + key.replace('-', '_').toUpperCase(Locale.ROOT);
    }

    Optional<String> defaultText() {
        return Optional.ofNullable(defaultText);
    }

    static Optional<Setting> ofKey(String key) {
        for (Setting setting : values()) {
            if (setting.key.equals(key)) {
                return Optional.of(setting);
            }
        }
        return Optional.empty();
    }
}
