/** What statements open into, from PostgreSQL. */
package io.ayni.ledger.statement.postgres;
