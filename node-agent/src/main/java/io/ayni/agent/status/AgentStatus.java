package io.ayni.agent.status;

import io.ayni.agent.consent.Consent;
import io.ayni.agent.contribution.SettlementSummary;
import io.ayni.agent.ledger.Balance;
import io.ayni.agent.limit.LimitsView;
import io.ayni.agent.swarm.EngineTotals;
import io.ayni.agent.swarm.ItemStatus;
import java.util.List;
import java.util.Optional;

/**
 * Where the agent stands.
 *
 * @param nodeId the node
 * @param account name of the owner's account
 * @param consent the owner's decision
 * @param limits the owner's limits and what holds
 * @param peerAddress HOST:PORT for peers
 * @param trackerTrouble why there is no session with the tracker; empty while there is one
 * @param totals bytes since the start
 * @param balance from the ledger; empty while that is away
 * @param settlement receipts and acks
 * @param items held or being fetched
 */
public record AgentStatus(
        String nodeId,
        String account,
        Consent consent,
        LimitsView limits,
        String peerAddress,
        Optional<String> trackerTrouble,
        EngineTotals totals,
        Optional<Balance> balance,
        SettlementSummary settlement,
        List<ItemStatus> items) {
    /** Copies the list. */
    public AgentStatus {
        items = List.copyOf(items);
    }
}
