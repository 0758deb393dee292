package io.ayni.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.ayni.launcher.http.AgentClient;
import io.ayni.launcher.http.HttpCallException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What the statements of some nodes say in sum, of this hour and the one before.
 *
 * @param given bytes that they gave
 * @param received bytes that they received
 */
public record StatedBytes(long given, long received) {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int POLL_MILLIS = 200;
    private static final long HOUR_MS = 3_600_000L;

    /** Asks the nodes until their statements cover so many given bytes and as many received ones, or half a minute. */
    public static StatedBytes await(List<AgentClient> agents, long bytes) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        StatedBytes stated = of(agents);
        while (!stated.equals(new StatedBytes(bytes, bytes)) && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            stated = of(agents);
        }
        return stated;
    }

    private static StatedBytes of(List<AgentClient> agents) {
        long window = System.currentTimeMillis() / HOUR_MS;
        long given = 0;
        long received = 0;
        for (AgentClient agent : agents) {
            for (long hour = window - 1; hour <= window; hour++) {
                Optional<JsonNode> facts = facts(agent, hour);
                given += facts.map(found -> found.path("givenBytes").asLong()).orElse(0L);
                received +=
                        facts.map(found -> found.path("receivedBytes").asLong()).orElse(0L);
            }
        }
        return new StatedBytes(given, received);
    }

    /** Empty when there is no checkpoint yet, or the statement does not hold. */
    private static Optional<JsonNode> facts(AgentClient agent, long hour) {
        try {
            return Optional.of(agent.statement(hour))
                    .filter(statement -> statement.path("verified").asBoolean())
                    .map(statement -> statement.path("facts"));
        } catch (HttpCallException e) {
            return Optional.empty(); // the caller asks again
        }
    }
}
