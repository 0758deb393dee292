package io.ayni.ledger.settlement;

import io.ayni.ledger.cap.CapRules;
import io.ayni.ledger.journal.ShardHead;
import io.ayni.ledger.pending.PendingPolicy;
import io.ayni.ledger.settlement.JudgedRecord.BrokenRecord;
import io.ayni.ledger.settlement.JudgedRecord.JudgedBatch;
import java.util.List;

/**
 * Decides what records of the settlement topic do to one shard of the ledger. A pure function of the loaded state, the
 * records and the keys as published: it reads no clock, draws nothing at random and writes nothing. A record below the
 * shard's next offset has no effect, so a redelivery is a no-op; a batch that was decided before has no effect either and
 * keeps its ack.
 *
 * <p>Per entry the first failing check gives the result, in the order of
 * {@link io.ayni.contracts.document.ResultCode}; entries of one grant are handled in the order in which they come.
 */
public final class SettlementRules {
    private final EntryRules entryRules;
    private final CapRules capRules;
    private final PendingPolicy pendingPolicy;

    /**
     * @param entryRules judges an entry whose signatures nobody looked at yet
     * @param capRules limits what is earned
     * @param pendingPolicy which lot an amount goes into
     */
    public SettlementRules(EntryRules entryRules, CapRules capRules, PendingPolicy pendingPolicy) {
        this.entryRules = entryRules;
        this.capRules = capRules;
        this.pendingPolicy = pendingPolicy;
    }

    /**
     * Decides.
     *
     * @param state loaded after the shard was locked; must cover {@link StateNeeds} of the records
     * @param records consecutive records of the shard's partition, ascending
     * @param nowMs the ledger's clock: recorded; decides which lot an amount goes into and whether a key is revoked by now
     */
    public SettlementVerdict decide(LoadedState state, List<JudgedRecord> records, long nowMs) {
        ShardHead head = state.head();
        SettlementRun run = new SettlementRun(entryRules, new Earnings(capRules, pendingPolicy, state), state, nowMs);
        long next = head.nextOffset();
        for (JudgedRecord record : records) {
            if (record.offset() < next) {
                continue;
            }
            if (record.offset() > next) {
                return new SettlementVerdict.Gap(next, record.offset());
            }
            switch (record) {
                case BrokenRecord broken -> run.park(broken);
                case JudgedBatch batch -> run.settle(batch);
            }
            next++;
        }
        return next == head.nextOffset()
                ? new SettlementVerdict.NothingNew(next)
                : new SettlementVerdict.Decided(run.decision(next));
    }
}
