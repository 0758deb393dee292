package io.ayni.agent.ledger;

/**
 * What the journal says about this node's owner.
 *
 * @param postedMicroCredits balance
 * @param givenBytes bytes settled for this node in all
 * @param earnedMicroCredits micro-credits that this node earned in all
 */
public record Balance(long postedMicroCredits, long givenBytes, long earnedMicroCredits) {}
