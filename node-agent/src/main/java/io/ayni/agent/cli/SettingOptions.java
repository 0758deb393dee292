package io.ayni.agent.cli;

import io.ayni.agent.config.AgentSettings;
import io.ayni.agent.config.InvalidSettingsException;
import io.ayni.agent.config.Setting;
import io.ayni.agent.config.SettingFile;
import io.ayni.agent.config.SettingSources;
import io.ayni.agent.home.AgentHome;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** All settings as flags; what is not given comes from the environment, {@code agent.properties} or a default. */
final class SettingOptions {
    private final Map<Setting, String> flags = new EnumMap<>(Setting.class);

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Where the agent keeps its things (default: $${XDG_DATA_HOME:-~/.local/share}/ayni-agent).")
    private void dataDir(String text) {
        flags.put(Setting.DATA_DIR, text);
    }

    @Option(names = "--tracker", paramLabel = "HOST:PORT", description = "The tracker.")
    private void tracker(String text) {
        flags.put(Setting.TRACKER, text);
    }

    @Option(names = "--ledger", paramLabel = "HOST:PORT", description = "The ledger.")
    private void ledger(String text) {
        flags.put(Setting.LEDGER, text);
    }

    @Option(names = "--gateway", paramLabel = "URL", description = "An edge gateway.")
    private void gateway(String text) {
        flags.put(Setting.GATEWAY, text);
    }

    @Option(names = "--operator-keys", paramLabel = "FILE", description = "The operator's published keys.")
    private void operatorKeys(String text) {
        flags.put(Setting.OPERATOR_KEYS, text);
    }

    @Option(names = "--account", paramLabel = "NAME", description = "The account that earns.")
    private void account(String text) {
        flags.put(Setting.ACCOUNT, text);
    }

    @Option(names = "--enrolment-token-file", paramLabel = "FILE", description = "File with the enrolment token.")
    private void enrolmentTokenFile(String text) {
        flags.put(Setting.ENROLMENT_TOKEN_FILE, text);
    }

    @Option(
            names = "--peer-listen",
            paramLabel = "HOST:PORT",
            description = "Where peers may dial (default: 127.0.0.1:0; port 0 takes a free one).")
    private void peerListen(String text) {
        flags.put(Setting.PEER_LISTEN, text);
    }

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            description = "Port on loopback for players and the local API (default: 7411; 0 takes a free one).")
    private void httpPort(String text) {
        flags.put(Setting.HTTP_PORT, text);
    }

    @Option(
            names = "--settle-every",
            paramLabel = "DURATION",
            description = "How often receipts are settled, 1s to 24h (default: 5m).")
    private void settleEvery(String text) {
        flags.put(Setting.SETTLE_EVERY, text);
    }

    @Option(
            names = "--max-upload",
            paramLabel = "RATE",
            description = "Upload rate that the owner's limits cannot exceed, for example 2MiB (default: unlimited).")
    private void maxUpload(String text) {
        flags.put(Setting.MAX_UPLOAD, text);
    }

    @Option(
            names = "--tracker-name",
            paramLabel = "NAME",
            description = "Public name that the tracker must have (default: ayni-local).")
    private void trackerName(String text) {
        flags.put(Setting.TRACKER_NAME, text);
    }

    AgentHome home() {
        return AgentHome.at(sources().dataDirectory());
    }

    AgentSettings settings(AgentHome home) throws IOException, InvalidSettingsException {
        return AgentSettings.from(sources().withFile(SettingFile.read(home.properties())));
    }

    SettingSources sources() {
        return new SettingSources(flags, System.getenv(), Map.of());
    }
}
