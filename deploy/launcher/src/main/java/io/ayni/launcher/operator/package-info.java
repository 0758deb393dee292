/**
 * What an operator does at a terminal, through the ledger's operator rpcs. Read {@link
 * io.ayni.launcher.operator.OperatorCommand} for the verbs, {@link io.ayni.launcher.operator.LedgerOptions} for which ledger
 * is spoken to and as whom. What is possible is decided by the ledger; here is only reading and printing.
 */
package io.ayni.launcher.operator;
