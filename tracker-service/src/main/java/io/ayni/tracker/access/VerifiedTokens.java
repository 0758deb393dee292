package io.ayni.tracker.access;

import io.ayni.contracts.token.NodeToken;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Checks node tokens and remembers those that passed, because a signature check costs as much as an announce. Remembers
 * between {@code max} and twice {@code max} tokens: when the younger half is full, the older half is forgotten. Tokens
 * that failed are not remembered. Safe for all threads.
 */
public final class VerifiedTokens {
    private final Check check;
    private final int max;
    private volatile ConcurrentHashMap<String, NodeToken> younger = new ConcurrentHashMap<>();
    private volatile ConcurrentHashMap<String, NodeToken> older = new ConcurrentHashMap<>();

    /** Checks a token for real. */
    @FunctionalInterface
    public interface Check {
        /** Who the bearer is; empty for anything but a token that is valid now. */
        Optional<NodeToken> verify(String token, long nowMs);
    }

    /**
     * @param check called for tokens that are not remembered
     * @param max tokens per half
     */
    public VerifiedTokens(Check check, int max) {
        this.check = check;
        this.max = max;
    }

    /** Who the bearer is; empty for anything but a token that is valid now. */
    public Optional<NodeToken> verify(String token, long nowMs) {
        NodeToken known = younger.get(token);
        if (known == null) {
            known = older.get(token);
        }
        if (known != null) {
            return nowMs < known.expiresAtMs() ? Optional.of(known) : Optional.empty();
        }
        Optional<NodeToken> verified = check.verify(token, nowMs);
        verified.ifPresent(node -> remember(token, node));
        return verified;
    }

    private void remember(String token, NodeToken node) {
        if (younger.size() >= max) {
            synchronized (this) {
                if (younger.size() >= max) {
                    older = younger;
                    younger = new ConcurrentHashMap<>();
                }
            }
        }
        younger.put(token, node);
    }
}
