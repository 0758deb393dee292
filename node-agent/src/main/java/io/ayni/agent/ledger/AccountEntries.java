package io.ayni.agent.ledger;

import java.util.List;

/** Port to the journal entries of the owner's account. */
@FunctionalInterface
public interface AccountEntries {
    /** Most entries at once. */
    int MAX_ENTRIES = 500;

    /**
     * The newest entries, newest first.
     *
     * @param limit 1 to {@value #MAX_ENTRIES}
     */
    List<AccountEntry> newest(int limit) throws LedgerAwayException;
}
