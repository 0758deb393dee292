package io.ayni.launcher.images;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers commands as told beforehand, by the longest beginning that fits, and remembers them. */
public final class ScriptedRunner implements CommandRunner {
    private final Map<String, Outcome> answers = new LinkedHashMap<>();
    private final List<String> shown = new ArrayList<>();

    /** What a command that begins like this answers; a command that nothing was said about is not installed. */
    public ScriptedRunner answering(String beginning, int code, String output, String errors) {
        answers.put(beginning, new Outcome(code, output, errors));
        return this;
    }

    /** The commands whose output was shown, words parted by spaces. */
    public List<String> shown() {
        return shown;
    }

    @Override
    public Outcome capture(List<String> command) {
        String line = String.join(" ", command);
        return answers.entrySet().stream()
                .filter(answer -> line.startsWith(answer.getKey()))
                .max((one, other) ->
                        Integer.compare(one.getKey().length(), other.getKey().length()))
                .map(Map.Entry::getValue)
                .orElse(new Outcome(NO_SUCH_PROGRAM, "", ""));
    }

    @Override
    public int show(List<String> command) {
        shown.add(String.join(" ", command));
        return capture(command).code();
    }
}
