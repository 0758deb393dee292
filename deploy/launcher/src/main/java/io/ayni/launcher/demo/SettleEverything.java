package io.ayni.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.ayni.launcher.http.AgentClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** All agents hand in their receipts, until the ledger has decided about every one. */
public final class SettleEverything {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final int POLL_MILLIS = 250;

    private final List<AgentClient> agents;
    private final Runnable requireAllRun;

    /** For these agents; {@code requireAllRun} is called meanwhile, and throws if waiting has become vain. */
    public SettleEverything(List<AgentClient> agents, Runnable requireAllRun) {
        this.agents = List.copyOf(agents);
        this.requireAllRun = requireAllRun;
    }

    /**
     * Returns when each verified byte that came from a peer is receipted and no receipt is unsettled.
     *
     * @return whether that came within 3 minutes
     */
    public boolean run() throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            requireAllRun.run();
            agents.forEach(AgentClient::settle);
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            if (isSettled()) {
                return true;
            }
        }
        return false;
    }

    private boolean isSettled() {
        long fromPeers = 0;
        long receipted = 0;
        boolean open = false;
        for (AgentClient agent : agents) {
            JsonNode status = agent.status();
            fromPeers += status.path("totals").path("fromPeersBytes").asLong();
            receipted += status.path("totals").path("receiptedBytes").asLong();
            JsonNode settlement = status.path("settlement");
            open |= settlement.path("unsettledReceipts").asLong() > 0
                    || settlement.path("undecidedBatches").asLong() > 0;
        }
        return !open && receipted >= fromPeers;
    }
}
