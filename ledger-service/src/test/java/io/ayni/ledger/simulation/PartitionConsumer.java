package io.ayni.ledger.simulation;

import io.ayni.ledger.journal.StoreFailure;
import io.ayni.ledger.settlement.Arrival;
import io.ayni.ledger.settlement.JudgedRecord;
import io.ayni.ledger.settlement.SettleRecords;
import io.ayni.ledger.simulation.Faults.Kind;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A replica's consumer of one partition. While the group gives it the partition it settles what it polls, in the two steps of
 * a lane: what is polled may be judged before what was polled earlier is written. What it has polled it settles to the end,
 * even if the partition is another's by then. It may stand too early or too late.
 */
final class PartitionConsumer implements Runnable {
    private static final int RECORDS_PER_POLL = 5;
    private static final int POLL_MS = 250;
    private static final int MAX_STEPS_BACK = 4;

    private final Replica replica;
    private final World world;
    private final int partition;
    private final SettleRecords settleRecords;
    private final SplittableRandom random;
    private List<JudgedRecord> judged = List.of();
    private long position;

    PartitionConsumer(
            Replica replica, World world, int partition, SettleRecords settleRecords, SplittableRandom random) {
        this.replica = replica;
        this.world = world;
        this.partition = partition;
        this.settleRecords = settleRecords;
        this.random = random;
    }

    @Override
    public void run() {
        boolean isPlaced = false;
        while (true) {
            replica.pause(1 + random.nextInt(POLL_MS));
            boolean isAssigned = world.broker().owner(partition) == replica.index();
            if (isAssigned && !isPlaced) {
                place();
            }
            if (isAssigned) {
                poll();
            } else {
                writeJudged();
            }
            isPlaced = isAssigned;
        }
    }

    /** Goes where the ledger stands; if that cannot be read, stays where it is. */
    private void place() {
        try {
            position = replica.store().nextOffset(partition);
        } catch (StoreFailure e) {
            // a wrong position is found by the rules before anything is settled
        }
    }

    private void poll() {
        List<Arrival> records = world.broker().records(partition);
        int from = (int) misplaced(records.size());
        int to = Math.min(records.size(), from + 1 + random.nextInt(RECORDS_PER_POLL));
        if (from >= to) {
            writeJudged();
            return;
        }
        List<Arrival> polled =
                records.subList(from, to).stream().map(replica.seams()::read).toList();
        position = to;
        List<JudgedRecord> next = judge(polled);
        if (writeJudged()) {
            judged = next;
            if (random.nextBoolean()) {
                writeJudged();
            }
        }
    }

    private List<JudgedRecord> judge(List<Arrival> polled) {
        try {
            return settleRecords.judge(partition, polled);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts", e);
        }
    }

    /** False when records are missing before them: then it reads on where the ledger stands. */
    private boolean writeJudged() {
        List<JudgedRecord> part = judged;
        judged = List.of();
        try {
            boolean isGap =
                    !part.isEmpty() && settleRecords.write(partition, part).isPresent();
            if (isGap) {
                place();
            }
            return !isGap;
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts", e);
        }
    }

    private long misplaced(int end) {
        if (world.faults().strikes(Kind.REDELIVERY)) {
            return Math.max(0, position - 1 - random.nextInt(MAX_STEPS_BACK));
        }
        return world.faults().strikes(Kind.WRONG_POSITION) ? Math.min(end, position + 1) : position;
    }
}
