package io.ayni.tracker.publication;

import io.ayni.contracts.identity.Identifier;

/**
 * One record to be written.
 *
 * @param stream which topic
 * @param key record key
 * @param value record value, protobuf bytes
 */
public record OutgoingEvent(Stream stream, Identifier key, byte[] value) {

    /** The topics that the tracker writes. */
    public enum Stream {
        /** One record per registration; each matters. */
        NODES,
        /** Counts of swarms; the newest of a key replaces the older. */
        SWARMS
    }
}
