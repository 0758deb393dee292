package io.ayni.ledger.transparency;

import java.time.Duration;

/**
 * When a shard gets a new checkpoint: at once when it has none, otherwise when there is something new and either it is much
 * or the last one is old.
 *
 * @param interval longest time that an entry waits to be covered, as long as the ledger runs
 * @param entries so many new entries do not wait for it
 */
public record CheckpointPolicy(Duration interval, long entries) {
    /** Whether one is due now. */
    public boolean isDue(LogState log, long nowMs) {
        if (log.publishedEntries() == LogState.NOTHING) {
            return true;
        }
        long added = log.entries() - log.publishedEntries();
        return added >= entries || added > 0 && nowMs - log.publishedAtMs() >= interval.toMillis();
    }
}
