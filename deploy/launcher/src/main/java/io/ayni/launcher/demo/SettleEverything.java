package io.ayni.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.ayni.launcher.http.AgentClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** All agents hand in their receipts, until the ledger has decided about every one. */
public final class SettleEverything {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    /** A receipt comes two seconds after its bytes at the latest, or its stream has broken and it never comes. */
    private static final Duration RECEIPTS = Duration.ofSeconds(30);

    private static final int POLL_MILLIS = 250;
    private static final int POLLS_PER_SETTLEMENT = 4;

    private final List<AgentClient> agents;
    private final Runnable requireAllRun;

    /** How far the agents are, all together. */
    private record Progress(long fromPeers, long receipted, long undecided) {
        Progress plus(JsonNode status) {
            JsonNode totals = status.path("totals");
            JsonNode settlement = status.path("settlement");
            return new Progress(
                    fromPeers + totals.path("fromPeersBytes").asLong(),
                    receipted + totals.path("receiptedBytes").asLong(),
                    undecided
                            + settlement.path("unsettledReceipts").asLong()
                            + settlement.path("undecidedBatches").asLong());
        }
    }

    /** For these agents; {@code requireAllRun} is called meanwhile, and throws if waiting has become vain. */
    public SettleEverything(List<AgentClient> agents, Runnable requireAllRun) {
        this.agents = List.copyOf(agents);
        this.requireAllRun = requireAllRun;
    }

    /**
     * Returns when each verified byte that came from a peer is receipted, or receipts have had the time to come, and
     * none is unsettled.
     *
     * @return whether that came within 3 minutes
     */
    public boolean run() throws InterruptedException {
        long start = System.nanoTime();
        for (long polls = 0; System.nanoTime() - start < LIMIT.toNanos(); polls++) {
            requireAllRun.run();
            if (polls % POLLS_PER_SETTLEMENT == 0) {
                agents.forEach(AgentClient::settle);
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            Progress now = progress();
            boolean receipted = now.receipted() >= now.fromPeers() || System.nanoTime() - start > RECEIPTS.toNanos();
            if (receipted && now.undecided() == 0) {
                return true;
            }
        }
        return false;
    }

    private Progress progress() {
        Progress sum = new Progress(0, 0, 0);
        for (AgentClient agent : agents) {
            sum = sum.plus(agent.status());
        }
        return sum;
    }
}
