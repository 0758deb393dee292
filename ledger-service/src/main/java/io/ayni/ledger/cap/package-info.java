/**
 * Limits on earning: what two accomplices, a crowd behind one address or one endless download can take out of a campaign.
 * {@link io.ayni.ledger.cap.CapRules} is the arithmetic, {@link io.ayni.ledger.cap.CapPolicy} the numbers. Use of a cap is
 * counted per day of the tracker's clock, over all shards; keeping the count is the matter of the settlement store.
 */
package io.ayni.ledger.cap;
