package io.ayni.ledger.transparency;

import java.util.function.LongSupplier;

/** Publishes the checkpoints that are due. Meant to be called again and again; repeating it is harmless. */
public final class PublishCheckpoints {
    /** Entries taken in by one step; what is left is taken by the next. */
    static final int MAX_ENTRIES_AT_A_TIME = 20_000;

    private final PublicLog log;
    private final CheckpointPolicy policy;
    private final CheckpointSigner signer;
    private final LongSupplier nowMs;

    /**
     * @param log where they go
     * @param policy when they are due
     * @param signer who stands for them
     * @param nowMs the ledger's clock
     */
    public PublishCheckpoints(PublicLog log, CheckpointPolicy policy, CheckpointSigner signer, LongSupplier nowMs) {
        this.log = log;
        this.policy = policy;
        this.signer = signer;
        this.nowMs = nowMs;
    }

    /** Looks at every shard once. */
    public void publish() {
        long now = nowMs.getAsLong();
        for (LogState state : log.states()) {
            if (policy.isDue(state, now)) {
                log.extend(state.shard(), MAX_ENTRIES_AT_A_TIME, signer, now);
            }
        }
    }
}
