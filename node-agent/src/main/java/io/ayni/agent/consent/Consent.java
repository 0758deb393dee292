package io.ayni.agent.consent;

/**
 * A decision of the owner.
 *
 * @param sharing true: pieces may be uploaded
 * @param textVersion version of the text that was agreed to; 0 when not sharing
 * @param decidedAtMs the machine's clock, Unix milliseconds; 0 when nothing was decided yet
 */
public record Consent(boolean sharing, int textVersion, long decidedAtMs) {
    /** Nothing was decided: nothing is shared. */
    public static final Consent NONE = new Consent(false, 0, 0);

    /** The owner agreed to the present text. */
    public static Consent given(long nowMs) {
        return new Consent(true, ConsentText.VERSION, nowMs);
    }

    /** The owner declined or took the agreement back. */
    public static Consent revoked(long nowMs) {
        return new Consent(false, 0, nowMs);
    }

    /** Whether pieces may be uploaded now: an agreement to an older text does not count. */
    public boolean isEffective() {
        return sharing && textVersion == ConsentText.VERSION;
    }
}
