package io.ayni.tracker.registration;

import io.ayni.tracker.node.EnrolledNode;

/** What came of a registration. */
public sealed interface RegistrationVerdict {

    /** The node proved its key and may come in. */
    record Proven(EnrolledNode node) implements RegistrationVerdict {}

    /** It did not. */
    record Rejected(Reason reason) implements RegistrationVerdict {}

    /** Why, in order of precedence. */
    enum Reason {
        /** The nonce is unknown, used, expired or another key's. */
        NONCE_NOT_OPEN,
        /** The key has a part of small order, so it was not honestly made. */
        KEY_NOT_PRIME_ORDER,
        /** The proof does not bind this nonce, key, audience and account, or its signature is wrong. */
        PROOF_FAILED,
        /** The enrolment token is not the operator's. */
        WRONG_ENROLMENT_TOKEN
    }
}
