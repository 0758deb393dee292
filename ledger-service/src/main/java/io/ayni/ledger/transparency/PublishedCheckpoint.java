package io.ayni.ledger.transparency;

import io.ayni.contracts.transparency.TreeHash;

/**
 * A checkpoint as it is served.
 *
 * @param size entries that it covers
 * @param root of the tree over them
 * @param note the signed note
 */
public record PublishedCheckpoint(long size, TreeHash root, String note) {}
