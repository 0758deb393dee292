package io.ayni.launcher.bench;

import io.ayni.launcher.bench.BenchReport.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report as a table for people. */
public final class BenchTable {
    private BenchTable() {}

    /** A heading and a line for each row, as wide as the longest label asks for. */
    public static List<String> lines(BenchReport report) {
        int width = report.rows().stream()
                .mapToInt(row -> row.label().length())
                .max()
                .orElse(0);
        String format = "%-3s %-" + Math.max(width, "measure".length()) + "s %12s %-4s %-16s %s";
        List<String> lines = new ArrayList<>();
        lines.add(String.format(format, "id", "measure", "value", "unit", "goal", "beside")
                .stripTrailing());
        for (Row row : report.rows()) {
            lines.add(String.format(
                            format,
                            row.id(),
                            row.label(),
                            String.format(Locale.ROOT, "%.2f", row.value()),
                            row.unit(),
                            goal(row),
                            peer(row))
                    .stripTrailing());
        }
        return lines;
    }

    private static String goal(Row row) {
        return row.goal() == null ? "" : (row.met() ? "met: " : "missed: ") + row.goal();
    }

    private static String peer(Row row) {
        return row.peer() == null ? "" : row.peer() + ": " + String.format(Locale.ROOT, "%.2f", row.peerValue());
    }
}
