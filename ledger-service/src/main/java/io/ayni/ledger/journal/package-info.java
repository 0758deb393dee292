/**
 * The journal as the ledger appends to it: one hash-linked chain of entries per shard. Plain Java; storing it is the
 * matter of the adapters of the features that append.
 */
package io.ayni.ledger.journal;
