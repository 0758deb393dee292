/** Settlement in PostgreSQL: the store that {@link io.ayni.ledger.settlement.SettleRecords} writes to, and the acks. */
package io.ayni.ledger.settlement.postgres;
