package io.ayni.agent.swarm.exchange;

import io.ayni.contracts.crypto.Ed25519PublicKey;
import io.ayni.contracts.document.Grant;
import io.ayni.contracts.document.GrantId;

/** Outcome of checking a grant. */
public sealed interface GrantVerdict {
    /** The documents hold. */
    record Good(Grant grant, Ed25519PublicKey sessionKey) implements GrantVerdict {}

    /** They do not; the id is all zero when it could not be read. */
    record Bad(GrantId grantId, Refusal reason) implements GrantVerdict {}
}
