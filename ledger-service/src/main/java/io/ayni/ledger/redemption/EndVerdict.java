package io.ayni.ledger.redemption;

/** What became of an attempt to end a redemption in a certain way. */
public sealed interface EndVerdict {
    /**
     * It ended that way, now or before.
     *
     * @param redemption as it stands
     */
    record Ended(Redemption redemption) implements EndVerdict {}

    /**
     * It ended in another way before, or expired just now.
     *
     * @param redemption as it stands
     */
    record EndedOtherwise(Redemption redemption) implements EndVerdict {}

    /** There is none of this id. */
    record Unknown() implements EndVerdict {}

    /** It is another account's. */
    record NotYours() implements EndVerdict {}
}
