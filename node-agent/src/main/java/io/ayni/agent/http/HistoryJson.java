package io.ayni.agent.http;

import io.ayni.agent.history.Sample;
import io.ayni.agent.insight.Energy;
import io.ayni.agent.insight.WhatIf;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** What was measured, as JSON: sums of the range, what it cost, and at most {@value #MAX_BUCKETS} buckets for a chart. */
final class HistoryJson {
    static final int MAX_BUCKETS = 288;

    private static final long PERIODS_OF_AN_HOUR = 12;
    private static final List<Long> PARTS_OF_AN_HOUR = List.of(1L, 2L, 3L, 4L, 6L, PERIODS_OF_AN_HOUR);
    private static final double MS_PER_SECOND = 1000.0;

    private HistoryJson() {}

    static Map<String, Object> of(List<Sample> rows, long fromMs, long toMs, OptionalLong lineBytesPerSecond) {
        Sample sum = rows.stream().reduce(Sample.empty(Sample.periodAt(fromMs)), Sample::then);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("fromMs", fromMs);
        json.put("toMs", toMs);
        json.put("observedMs", sum.observedMs());
        json.put("totals", figures(sum));
        json.put("cost", cost(sum, lineBytesPerSecond));
        long bucketMs = bucketMs(toMs - fromMs);
        json.put("bucketMs", bucketMs);
        json.put("buckets", buckets(rows, bucketMs));
        return json;
    }

    /** Divides an hour, or is a whole number of hours: no bucket stands across the hours of two statements without cause. */
    static long bucketMs(long lengthMs) {
        long periods = Math.ceilDiv(lengthMs, Sample.PERIOD_MS * MAX_BUCKETS);
        long fitting = PARTS_OF_AN_HOUR.stream()
                .filter(part -> part >= periods)
                .findFirst()
                .orElse(Math.ceilDiv(periods, PERIODS_OF_AN_HOUR) * PERIODS_OF_AN_HOUR);
        return fitting * Sample.PERIOD_MS;
    }

    private static List<Object> buckets(List<Sample> rows, long bucketMs) {
        List<Object> buckets = new ArrayList<>();
        Sample open = null;
        for (Sample row : rows) {
            if (open != null && open.startMs() / bucketMs == row.startMs() / bucketMs) {
                open = open.then(row);
                continue;
            }
            if (open != null) {
                buckets.add(bucket(open, bucketMs));
            }
            open = row;
        }
        if (open != null) {
            buckets.add(bucket(open, bucketMs));
        }
        return buckets;
    }

    /** Every row as it is kept. */
    static List<Object> rows(List<Sample> rows) {
        return buckets(rows, Sample.PERIOD_MS);
    }

    private static Map<String, Object> bucket(Sample sample, long bucketMs) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("atMs", sample.startMs() / bucketMs * bucketMs);
        json.put("observedMs", sample.observedMs());
        json.putAll(figures(sample));
        json.put("cpuMs", sample.cpuMs());
        json.put("residentBytes", sample.residentBytes());
        json.put("heldBytes", sample.heldBytes());
        return json;
    }

    private static Map<String, Object> figures(Sample sample) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("givenBytes", sample.givenBytes());
        json.put("fromPeersBytes", sample.fromPeersBytes());
        json.put("fromEdgeBytes", sample.fromEdgeBytes());
        json.put("settledBytes", sample.settledBytes());
        json.put("earnedMicroCredits", sample.earnedMicroCredits());
        return json;
    }

    private static Map<String, Object> cost(Sample sum, OptionalLong lineBytesPerSecond) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("cpuMs", sum.cpuMs());
        json.put("residentBytes", sum.residentBytes());
        json.put("heldBytes", sum.heldBytes());
        json.put("uploadBytes", sum.givenBytes());
        json.put("lineShare", share(sum, lineBytesPerSecond));
        Energy energy = Energy.ofCpu(sum.cpuMs());
        json.put("leastMilliwattHours", energy.leastMilliwattHours());
        json.put("mostMilliwattHours", energy.mostMilliwattHours());
        json.put("leastWatts", Energy.LEAST_WATTS);
        json.put("mostWatts", Energy.MOST_WATTS);
        return json;
    }

    /** Part of what the line could have carried while the agent ran; nothing without a stated line. */
    private static Double share(Sample sum, OptionalLong lineBytesPerSecond) {
        if (lineBytesPerSecond.isEmpty() || sum.observedMs() == 0) {
            return null;
        }
        return sum.givenBytes() / (sum.observedMs() / MS_PER_SECOND * lineBytesPerSecond.getAsLong());
    }

    static Map<String, Object> of(WhatIf answer) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("observedMs", answer.observedMs());
        json.put("actualBytes", answer.actualBytes());
        json.put("leastBytes", answer.leastBytes());
        json.put("mostBytes", answer.mostBytes());
        json.put("actualMicroCredits", answer.actualMicroCredits());
        json.put("leastMicroCredits", answer.leastMicroCredits());
        json.put("mostMicroCredits", answer.mostMicroCredits());
        return json;
    }
}
