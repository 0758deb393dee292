package io.ayni.agent.tracker;

/**
 * Whether other nodes can dial this one.
 *
 * @param finding what the tracker found
 * @param checkedAtMs when, Unix milliseconds; 0 when it was not tested yet
 */
public record Reachability(Finding finding, long checkedAtMs) {
    /** What the tracker's dial-back found. */
    public enum Finding {
        /** Not tested yet, or nothing to dial was given. */
        UNKNOWN,
        /** This node answered. */
        REACHABLE,
        /** The dial-back failed; peers are reached by reversed connections. */
        UNREACHABLE
    }
}
