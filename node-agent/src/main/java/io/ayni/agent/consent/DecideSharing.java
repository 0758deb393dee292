package io.ayni.agent.consent;

import java.io.IOException;
import java.time.InstantSource;
import java.util.function.Consumer;

/** Takes the owner's decision: keeps it, then makes it effective. Safe for all threads. */
public final class DecideSharing {
    private final ConsentStore store;
    private final InstantSource clock;
    private final Consumer<Consent> effect;
    private Consent current;

    /**
     * @param store where decisions are kept
     * @param clock stamps decisions
     * @param effect told of each decision; returns at once
     */
    public DecideSharing(ConsentStore store, InstantSource clock, Consumer<Consent> effect) throws IOException {
        this.store = store;
        this.clock = clock;
        this.effect = effect;
        this.current = store.read();
    }

    /** The owner agrees to the present text. Effective only once it is on disk. */
    public synchronized Consent agree() throws IOException {
        Consent decision = Consent.given(clock.millis());
        store.write(decision);
        return apply(decision);
    }

    /** The owner declines. Effective at once, even when it cannot be kept. */
    public synchronized Consent revoke() throws IOException {
        Consent decision = apply(Consent.revoked(clock.millis()));
        store.write(decision);
        return decision;
    }

    /** The newest decision. */
    public synchronized Consent current() {
        return current;
    }

    private Consent apply(Consent decision) {
        current = decision;
        effect.accept(decision);
        return decision;
    }
}
