package io.ayni.tracker.registration;

import io.ayni.contracts.token.NodeTokenMint;
import io.ayni.tracker.node.EnrolledNode;

/** Gives out node tokens of the operator's chosen life. Safe for all threads. */
public final class TokenDesk {
    private final NodeTokenMint mint;
    private final long lifeMs;

    /**
     * @param mint signs
     * @param lifeMs at most {@link NodeTokenMint#MAX_LIFE_MS}
     */
    public TokenDesk(NodeTokenMint mint, long lifeMs) {
        this.mint = mint;
        this.lifeMs = lifeMs;
    }

    /**
     * A token with its end.
     *
     * @param text compact JWT
     * @param expiresAtMs Unix milliseconds; the token may end up to a second sooner, as its claims are in seconds
     */
    public record IssuedToken(String text, long expiresAtMs) {
        @Override
        public String toString() {
            return "IssuedToken[until " + expiresAtMs + "]";
        }
    }

    /** A fresh token for a proven node. */
    public IssuedToken issue(EnrolledNode node, long nowMs) {
        return new IssuedToken(mint.mint(node.publicKey(), node.account(), nowMs, lifeMs), endOf(nowMs));
    }

    /** When a token ends that is issued now: the whole second in which its life ends. */
    public long endOf(long nowMs) {
        return (nowMs + lifeMs) / 1_000 * 1_000;
    }
}
