/** The journal's tables in PostgreSQL. Written only while the shard's head row is locked. */
package io.ayni.ledger.journal.postgres;
