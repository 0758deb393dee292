package io.ayni.ledger.pending;

import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.journal.EntryCause;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.journal.Lot;
import io.ayni.contracts.journal.Posting;
import io.ayni.contracts.journal.Side;
import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.ledger.journal.JournalTail;
import io.ayni.ledger.journal.ShardHead;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Decides about many lots of one shard at once: a pure function of what was loaded under the shard's lock. */
public final class ReleaseRun {
    private final ReleaseRules rules;

    /** @param rules decide about one lot */
    public ReleaseRun(ReleaseRules rules) {
        this.rules = rules;
    }

    /**
     * Decides.
     *
     * @param head end of the shard, locked
     * @param lots lots of the shard that are due for a look
     * @param standings of all their owners
     * @param keys the operator's keys as published now
     * @param nowMs the ledger's clock
     */
    public ReleaseDecision decide(
            ShardHead head, List<PendingLot> lots, Map<AccountId, Standing> standings, OperatorKeys keys, long nowMs) {
        JournalTail tail = new JournalTail(head, nowMs);
        List<Lot> ended = new ArrayList<>();
        Map<Lot, Long> waiting = new HashMap<>();
        for (PendingLot pending : lots) {
            Lot lot = pending.lot();
            switch (rules.decide(lot, standings.get(lot.owner()), keys, tail.recordedAtMs())) {
                case ReleaseVerdict.Release() -> end(tail, pending, new EntryCause.Release(lot), lot.posted(), ended);
                case ReleaseVerdict.Void(var reason) ->
                    end(tail, pending, new EntryCause.Voiding(lot, reason), lot.pool(), ended);
                case ReleaseVerdict.Wait(long lookAgainMs) -> waiting.put(lot, lookAgainMs);
            }
        }
        return new ReleaseDecision(tail.head(head.nextOffset()), tail.entries(), tail.balanceChanges(), ended, waiting);
    }

    private static void end(
            JournalTail tail, PendingLot pending, EntryCause cause, LedgerAccount receiver, List<Lot> ended) {
        tail.append(
                cause,
                List.of(
                        new Posting(pending.lot().pending(), Side.DEBIT, pending.microCredits()),
                        new Posting(receiver, Side.CREDIT, pending.microCredits())));
        ended.add(pending.lot());
    }
}
