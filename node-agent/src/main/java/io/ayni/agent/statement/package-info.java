/** The owner's statements: fetched from the ledger, kept as files, and checked here with the operator's public keys. */
package io.ayni.agent.statement;
