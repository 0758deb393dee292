package io.ayni.ledger.operator;

/** What became of a request. */
public sealed interface OperatorVerdict {
    /**
     * It is done, now or before.
     *
     * @param action the record of it
     */
    record Done(OperatorAction action) implements OperatorVerdict {}

    /**
     * Nothing was done.
     *
     * @param reason the first that applies
     */
    record Refused(OperatorRefusal reason) implements OperatorVerdict {}
}
