/**
 * Statements: what a node gave, received, saved the network and earned in a window, with everything that it follows from and
 * the proofs that it stands in the published log.
 *
 * <p>Read {@link io.ayni.ledger.statement.DrawUpStatement}.
 */
package io.ayni.ledger.statement;
