package io.ayni.launcher.platform;

import io.ayni.embedded.PostgresSettings.Durability;
import io.ayni.launcher.home.AyniHome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that decides how a platform is started.
 *
 * @param home where its files are
 * @param programs where the packaged services are
 * @param ports its ports
 * @param kafka bootstrap servers of an existing Kafka; empty starts one
 * @param postgres an existing database; empty starts one
 * @param durability whether commits of a PostgreSQL started here wait for the disk
 * @param settleEvery how often agents settle by themselves
 * @param nodes the agents
 * @param serviceSettings further settings of the services, by configuration key
 */
public record PlatformPlan(
        AyniHome home,
        Programs programs,
        Ports ports,
        Optional<String> kafka,
        Optional<ExternalPostgres> postgres,
        Durability durability,
        Duration settleEvery,
        List<NodePlan> nodes,
        Map<String, String> serviceSettings) {
    /** Most agents of one platform. */
    public static final int MOST_NODES = 50;

    /** Copies the collections. */
    public PlatformPlan {
        nodes = List.copyOf(nodes);
        serviceSettings = Map.copyOf(serviceSettings);
    }

    /** Agents of {@code count} owners who agreed to share. */
    public static List<NodePlan> sharingNodes(int count, Ports ports) {
        List<NodePlan> nodes = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            int port = ports.firstAgent() == 0 ? 0 : ports.firstAgent() + number - 1;
            nodes.add(NodePlan.numbered(number, port));
        }
        return nodes;
    }
}
