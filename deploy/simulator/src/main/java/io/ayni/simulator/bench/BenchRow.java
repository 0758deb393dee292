package io.ayni.simulator.bench;

/**
 * One figure, as every measurement of this project writes it.
 *
 * @param id id of the measure
 * @param label what was measured
 * @param n audience
 * @param value the figure
 * @param unit its unit
 * @param peer what it is compared with, null without
 * @param peerValue its figure, null without
 * @param goal the goal as a bound, null without
 * @param met whether the goal is met, null without one
 */
public record BenchRow(
        String id,
        String label,
        int n,
        double value,
        String unit,
        String peer,
        Double peerValue,
        String goal,
        Boolean met) {
    private static final double THOUSAND = 1_000.0;

    static BenchRow plain(String id, String label, int n, double value, String unit) {
        return new BenchRow(id, label, n, rounded(value), unit, null, null, null, null);
    }

    static BenchRow atMost(String id, String label, int n, double value, String unit, double bound) {
        return new BenchRow(id, label, n, rounded(value), unit, null, null, "<= " + bound, value <= bound);
    }

    private static double rounded(double value) {
        return Math.round(value * THOUSAND) / THOUSAND;
    }
}
