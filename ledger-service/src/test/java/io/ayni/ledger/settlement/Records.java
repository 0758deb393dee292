package io.ayni.ledger.settlement;

import io.ayni.contracts.document.Envelope;
import io.ayni.ledger.fixture.Node;
import io.ayni.ledger.fixture.Operator;
import io.ayni.ledger.fixture.TestGrant;
import io.ayni.ledger.settlement.JudgedRecord.JudgedBatch;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Records of the settlement topic as the tests need them, raw and judged as those of the only shard. */
final class Records {
    static final EntryRules ENTRY_RULES = new EntryRules(() -> Operator.KEYS, Operator.SEALING_KEY);

    private static final RecordJudge JUDGE = new RecordJudge(ENTRY_RULES, 1);

    private Records() {}

    /** A batch that came in good time, keyed by the node. */
    static Arrival arrival(long offset, Node node, Envelope batch) {
        return arrival(offset, node, batch, TestGrant.SETTLED_AT_MS);
    }

    static Arrival arrival(long offset, Node node, Envelope batch, long receivedAtMs) {
        return arrival(offset, node.id().bytes(), batch, receivedAtMs);
    }

    static Arrival arrival(long offset, byte[] key, Envelope batch, long receivedAtMs) {
        return new Arrival(new RawRecord(offset, key, batch.body()), Optional.of(batch), receivedAtMs);
    }

    /** A record that is no settlement record. */
    static Arrival unreadable(long offset) {
        byte[] value = ("no record " + offset).getBytes(StandardCharsets.UTF_8);
        return new Arrival(new RawRecord(offset, new byte[0], value), Optional.empty(), 0);
    }

    /** As far as the cheap checks go. */
    static JudgedRecord screened(Arrival arrival) {
        return JUDGE.judge(0, arrival);
    }

    static JudgedRecord screened(long offset, Node node, Envelope batch) {
        return screened(arrival(offset, node, batch));
    }

    /** With the signatures of the entries looked at. */
    static JudgedRecord proven(Arrival arrival) {
        JudgedBatch batch = (JudgedBatch) screened(arrival);
        List<JudgedEntry> entries = batch.entries().stream().map(JUDGE::prove).toList();
        return new JudgedBatch(batch.raw(), batch.batchId(), batch.uploader(), entries);
    }

    static JudgedRecord proven(long offset, Node node, Envelope batch) {
        return proven(arrival(offset, node, batch));
    }
}
