package io.ayni.launcher.journeys;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What a program shows of itself in Prometheus' text format: types, help texts and labels by name. */
final class Exposition {
    private static final Pattern LABEL = Pattern.compile("([A-Za-z_]+)=\"");

    private final Map<String, String> types = new TreeMap<>();
    private final Map<String, String> helps = new TreeMap<>();
    private final Map<String, Set<String>> labels = new TreeMap<>();

    Exposition(String text) {
        text.lines().forEach(line -> {
            String[] words = line.split(" ", 4);
            if (line.startsWith("# TYPE ")) {
                types.put(words[2], words[3]);
            } else if (line.startsWith("# HELP ")) {
                helps.put(words[2], words[3].strip());
            } else {
                sample(line);
            }
        });
    }

    private void sample(String line) {
        int end = line.lastIndexOf(' ');
        int brace = line.indexOf('{');
        Set<String> names = labels.computeIfAbsent(line.substring(0, brace < 0 ? end : brace), _ -> new TreeSet<>());
        LABEL.matcher(line).results().forEach(found -> names.add(found.group(1)));
    }

    /** Names of all metrics, for summaries without what is put at their end. */
    Set<String> names() {
        return types.keySet();
    }

    String type(String name) {
        return types.get(name);
    }

    String help(String name) {
        return helps.get(name);
    }

    /** Labels of a metric, of a summary those of its count. */
    Set<String> labels(String name) {
        return labels.getOrDefault(labels.containsKey(name) ? name : name + "_count", Set.of());
    }
}
