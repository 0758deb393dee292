package io.ayni.agent.swarm.testing;

import io.ayni.agent.swarm.ReceiptBook;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.document.MalformedDocumentException;
import io.ayni.contracts.document.Receipt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Receipts kept in memory. */
public final class ReceiptShelf implements ReceiptBook {
    private final Map<GrantId, Receipt> newest = new ConcurrentHashMap<>();
    private volatile boolean failing;

    /** Nothing can be kept from now on. */
    public void fail() {
        failing = true;
    }

    @Override
    public void keep(GrantId grantId, Envelope grant, Envelope receipt) {
        if (failing) {
            throw new UncheckedIOException(new IOException("disk full"));
        }
        try {
            newest.put(grantId, Receipt.decode(receipt.body()));
        } catch (MalformedDocumentException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The newest receipt of each grant. */
    public Map<GrantId, Receipt> newest() {
        return Map.copyOf(newest);
    }

    /** Sum of the newest receipts. */
    public long receiptedBytes() {
        return newest.values().stream().mapToLong(Receipt::cumulativeBytes).sum();
    }
}
