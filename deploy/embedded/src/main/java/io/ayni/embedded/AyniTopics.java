package io.ayni.embedded;

import io.ayni.embedded.Topic.Retention;
import java.util.List;

/** The topics of Ayni. The partitions of the settlement topic are the journal shards of the ledger. */
public final class AyniTopics {
    private static final int PARTITIONS = 4;

    private AyniTopics() {}

    /** All topics, as created before any service starts. */
    public static List<Topic> all() {
        return List.of(
                new Topic("ayni.settlements", PARTITIONS, Retention.BY_AGE),
                new Topic("ayni.settlements.dlq", PARTITIONS, Retention.BY_AGE),
                new Topic("ayni.journal", PARTITIONS, Retention.BY_AGE),
                new Topic("ayni.nodes", PARTITIONS, Retention.BY_AGE),
                new Topic("ayni.swarms", PARTITIONS, Retention.BY_AGE),
                new Topic("ayni.content", PARTITIONS, Retention.COMPACTED),
                new Topic("ayni.entitlements", PARTITIONS, Retention.COMPACTED),
                new Topic("ayni.deliveries", PARTITIONS, Retention.BY_AGE));
    }
}
