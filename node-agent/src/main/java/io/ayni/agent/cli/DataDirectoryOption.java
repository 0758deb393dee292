package io.ayni.agent.cli;

import io.ayni.agent.config.Setting;
import io.ayni.agent.config.SettingSources;
import io.ayni.agent.home.AgentHome;
import java.util.Map;
import picocli.CommandLine.Option;

/** For verbs that need the data directory only. */
final class DataDirectoryOption {
    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Where the agent keeps its things (default: $${XDG_DATA_HOME:-~/.local/share}/ayni-agent).")
    private String directory;

    @Option(names = "--json", description = "Write JSON to standard output.")
    private boolean json;

    AgentHome home() {
        Map<Setting, String> flags = directory == null ? Map.of() : Map.of(Setting.DATA_DIR, directory);
        return AgentHome.at(new SettingSources(flags, System.getenv(), Map.of()).dataDirectory());
    }

    boolean json() {
        return json;
    }
}
