package io.ayni.simulator.swarm;

/** How a node treats the others. */
public enum Behaviour {
    /** By the rules. */
    HONEST,
    /** Says that it has everything and flips a byte of each block that it sends. */
    POLLUTER,
    /** Downloads and never signs a receipt. */
    NON_SIGNER,
    /** Downloads and does not share. */
    FREE_RIDER,
    /** Says that it has everything, takes requests and answers none. */
    SILENT
}
