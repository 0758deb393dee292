/** The catalogue in PostgreSQL: append-only versions. */
package io.ayni.ledger.benefit.postgres;
