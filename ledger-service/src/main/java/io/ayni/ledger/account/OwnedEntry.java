package io.ayni.ledger.account;

import io.ayni.contracts.document.Envelope;

/**
 * A journal entry of an owner with the documents that caused it.
 *
 * @param position where it stands
 * @param hash chain hash
 * @param body the entry as hashed
 * @param grant the grant as it came
 * @param receipt the receipt as it came
 */
public record OwnedEntry(EntryPosition position, byte[] hash, byte[] body, Envelope grant, Envelope receipt) {}
