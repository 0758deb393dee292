/** Cases in PostgreSQL. */
package io.ayni.ledger.dispute.postgres;
