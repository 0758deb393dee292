package io.ayni.ledger.operator;

/**
 * Somebody who works for the operator.
 *
 * @param name as the journal names them
 * @param role what they may do
 */
public record NamedOperator(String name, OperatorRole role) {}
