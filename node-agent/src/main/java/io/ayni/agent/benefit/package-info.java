/**
 * What the owner's credits buy, as the ledger offers it. {@link io.ayni.agent.benefit.RedeemBenefit} is the use case: it keeps
 * each wish until the ledger has answered it, so that a crash or a lost answer never buys twice.
 */
package io.ayni.agent.benefit;
