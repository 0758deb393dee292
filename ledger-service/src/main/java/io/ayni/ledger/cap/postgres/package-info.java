/** The counters of the caps in PostgreSQL, as far as settling does not use them. */
package io.ayni.ledger.cap.postgres;
