/**
 * What this node gave, and how it comes to be credited. {@code FileReceiptBook} holds the newest receipt of each grant;
 * {@code SettlementRules} (pure) composes batches of them and judges acks; {@code BatchStore} keeps batches until their ack
 * and the running sums; {@code SettleContribution} is the use case over the three. How a batch travels stands in {@code
 * ledger}.
 *
 * <pre>
 *   receipt kept ──► due ──► in an undecided batch ──► acked, final code ──► removed
 *                     ▲                                     │
 *                     └──────── POOL_EMPTY, or a newer receipt under the grant
 * </pre>
 */
package io.ayni.agent.contribution;
