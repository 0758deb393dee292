package io.ayni.contracts.document;

import java.util.ArrayList;
import java.util.List;

/**
 * The ledger's answer to a settlement batch: one result per entry, in the batch's order. Signed with the ledger's key.
 * The uploader keeps its receipts until it holds this.
 *
 * @param batchId message id of the batch
 * @param decidedAtMs the ledger's clock
 * @param results one per entry of the batch
 */
public record Ack(DocumentId batchId, long decidedAtMs, List<SettlementResult> results) implements SignedDocument {
    /** Copies the list. */
    public Ack {
        results = List.copyOf(results);
        if (results.isEmpty() || results.size() > SettlementBatch.MAX_ENTRIES) {
            throw new IllegalArgumentException("an ack has 1 to " + SettlementBatch.MAX_ENTRIES + " results");
        }
    }

    @Override
    public byte[] encode() {
        DocumentWriter out =
                new DocumentWriter(DomainTag.ACK).id(batchId).u64(decidedAtMs).u16(results.size());
        for (SettlementResult result : results) {
            out.id(result.grantId())
                    .u8(result.code().code())
                    .u64(result.settledBytes())
                    .u64(result.amountMicroCredits())
                    .u32(result.shard())
                    .u64(result.entryNumber());
        }
        return out.toBytes();
    }

    /** Reads a body. */
    public static Ack decode(byte[] body) throws MalformedDocumentException {
        DocumentReader in = new DocumentReader(body, DomainTag.ACK);
        DocumentId batchId = new DocumentId(in.fixed(DocumentId.WIDTH));
        long decidedAtMs = in.u64();
        int count = in.u16();
        if (count < 1 || count > SettlementBatch.MAX_ENTRIES) {
            throw DocumentReader.malformed("an ack has 1 to " + SettlementBatch.MAX_ENTRIES + " results");
        }
        List<SettlementResult> results = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            results.add(new SettlementResult(
                    new GrantId(in.fixed(GrantId.WIDTH)),
                    ResultCode.ofCode(in.u8()).orElseThrow(() -> DocumentReader.malformed("unknown result code")),
                    in.u64(),
                    in.u64(),
                    in.u32(),
                    in.u64()));
        }
        in.end();
        return new Ack(batchId, decidedAtMs, results);
    }
}
