package io.ayni.launcher.operator;

import io.ayni.launcher.home.Endpoints;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows under named columns, as a table for people or as JSON for programs: an array of objects whose keys are the columns.
 *
 * @param columns names in lower camel case
 * @param rows a value for each column: texts, numbers or truth values
 */
record Listing(List<String> columns, List<List<Object>> rows) {
    /** Copies the lists. */
    Listing {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** The table; one line says so when it is empty. */
    String table() {
        if (rows.isEmpty()) {
            return "Nothing.\n";
        }
        List<List<String>> lines = new ArrayList<>();
        lines.add(columns);
        rows.forEach(row -> lines.add(row.stream().map(String::valueOf).toList()));
        int[] widths = new int[columns.size()];
        lines.forEach(line -> {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], line.get(column).length());
            }
        });
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line(line, widths)).append('\n'));
        return text.toString();
    }

    private static String line(List<String> values, int[] widths) {
        StringBuilder text = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String value = values.get(column);
            text.append(value).repeat(" ", widths[column] - value.length() + 2);
        }
        return text.toString().stripTrailing();
    }

    /** The JSON. */
    String json() {
        List<Map<String, Object>> objects = new ArrayList<>();
        for (List<Object> row : rows) {
            Map<String, Object> object = new LinkedHashMap<>();
            for (int column = 0; column < columns.size(); column++) {
                object.put(columns.get(column), row.get(column));
            }
            objects.add(object);
        }
        return Endpoints.text(objects);
    }
}
