package io.ayni.agent.wiring;

import io.ayni.agent.swarm.SwarmEngine;

/** Lets the engine upload while the owner has agreed to it and the owner's limits allow anything. Safe for all threads. */
final class UploadConsent {
    private final SwarmEngine engine;
    private boolean agreed;
    private boolean allowed;

    /** @param agreed as the engine was started with */
    UploadConsent(SwarmEngine engine, boolean agreed, boolean allowed) {
        this.engine = engine;
        this.agreed = agreed;
        this.allowed = allowed;
    }

    /** The owner decided. */
    synchronized void agreed(boolean decision) {
        set(decision, allowed);
    }

    /** The limits allow uploads, or do not. */
    synchronized void allowed(boolean now) {
        set(agreed, now);
    }

    private void set(boolean nowAgreed, boolean nowAllowed) {
        boolean before = agreed && allowed;
        agreed = nowAgreed;
        allowed = nowAllowed;
        if (before != (agreed && allowed)) {
            engine.setSharing(!before);
        }
    }
}
