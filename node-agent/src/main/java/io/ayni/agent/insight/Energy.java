package io.ayni.agent.insight;

/**
 * Estimated energy of the agent's processor time, as a range: processor seconds × watts of a busy core. Memory, disk and
 * the router are on anyway and are not counted.
 *
 * @param leastMilliwattHours with {@link #LEAST_WATTS}
 * @param mostMilliwattHours with {@link #MOST_WATTS}
 */
public record Energy(long leastMilliwattHours, long mostMilliwattHours) {
    /**
     * A busy thread of a server's processor: 3.5 W, rounded up to 4 W, the coefficient for AWS in the methodology of Cloud
     * Carbon Footprint, which takes it from SPECpower results.
     */
    public static final int LEAST_WATTS = 4;
    /** A busy core of a desktop at its highest clock: 25 W. An assumption of this project, meant to be too high. */
    public static final int MOST_WATTS = 25;

    private static final double MS_PER_HOUR = 3_600_000.0;

    /** The energy of so much processor time. */
    public static Energy ofCpu(long cpuMs) {
        return new Energy(milliwattHours(cpuMs, LEAST_WATTS), milliwattHours(cpuMs, MOST_WATTS));
    }

    private static long milliwattHours(long cpuMs, int watts) {
        return Math.round(cpuMs / MS_PER_HOUR * watts * 1000);
    }
}
