/**
 * Redemptions in PostgreSQL. Order of locks: shard heads ascending, then the account's row of {@code redemption_account},
 * then the redemption's own row.
 */
package io.ayni.ledger.redemption.postgres;
