package io.ayni.agent.limit;

import java.time.Instant;
import java.util.Optional;

/**
 * What holds at some time.
 *
 * @param upload how fast uploads may go
 * @param download how fast downloads may go
 * @param reason why uploads may go so fast
 * @param until when the reason ends by itself; empty when that cannot be told
 * @param lookAgain when something else may hold, if the owner changes nothing
 */
public record LimitsNow(Rate upload, Rate download, LimitReason reason, Optional<Instant> until, Instant lookAgain) {
    /** Whether anything may be uploaded. */
    public boolean allowsUpload() {
        return !upload.isZero();
    }
}
