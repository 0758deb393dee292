package io.ayni.ledger.account;

import io.ayni.contracts.document.Envelope;
import java.util.Optional;

/**
 * A journal entry of an owner, with the documents that caused it if a receipt did.
 *
 * @param position where it stands
 * @param hash chain hash
 * @param body the entry as hashed
 * @param documents of a settlement; empty for any other kind
 */
public record OwnedEntry(EntryPosition position, byte[] hash, byte[] body, Optional<Documents> documents) {
    /**
     * What a settlement rests on.
     *
     * @param grant the grant as it came
     * @param receipt the receipt as it came
     */
    public record Documents(Envelope grant, Envelope receipt) {}
}
