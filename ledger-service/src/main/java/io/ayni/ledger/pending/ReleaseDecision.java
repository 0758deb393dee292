package io.ayni.ledger.pending;

import io.ayni.contracts.journal.Lot;
import io.ayni.ledger.journal.AppendedEntry;
import io.ayni.ledger.journal.ShardHead;
import java.util.List;
import java.util.Map;

/**
 * What looking at some lots of one shard does, to be written in one transaction or not at all.
 *
 * @param head end of the shard afterwards
 * @param entries releases and voidings in order
 * @param balanceChanges change per account, by its text form, micro-credits
 * @param ended lots that are no more
 * @param waiting when to look at the others again
 */
public record ReleaseDecision(
        ShardHead head,
        List<AppendedEntry> entries,
        Map<String, Long> balanceChanges,
        List<Lot> ended,
        Map<Lot, Long> waiting) {}
