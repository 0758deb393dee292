package io.ayni.launcher.bench;

import java.util.List;
import java.util.Map;

/**
 * The JSON of every measurement.
 *
 * @param rows one per figure
 * @param machine what it was measured on
 */
public record BenchReport(List<Row> rows, Map<String, Object> machine) {
    /**
     * One figure.
     *
     * @param id id of the measure
     * @param label what was measured
     * @param n how many samples the median is of
     * @param value the median
     * @param unit its unit
     * @param peer what it is compared with, null without
     * @param peerValue its figure, null without
     * @param goal the goal as a bound, null without
     * @param met whether the goal is met, null without one
     */
    public record Row(
            String id,
            String label,
            int n,
            double value,
            String unit,
            String peer,
            Double peerValue,
            String goal,
            Boolean met) {
        /** A figure without a goal. */
        public static Row plain(String id, String label, int n, double value, String unit) {
            return new Row(id, label, n, rounded(value), unit, null, null, null, null);
        }

        /** A figure that should stay at or below a bound. */
        public static Row atMost(String id, String label, int n, double value, String unit, double bound) {
            return new Row(id, label, n, rounded(value), unit, null, null, "<= " + bound, value <= bound);
        }

        /** A figure that should reach a bound. */
        public static Row atLeast(String id, String label, int n, double value, String unit, double bound) {
            return new Row(id, label, n, rounded(value), unit, null, null, ">= " + bound, value >= bound);
        }

        /** The same figure beside that of a peer. */
        public Row beside(String otherPeer, double itsValue) {
            return new Row(id, label, n, value, unit, otherPeer, rounded(itsValue), goal, met);
        }

        private static double rounded(double value) {
            return Math.round(value * 100) / 100.0;
        }
    }
}
