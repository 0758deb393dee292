package io.ayni.ledger.simulation;

/** An invariant does not hold. An error, so that nothing that is being tested can take it for an ordinary failure. */
final class Violation extends Error {
    private static final long serialVersionUID = 1L;

    private final String invariant;

    Violation(String invariant, String found) {
        this(invariant, found, null);
    }

    Violation(String invariant, String found, Throwable cause) {
        super(invariant + ": " + found, cause);
        this.invariant = invariant;
    }

    /** Name of the invariant. */
    String invariant() {
        return invariant;
    }

    static void require(boolean holds, String invariant, String otherwise) {
        if (!holds) {
            throw new Violation(invariant, otherwise);
        }
    }
}
