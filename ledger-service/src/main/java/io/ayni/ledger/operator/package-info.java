/**
 * What operators do: fund campaigns, correct balances by two, decide cases, set and lift quarantines, publish and
 * withdraw benefits, confirm and call off redemptions, note and forget who is
 * behind an account. Read {@link io.ayni.ledger.operator.OperatorCommand} for what there is, {@link
 * io.ayni.ledger.operator.OperatorRules} for what is possible and {@link io.ayni.ledger.operator.OperatorDesk} for what is
 * promised. Who is an operator stands in {@link io.ayni.ledger.operator.Operators}.
 */
package io.ayni.ledger.operator;
