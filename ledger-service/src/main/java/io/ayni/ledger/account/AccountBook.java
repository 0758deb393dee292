package io.ayni.ledger.account;

import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.identity.NodeId;
import java.util.List;

/**
 * Port to what owners may read. Every method throws {@link io.ayni.ledger.journal.StoreFailure} when it cannot be read
 * now.
 */
public interface AccountBook {
    /** The balance of an owner and the sums of one of its nodes; zeros for those that nothing was posted to. */
    Balance balance(AccountId owner, NodeId node);

    /**
     * Entries that move money of an owner, of every kind, and its settlements, from the newest to the oldest.
     *
     * @param after the entry before the page
     * @param limit at most so many
     */
    List<OwnedEntry> entries(AccountId owner, EntryPosition after, int limit);
}
