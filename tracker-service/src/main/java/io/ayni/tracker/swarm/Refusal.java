package io.ayni.tracker.swarm;

/** Why the core refuses something, in order of precedence. */
public enum Refusal {
    /** This tracker does not know the node, or forgot it: it must register again. */
    UNKNOWN_NODE,
    /** The item is not published here. */
    UNKNOWN_CONTENT,
    /** Numbers that cannot be true of the item. */
    MALFORMED,
    /** More announces than the node's allowance. */
    TOO_FAST,
    /** A bounded table is full. */
    OVER_CAPACITY
}
