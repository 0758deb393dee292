package io.ayni.contracts.verify;

import io.ayni.contracts.verify.VerificationVerdict.Violated;

/** Ends the reading of an export at its first violation. Never leaves this package: it becomes the verdict. */
final class ViolationException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Violated verdict;

    ViolationException(Invariant invariant, int shard, long number, String explanation) {
        super(explanation, null, false, false);
        this.verdict = new Violated(invariant, shard, number, explanation);
    }

    Violated verdict() {
        return verdict;
    }
}
