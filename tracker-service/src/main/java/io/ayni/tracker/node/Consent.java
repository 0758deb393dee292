package io.ayni.tracker.node;

/**
 * What an owner decided about sharing.
 *
 * @param sharing whether this node uploads
 * @param textVersion version of the consent text that the owner saw; 0 when not sharing
 * @param givenAtMs when, on the owner's clock; information only
 */
public record Consent(boolean sharing, long textVersion, long givenAtMs) {
    /** Nothing was agreed to: the node only downloads. */
    public static final Consent NONE = new Consent(false, 0, 0);

    /** Whether the decision is one: nobody agrees to a text that he was not shown. */
    public boolean isPossible() {
        return !sharing || textVersion > 0;
    }
}
