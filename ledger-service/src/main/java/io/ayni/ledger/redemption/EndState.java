package io.ayni.ledger.redemption;

import io.ayni.ledger.journal.ShardHead;
import java.util.List;
import java.util.OptionalLong;

/**
 * What the end of a redemption is decided on.
 *
 * @param nowMs the ledger's clock, read once the heads are locked
 * @param redemption as it stands
 * @param heads of the shards that gave a part, locked, ascending
 * @param entitledUntilMs when the account's last right of the benefit ends
 */
public record EndState(long nowMs, Redemption redemption, List<ShardHead> heads, OptionalLong entitledUntilMs) {
    /** Copies the heads. */
    public EndState {
        heads = List.copyOf(heads);
    }
}
