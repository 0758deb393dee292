package io.ayni.contracts.document;

import io.ayni.contracts.identity.NodeId;
import java.util.ArrayList;
import java.util.List;

/**
 * An uploader's receipts, handed in together and chained to the batch before: its own tamper-evident log. Signed with
 * the node key. The nested documents are carried as they came and judged one by one by the ledger; a batch is well
 * formed even when an entry in it is not.
 *
 * @param uploaderId who hands in; must be the node id of the key
 * @param uploaderKey the node key, 32 bytes
 * @param sequence counts up from 1 per uploader
 * @param previous message id of the batch before, zero for the first
 * @param entries 1 to {@value #MAX_ENTRIES} grants, each with its newest receipt
 */
public record SettlementBatch(
        NodeId uploaderId, byte[] uploaderKey, long sequence, DocumentId previous, List<SettlementEntry> entries)
        implements SignedDocument {
    /** Most entries of a batch. */
    public static final int MAX_ENTRIES = 256;

    private static final int KEY_WIDTH = 32;

    /** Checks the number of entries. */
    public SettlementBatch {
        entries = List.copyOf(entries);
        if (entries.isEmpty() || entries.size() > MAX_ENTRIES) {
            throw new IllegalArgumentException("a batch has 1 to " + MAX_ENTRIES + " entries");
        }
    }

    @Override
    public byte[] encode() {
        DocumentWriter out = new DocumentWriter(DomainTag.BATCH)
                .id(uploaderId)
                .fixed(uploaderKey, KEY_WIDTH)
                .u64(sequence)
                .id(previous)
                .u16(entries.size());
        for (SettlementEntry entry : entries) {
            out.envelope(entry.grant()).envelope(entry.receipt());
        }
        return out.toBytes();
    }

    /** Reads a body. */
    public static SettlementBatch decode(byte[] body) throws MalformedDocumentException {
        DocumentReader in = new DocumentReader(body, DomainTag.BATCH);
        NodeId uploaderId = new NodeId(in.fixed(NodeId.WIDTH));
        byte[] uploaderKey = in.fixed(KEY_WIDTH);
        long sequence = in.u64();
        DocumentId previous = new DocumentId(in.fixed(DocumentId.WIDTH));
        int count = in.u16();
        if (count < 1 || count > MAX_ENTRIES) {
            throw DocumentReader.malformed("a batch has 1 to " + MAX_ENTRIES + " entries");
        }
        List<SettlementEntry> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            entries.add(new SettlementEntry(in.envelope(), in.envelope()));
        }
        in.end();
        return new SettlementBatch(uploaderId, uploaderKey, sequence, previous, entries);
    }
}
