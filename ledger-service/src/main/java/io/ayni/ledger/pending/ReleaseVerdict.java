package io.ayni.ledger.pending;

import io.ayni.contracts.journal.VoidReason;

/** What becomes of a lot whose time is over. */
public sealed interface ReleaseVerdict {
    /** The owner may spend it. */
    record Release() implements ReleaseVerdict {}

    /**
     * It goes back to its pool.
     *
     * @param reason why
     */
    record Void(VoidReason reason) implements ReleaseVerdict {}

    /**
     * Not yet.
     *
     * @param lookAgainMs when to ask again
     */
    record Wait(long lookAgainMs) implements ReleaseVerdict {}
}
