package io.ayni.tracker.node;

/** Whether other nodes can dial a node, as the tracker's own dial-back found; never what a node says of itself. */
public enum Reachability {
    /** No listen address, or not tested yet. */
    UNKNOWN,
    /** Something that speaks the peer protocol's transport answered at the listen address. */
    REACHABLE,
    /** The dial-back failed, or the address may not be dialled at all. */
    UNREACHABLE
}
