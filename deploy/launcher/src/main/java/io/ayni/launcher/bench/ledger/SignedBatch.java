package io.ayni.launcher.bench.ledger;

import io.ayni.contracts.document.Envelope;

/**
 * A settlement batch that is ready to be handed in.
 *
 * @param uploader whose
 * @param envelope the batch as signed
 * @param settlements its entries, each of which settles a grant for the first time
 */
record SignedBatch(Uploader uploader, Envelope envelope, int settlements) {}
