package io.ayni.agent.cli;

import io.ayni.agent.config.Setting;
import io.ayni.agent.config.SettingSources;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The line that starts an agent at every boot: {@code run}, settings, {@code --json}, and nothing else. It is read here,
 * since the command line library takes as long to load as all the rest of the start. Whatever is not as plain as that is
 * left to the library, and what is read here means the same there.
 *
 * @param flags settings given
 * @param json whether {@code --json} was given
 */
record PlainRun(Map<Setting, String> flags, boolean json) {
    private static final String JSON = "--json";

    /** Empty when the line is not plain. */
    static Optional<PlainRun> read(String[] arguments) {
        if (arguments.length == 0 || !arguments[0].equals("run")) {
            return Optional.empty();
        }
        Map<Setting, String> flags = new EnumMap<>(Setting.class);
        boolean json = false;
        for (int i = 1; i < arguments.length; i++) {
            String argument = arguments[i];
            if (argument.equals(JSON) && !json) {
                json = true;
                continue;
            }
            int equals = argument.indexOf('=');
            Optional<Setting> setting = setting(equals < 0 ? argument : argument.substring(0, equals));
            boolean hasNext = equals < 0 && i + 1 < arguments.length;
            String value = equals >= 0 ? argument.substring(equals + 1) : hasNext ? arguments[++i] : "";
            if (setting.isEmpty() || !isPlain(value) || flags.putIfAbsent(setting.get(), value) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(new PlainRun(flags, json));
    }

    private static Optional<Setting> setting(String flag) {
        for (Setting setting : Setting.values()) {
            if (flag.equals("--" + setting.key())) {
                return Optional.of(setting);
            }
        }
        return Optional.empty();
    }

    /** Dashes, files of arguments, quotes and variables are the library's matter. */
    private static boolean isPlain(String value) {
        return !value.isEmpty() && "-@\"'".indexOf(value.charAt(0)) < 0 && !value.contains("$");
    }

    /** Where settings come from with this line in this environment. */
    SettingSources sources(Map<String, String> environment) {
        return new SettingSources(flags, environment, Map.of());
    }
}
