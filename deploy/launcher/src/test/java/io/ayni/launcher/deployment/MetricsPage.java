package io.ayni.launcher.deployment;

import io.ayni.testing.DocumentationPage;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The tables of {@code docs/metrics.md}. */
public final class MetricsPage {
    private static final DocumentationPage PAGE = DocumentationPage.read("docs/metrics.md");
    private static final List<String> HEADINGS =
            List.of("tracker-service", "ledger-service", "edge-gateway", "node-agent", "Of the platform");

    private MetricsPage() {}

    /**
     * A row.
     *
     * @param name as in Prometheus, for summaries without what is put at its end
     * @param type {@code counter}, {@code gauge} or {@code summary}
     * @param labels names of its labels
     * @param meaning what it says
     */
    public record Metric(String name, String type, Set<String> labels, String meaning) {
        /** The names under which it can be asked for. */
        Set<String> queried() {
            return type.equals("summary") ? Set.of(name + "_count", name + "_sum", name + "_max") : Set.of(name);
        }
    }

    /** The metrics below a heading. */
    public static List<Metric> below(String heading) {
        return PAGE.table("## " + heading).stream().map(MetricsPage::metric).toList();
    }

    /** All names under which something can be asked for. */
    static Set<String> queried() {
        Set<String> names = new TreeSet<>(Set.of("up"));
        HEADINGS.forEach(heading -> below(heading).forEach(metric -> names.addAll(metric.queried())));
        return names;
    }

    private static Metric metric(List<String> row) {
        Set<String> labels =
                new TreeSet<>(Arrays.asList(row.get(2).replace("`", "").split(", ")));
        labels.remove("–");
        return new Metric(row.get(0), row.get(1), labels, row.get(3));
    }
}
