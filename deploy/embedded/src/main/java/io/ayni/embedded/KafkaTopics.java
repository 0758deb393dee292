package io.ayni.embedded;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates topics on any broker and asks whether it answers. */
public final class KafkaTopics {
    private static final int TIMEOUT_MILLIS = 30_000;

    private KafkaTopics() {}

    /**
     * Creates the topics that are missing, with the broker's default replication factor; existing ones stay as they
     * are.
     *
     * @throws IllegalStateException if the broker does not answer within 30 s or refuses
     */
    public static void create(String bootstrapServers, List<Topic> topics) {
        try (Admin admin = admin(bootstrapServers)) {
            var outcomes = admin.createTopics(
                            topics.stream().map(KafkaTopics::newTopic).toList())
                    .values();
            for (var outcome : outcomes.entrySet()) {
                awaitCreated(outcome.getKey(), outcome.getValue());
            }
        }
    }

    /** Whether a broker of the cluster answers within 30 s; not if the address is none. */
    public static boolean answers(String bootstrapServers) {
        try (Admin admin = admin(bootstrapServers)) {
            return !admin.describeCluster()
                    .nodes()
                    .get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                    .isEmpty();
        } catch (ExecutionException | TimeoutException | KafkaException unavailable) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void awaitCreated(String topic, Future<Void> outcome) {
        try {
            outcome.get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException failure) {
            if (!(failure.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("Kafka did not create topic " + topic, failure.getCause());
            }
        } catch (TimeoutException failure) {
            throw new IllegalStateException("Kafka did not answer while creating topic " + topic, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while creating topic " + topic, interrupted);
        }
    }

    private static NewTopic newTopic(Topic topic) {
        String policy =
                switch (topic.retention()) {
                    case BY_AGE -> TopicConfig.CLEANUP_POLICY_DELETE;
                    case COMPACTED -> TopicConfig.CLEANUP_POLICY_COMPACT;
                };
        return new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty())
                .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, policy));
    }

    private static Admin admin(String bootstrapServers) {
        return Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS / 2,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS));
    }
}
