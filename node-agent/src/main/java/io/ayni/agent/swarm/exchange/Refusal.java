package io.ayni.agent.swarm.exchange;

/** Why a grant is not served, in order of precedence. The wire names stand in the contract. */
public enum Refusal {
    /** The body is not a grant that any honest tracker signs. */
    MALFORMED,
    /** Another uploader, or another item than the stream's. */
    NOT_FOR_ME,
    /** Before issue or after expiry, or older than the uploader's memory of grants. */
    EXPIRED,
    /** Signed by no key that is trusted for grants at the time of issue. */
    UNKNOWN_KEY,
    /** The trusted key did not sign this. */
    BAD_SIGNATURE,
    /** The session key's proof is wrong. */
    BAD_PROOF,
    /** The owner has not agreed to share. */
    NOT_SHARING,
    /** No piece of the item is held. */
    NOT_HELD,
    /** Too many streams, or the grant is in use on another one. */
    BUSY
}
