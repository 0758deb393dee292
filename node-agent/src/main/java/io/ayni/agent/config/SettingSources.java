package io.ayni.agent.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the text of a setting comes from. The first that has it wins: flag, environment, file, default. Blank text counts
 * as not set.
 *
 * @param flags given on the command line
 * @param environment of the process
 * @param file entries of {@code agent.properties}
 */
public record SettingSources(Map<Setting, String> flags, Map<String, String> environment, Map<String, String> file) {
    /** Copies the maps. */
    public SettingSources {
        flags = Map.copyOf(flags);
        environment = Map.copyOf(environment);
        file = Map.copyOf(file);
    }

    /** The text of a setting. */
    public Optional<String> text(Setting setting) {
        return present(flags.get(setting))
                .or(() -> present(environment.get(setting.variable())))
                .or(() -> setting == Setting.DATA_DIR ? Optional.empty() : present(file.get(setting.key())))
                .or(setting::defaultText);
    }

    /** The data directory: flag, environment, else {@code ayni-agent} in the user's XDG data directory. */
    public Path dataDirectory() {
        return text(Setting.DATA_DIR).map(Path::of).orElseGet(this::defaultDataDirectory);
    }

    /** Keys of the file that are no setting, and the data directory, which cannot be set from inside itself. */
    public List<String> misplacedKeys() {
        List<String> keys = new ArrayList<>();
        for (String key : file.keySet()) {
            if (Setting.ofKey(key)
                    .filter(setting -> setting != Setting.DATA_DIR)
                    .isEmpty()) {
                keys.add(key);
            }
        }
        return keys.stream().sorted().toList();
    }

    /** The same flags and environment with the entries of a file. */
    public SettingSources withFile(Map<String, String> entries) {
        return new SettingSources(flags, environment, entries);
    }

    private Path defaultDataDirectory() {
        return present(environment.get("XDG_DATA_HOME"))
                .map(Path::of)
                .orElseGet(() -> Path.of(environment.getOrDefault("HOME", "."), ".local", "share"))
                .resolve("ayni-agent");
    }

    private static Optional<String> present(String text) {
        return Optional.ofNullable(text).map(String::strip).filter(stripped -> !stripped.isEmpty());
    }
}
