package io.ayni.ledger.journal;

import io.ayni.contracts.journal.JournalEntry;

/**
 * An entry in its place of the chain. The arrays are shared, not copied; nobody writes into them.
 *
 * @param entry what happened
 * @param body {@link JournalEntry#encode encoded entry}, the bytes that are hashed
 * @param previousHash chain hash of the entry before, 32 bytes
 * @param hash chain hash of this entry, 32 bytes
 */
public record AppendedEntry(JournalEntry entry, byte[] body, byte[] previousHash, byte[] hash) {}
