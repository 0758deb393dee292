package io.ayni.agent.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads settings one by one and collects what is wrong with them, so that a person sees all of it at once. */
final class SettingReader {
    private final SettingSources sources;
    private final List<String> problems = new ArrayList<>();

    SettingReader(SettingSources sources) {
        this.sources = sources;
        for (String key : sources.misplacedKeys()) {
            problems.add("agent.properties: \"" + key + "\" is not a setting of this file; remove or correct the line");
        }
    }

    /** The value, or null after noting a problem; {@link #refuseProblems} then ends the reading. */
    <T> T required(Setting setting, Function<String, T> parse) {
        Optional<String> text = sources.text(setting);
        if (text.isEmpty()) {
            problems.add("--" + setting.key() + " is missing: give the flag, set " + setting.variable()
                    + ", or write \"" + setting.key() + "=…\" into agent.properties");
            return null;
        }
        try {
            return parse.apply(text.get());
        } catch (IllegalArgumentException e) {
            problems.add("--" + setting.key() + " is wrong: " + e.getMessage() + " (found \"" + text.get() + "\")");
            return null;
        }
    }

    void refuseProblems() throws InvalidSettingsException {
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
    }
}
