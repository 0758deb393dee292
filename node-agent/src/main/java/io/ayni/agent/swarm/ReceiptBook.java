package io.ayni.agent.swarm;

import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.GrantId;

/** Port to the uploader's receipts: what this node can settle. */
public interface ReceiptBook {
    /**
     * Keeps the newest receipt under a grant in place of the one before. When this returns, the receipt survives a crash
     * of the machine; only then may the exposure window be extended.
     *
     * @throws java.io.UncheckedIOException when it could not be made durable; the stream is then ended
     */
    void keep(GrantId grantId, Envelope grant, Envelope receipt);
}
