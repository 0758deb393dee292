package io.ayni.agent.swarm.core;

import io.ayni.agent.swarm.exchange.GrantRules;
import io.ayni.agent.swarm.exchange.TransferBudget;
import io.ayni.agent.swarm.exchange.UploadAccounts;
import io.ayni.contracts.crypto.Ed25519PrivateKey;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What all cores of a node share. Accounts and budgets are mutable and unguarded: all cores run on one thread.
 *
 * @param nodeKey proves who this uploader is
 * @param grantRules whose grants are believed
 * @param uploadAccounts what was sent and receipted under each grant
 * @param uploadBudget what may be sent
 * @param downloadBudget what may be asked for
 * @param maxEdgeRequests edge requests at once while peers have pieces to give
 * @param random nonces, session keys and ties; must be secure outside tests
 * @param linkIds fresh stream names, never repeated
 */
public record CoreSettings(
        Ed25519PrivateKey nodeKey,
        GrantRules grantRules,
        UploadAccounts uploadAccounts,
        TransferBudget uploadBudget,
        TransferBudget downloadBudget,
        int maxEdgeRequests,
        RandomGenerator random,
        Supplier<LinkId> linkIds) {}
