package io.ayni.agent.http;

import io.ayni.agent.benefit.RedeemBenefit;
import io.ayni.agent.consent.DecideSharing;
import io.ayni.agent.content.DownloadContent;
import io.ayni.agent.ledger.AccountEntries;
import io.ayni.agent.limit.OwnerLimits;
import io.ayni.agent.statement.FetchStatement;
import io.ayni.agent.status.AgentStatus;
import io.ayni.agent.swarm.SwarmEngine;
import java.util.function.Supplier;

/**
 * What the HTTP side reaches of the agent.
 *
 * @param engine items and their bytes
 * @param downloads starts items
 * @param sharing takes the owner's decision
 * @param limits takes the owner's limits
 * @param status may ask the ledger and take up to a second
 * @param settle asks for a settlement; returns at once
 * @param benefits spends the owner's credits
 * @param statements fetches and checks statements
 * @param entries what changed the owner's balance
 * @param owner what the owner's page needs besides
 */
public record AgentServices(
        SwarmEngine engine,
        DownloadContent downloads,
        DecideSharing sharing,
        OwnerLimits limits,
        Supplier<AgentStatus> status,
        Runnable settle,
        RedeemBenefit benefits,
        FetchStatement statements,
        AccountEntries entries,
        OwnerServices owner) {}
