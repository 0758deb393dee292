package io.ayni.agent.ledger;

/**
 * What the journal says about this node's owner.
 *
 * @param postedMicroCredits to spend
 * @param pendingMicroCredits earned, may still be voided
 * @param heldMicroCredits set aside for redemptions under way
 * @param givenBytes bytes settled for this node in all
 * @param earnedMicroCredits micro-credits that this node earned in all
 */
public record Balance(
        long postedMicroCredits,
        long pendingMicroCredits,
        long heldMicroCredits,
        long givenBytes,
        long earnedMicroCredits) {}
