package io.ayni.agent.contribution;

/**
 * Where settling stands.
 *
 * @param unsettledReceipts receipts kept
 * @param undecidedBatches batches without an ack
 * @param settledBytes bytes settled in all, by acks
 * @param earnedMicroCredits micro-credits earned in all, by acks
 */
public record SettlementSummary(
        int unsettledReceipts, int undecidedBatches, long settledBytes, long earnedMicroCredits) {}
