package io.ayni.ledger.simulation;

import static io.ayni.ledger.simulation.Violation.require;

import io.ayni.contracts.document.Ack;
import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.journal.EntryCause;
import io.ayni.contracts.journal.JournalEntry;
import io.ayni.ledger.journal.ShardHead;
import io.ayni.ledger.settlement.Arrival;
import io.ayni.ledger.simulation.Database.AckRow;
import io.ayni.ledger.simulation.Database.Line;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks at what every commit did: the entries one by one, then the tables as a whole; and at what was promised (I11, I12).
 */
final class Invariants {
    private final Database database;
    private final Broker broker;
    private final Books books = new Books();
    private final LotBooks lots;
    private final GrantBooks grants;
    private final SequentialLedger model;
    private final RedemptionBooks redemptions;
    private final DeskBooks desk;
    private final long[] offsets = new long[Paperwork.SHARDS];
    private final Set<DocumentId> answered = new HashSet<>();
    private final Set<DocumentId> accepted = new HashSet<>();

    Invariants(Database database, Broker broker, Settings settings) {
        this.database = database;
        this.broker = broker;
        this.lots = new LotBooks(settings);
        this.grants = new GrantBooks(settings, lots);
        this.model = new SequentialLedger(settings, grants, books);
        this.redemptions = new RedemptionBooks(database, books);
        this.desk = new DeskBooks(database, settings, lots);
    }

    /** A batch was accepted: from now on it must be durable. */
    void accepted(DocumentId batch) {
        require(broker.holds(batch), "I12", "accepted and not in the log: " + batch);
        accepted.add(batch);
    }

    /** Where owners say what they ask for and what they are answered. */
    RedemptionBooks redemptions() {
        return redemptions;
    }

    /** Where operators do. */
    DeskBooks desk() {
        return desk;
    }

    /** A transaction was committed that found a shard's end here and wrote these entries. */
    void committed(ShardHead before, List<Line> lines) {
        int shard = before.shard();
        long next = database.heads.get(shard).nextOffset();
        require(next >= offsets[shard], "I11", "the offset moved back from " + offsets[shard] + " to " + next);
        Deque<Line> toEnter = new ArrayDeque<>(lines);
        for (long offset = offsets[shard]; offset < next; offset++) {
            handled(before, broker.records(shard).get((int) offset), toEnter);
        }
        offsets[shard] = next;
        while (!toEnter.isEmpty()) {
            boolean isSettlement = toEnter.peek().settled().isPresent();
            enter(shard, toEnter.remove());
            require(!isSettlement, "I11", "an entry without a record");
        }
        books.compare(database, shard);
        lots.compare(database);
        grants.compare(database);
    }

    /** A transaction was committed that may have written into several shards; each was shown before. */
    void compare() {
        redemptions.compare();
        desk.compare();
    }

    private void handled(ShardHead before, Arrival record, Deque<Line> toEnter) {
        int shard = before.shard();
        long offset = record.raw().offset();
        if (broker.isBroken(shard, offset)) {
            require(database.parked.get(shard).contains(offset), "I11", "passed over and not parked: " + offset);
            return;
        }
        DocumentId batch = record.batch().orElseThrow().id();
        AckRow row = database.acks.get(batch);
        require(row != null, "I11", "passed over without an effect: " + offset);
        if (answered.add(batch)) {
            Ack ack = row.ack();
            long recordedAtMs = Math.max(before.recordedAtMs(), ack.decidedAtMs());
            model.answer(record, recordedAtMs, ack, () -> enter(shard, next(toEnter)));
        }
    }

    private static Line next(Deque<Line> toEnter) {
        require(!toEnter.isEmpty(), "I3", "an ack names an entry that is not there");
        return toEnter.remove();
    }

    private void enter(int shard, Line line) {
        JournalEntry entry = line.appended().entry();
        books.add(shard, line.appended());
        switch (entry.cause()) {
            case EntryCause.Settlement cause -> grants.add(entry, cause);
            case EntryCause.Release cause -> lots.release(entry, cause);
            case EntryCause.Voiding cause -> lots.voiding(entry, cause);
            case EntryCause.Hold cause -> redemptions.hold(entry, cause);
            case EntryCause.Redeemed cause -> redemptions.spend(entry, cause);
            case EntryCause.Returned cause -> redemptions.giveBack(entry, cause);
            case EntryCause.Funding cause -> desk.fund(entry, cause);
            case EntryCause.Adjustment cause -> desk.adjust(entry, cause);
            case EntryCause.OperatorAction cause -> desk.act(entry, cause);
        }
    }

    /** Everything that was accepted is answered by now. */
    void end() {
        accepted.forEach(batch -> require(answered.contains(batch), "I12", "accepted and never answered: " + batch));
    }
}
