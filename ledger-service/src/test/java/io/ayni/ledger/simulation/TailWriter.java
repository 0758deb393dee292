package io.ayni.ledger.simulation;

import io.ayni.ledger.journal.JournalTail;
import io.ayni.ledger.journal.ShardHead;
import io.ayni.ledger.simulation.Database.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes what grew in some shards in one instant, and shows it to the invariants. */
final class TailWriter {
    private final Database database;
    private final Invariants invariants;

    TailWriter(Database database, Invariants invariants) {
        this.database = database;
        this.invariants = invariants;
    }

    void write(List<JournalTail> tails) {
        List<ShardHead> before = new ArrayList<>();
        List<List<Line>> lines = new ArrayList<>();
        for (JournalTail tail : tails) {
            ShardHead head = database.heads.get(tail.head(0).shard());
            before.add(head);
            lines.add(tail.entries().stream()
                    .map(entry -> new Line(entry, Optional.empty()))
                    .toList());
            database.append(
                    tail.head(head.nextOffset()),
                    lines.getLast(),
                    tail.balanceChanges(),
                    tail.entries().size());
        }
        for (int i = 0; i < tails.size(); i++) {
            invariants.committed(before.get(i), lines.get(i));
        }
        invariants.compare();
    }
}
