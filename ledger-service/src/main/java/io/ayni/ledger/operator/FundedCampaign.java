package io.ayni.ledger.operator;

/**
 * A campaign that was funded.
 *
 * @param campaign its name
 * @param lastSequence number of its last funding
 * @param fundedMicroCredits all that was put in
 * @param leftMicroCredits what is left in its pools
 */
public record FundedCampaign(String campaign, long lastSequence, long fundedMicroCredits, long leftMicroCredits) {}
