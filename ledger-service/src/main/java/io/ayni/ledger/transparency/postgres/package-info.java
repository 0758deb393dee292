/** The published logs in PostgreSQL. */
package io.ayni.ledger.transparency.postgres;
