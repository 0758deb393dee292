package io.ayni.embedded;

/**
 * A Kafka topic to be created.
 *
 * @param name full name
 * @param partitions at least 1
 * @param retention what the broker forgets
 */
public record Topic(String name, int partitions, Retention retention) {
    /** What the broker forgets. */
    public enum Retention {
        /** Records older than the broker's retention time. */
        BY_AGE,
        /** All but the newest record of each key. */
        COMPACTED
    }

    /** Refuses a topic without partitions. */
    public Topic {
        if (partitions < 1) {
            throw new IllegalArgumentException("A topic has at least one partition: " + name);
        }
    }
}
