package io.ayni.launcher.bench;

import java.util.Arrays;
import java.util.Collection;

/** Figures of one kind, of which a few are quoted. Immutable. */
public final class Samples {
    private final double[] ascending;

    private Samples(double[] ascending) {
        this.ascending = ascending;
    }

    /**
     * These figures, in any order.
     *
     * @throws IllegalArgumentException when there are none
     */
    public static Samples of(Collection<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to quote of no figures");
        }
        double[] sorted = values.stream().mapToDouble(value -> value).toArray();
        Arrays.sort(sorted);
        return new Samples(sorted);
    }

    /** How many there are. */
    public int count() {
        return ascending.length;
    }

    /** The one in the middle; of an even number the mean of the two in the middle. */
    public double median() {
        int middle = ascending.length / 2;
        return ascending.length % 2 == 1 ? ascending[middle] : (ascending[middle - 1] + ascending[middle]) / 2;
    }

    /** The smallest of them that at least this share of all does not exceed (nearest rank); {@code perCent} is 1 to 100. */
    public double percentile(int perCent) {
        if (perCent < 1 || perCent > 100) {
            throw new IllegalArgumentException("a percentile is 1 to 100");
        }
        return ascending[Math.ceilDiv(ascending.length * perCent, 100) - 1];
    }
}
