package io.ayni.ledger.account;

/**
 * A balance and the sums behind it.
 *
 * @param postedMicroCredits what the owner has to spend, over all shards
 * @param pendingMicroCredits what the owner earned and may still lose
 * @param heldMicroCredits what the owner set aside for redemptions under way
 * @param givenBytes settled bytes of the node
 * @param earnedMicroCredits what the node earned
 */
public record Balance(
        long postedMicroCredits,
        long pendingMicroCredits,
        long heldMicroCredits,
        long givenBytes,
        long earnedMicroCredits) {}
