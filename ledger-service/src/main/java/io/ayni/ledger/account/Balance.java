package io.ayni.ledger.account;

/**
 * A balance and the sums behind it.
 *
 * @param postedMicroCredits balance of the owner's account over all shards
 * @param givenBytes settled bytes of the node
 * @param earnedMicroCredits what the node earned
 */
public record Balance(long postedMicroCredits, long givenBytes, long earnedMicroCredits) {}
