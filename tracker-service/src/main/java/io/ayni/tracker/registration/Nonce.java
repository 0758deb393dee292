package io.ayni.tracker.registration;

import io.ayni.contracts.document.RegistrationProof;
import io.ayni.contracts.identity.Identifier;

/** A single-use number that a node signs to prove that it holds its key now. */
public final class Nonce extends Identifier {
    /** Length in bytes. */
    public static final int WIDTH = RegistrationProof.NONCE_WIDTH;

    /**
     * @param value exactly {@value #WIDTH} bytes
     * @throws IllegalArgumentException for any other length
     */
    public Nonce(byte[] value) {
        super(value, WIDTH);
    }
}
