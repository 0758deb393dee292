package io.ayni.agent.limit;

/**
 * What the system says about the machine.
 *
 * @param power what it runs on
 * @param line how its connection is billed
 */
public record Surroundings(Power power, Line line) {
    /** Nothing is known. */
    public static final Surroundings UNKNOWN = new Surroundings(Power.UNKNOWN, Line.UNKNOWN);

    /** What the machine runs on. */
    public enum Power {
        /** The mains. */
        MAINS,
        /** A battery. */
        BATTERY,
        /** The system does not say. */
        UNKNOWN
    }

    /** How the connection is billed. */
    public enum Line {
        /** By volume. */
        METERED,
        /** Not by volume. */
        UNMETERED,
        /** The system does not say. */
        UNKNOWN
    }

    /** Port to the system. Takes at most a few seconds. */
    public interface Machine {
        /** What holds now; unknown where the system cannot be asked. */
        Surroundings look();
    }
}
