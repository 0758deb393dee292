package io.ayni.ledger.settlement;

import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.identity.NodeId;
import io.ayni.contracts.journal.Shards;
import io.ayni.ledger.settlement.BatchVerdict.BatchFault;
import io.ayni.ledger.settlement.BatchVerdict.Sound;
import io.ayni.ledger.settlement.BatchVerdict.Unsound;
import io.ayni.ledger.settlement.JudgedEntry.Claim;
import io.ayni.ledger.settlement.JudgedRecord.BrokenRecord;
import io.ayni.ledger.settlement.JudgedRecord.JudgedBatch;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Judges records without state: whether each holds a sound batch, and the cheap checks of its entries. */
final class RecordJudge {
    private final EntryRules entryRules;
    private final int shards;

    RecordJudge(EntryRules entryRules, int shards) {
        this.entryRules = entryRules;
        this.shards = shards;
    }

    /** One signature verification, that of the batch; the entries come out refused or as claims. */
    JudgedRecord judge(int shard, Arrival arrival) {
        Optional<Envelope> envelope = arrival.batch();
        if (envelope.isEmpty()) {
            return new BrokenRecord(arrival.raw(), ParkReason.UNREADABLE_RECORD);
        }
        byte[] key = arrival.raw().key();
        NodeId keyed = new NodeId(Arrays.copyOf(key, NodeId.WIDTH));
        boolean isInItsPlace = key.length == NodeId.WIDTH && Shards.of(keyed, shards) == shard;
        return switch (BatchRules.judge(envelope.get(), keyed)) {
            case Unsound unsound -> new BrokenRecord(arrival.raw(), reason(unsound.fault(), isInItsPlace));
            case Sound sound when !isInItsPlace -> new BrokenRecord(arrival.raw(), ParkReason.WRONG_KEY);
            case Sound sound -> screen(arrival, sound);
        };
    }

    /** The same entry with its signatures looked at, if it is a claim. */
    JudgedEntry prove(JudgedEntry entry) {
        return entry instanceof Claim claim ? entryRules.prove(claim) : entry;
    }

    private JudgedRecord screen(Arrival arrival, Sound sound) {
        NodeId uploader = sound.batch().uploaderId();
        List<JudgedEntry> entries = sound.batch().entries().stream()
                .map(entry -> entryRules.screen(entry, uploader, arrival.receivedAtMs()))
                .toList();
        return new JudgedBatch(arrival.raw(), sound.batchId(), uploader, entries);
    }

    private static ParkReason reason(BatchFault fault, boolean isInItsPlace) {
        return switch (fault) {
            case MALFORMED -> ParkReason.MALFORMED_BATCH;
            case NOT_THE_UPLOADER -> ParkReason.WRONG_KEY;
            case BAD_SIGNATURE -> isInItsPlace ? ParkReason.BAD_BATCH_SIGNATURE : ParkReason.WRONG_KEY;
        };
    }
}
