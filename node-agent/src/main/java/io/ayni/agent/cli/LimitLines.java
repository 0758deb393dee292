package io.ayni.agent.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Limits as lines for people.
 *
 * @param view as the local API tells it
 */
record LimitLines(Map<String, Object> view) {
    /** What holds now, in one sentence. */
    static String now(Object standing) {
        Map<?, ?> now = (Map<?, ?>) ((Map<?, ?>) standing).get("now");
        return String.valueOf(now.get("text"));
    }

    List<String> lines() {
        Map<?, ?> limits = (Map<?, ?>) view.get("limits");
        List<String> lines = new ArrayList<>();
        lines.add(line("now", now(view)));
        lines.add(line("upload", rate(limits.get("uploadBytesPerSecond"))));
        lines.add(line("download", rate(limits.get("downloadBytesPerSecond"))));
        lines.add(line("monthly", month()));
        List<?> bands = (List<?>) limits.get("schedule");
        if (bands.isEmpty()) {
            lines.add(line("schedule", "none"));
        }
        for (int i = 0; i < bands.size(); i++) {
            lines.add(line(i == 0 ? "schedule" : "", band((Map<?, ?>) bands.get(i))));
        }
        lines.add(line("battery", limits.get("onBattery") + " (power now: " + view.get("power") + ")"));
        lines.add(line(
                "metered",
                limits.get("onMetered") + " (metered: " + limits.get("metered") + ", line now: " + view.get("line")
                        + ")"));
        return lines;
    }

    private String month() {
        Map<?, ?> month = (Map<?, ?>) view.get("month");
        long uploaded = ((Number) month.get("uploadedBytes")).longValue();
        String used = Quantity.decimalBytes(uploaded) + " uploaded in " + month.get("month") + " ("
                + month.get("timeZone") + ")";
        return month.get("quotaBytes") instanceof Number quota
                ? "at most " + Quantity.decimalBytes(quota.longValue()) + ", " + used
                : "unlimited, " + used;
    }

    private static String band(Map<?, ?> band) {
        return band.get("days") + " " + band.get("from") + "-" + band.get("to") + " "
                + rate(band.get("uploadBytesPerSecond"));
    }

    private static String rate(Object rate) {
        return rate instanceof Number number && number.longValue() > 0
                ? Quantity.decimalBytes(number.longValue()) + "/s"
                : String.valueOf(rate);
    }

    private static String line(String name, String value) {
        return String.format("%-9s %s", name, value);
    }
}
