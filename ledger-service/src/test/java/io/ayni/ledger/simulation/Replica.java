package io.ayni.ledger.simulation;

import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.identity.NodeId;
import io.ayni.contracts.journal.RedemptionId;
import io.ayni.contracts.journal.Shards;
import io.ayni.ledger.cap.CapRules;
import io.ayni.ledger.fixture.Operator;
import io.ayni.ledger.journal.StoreFailure;
import io.ayni.ledger.pending.ReleaseLots;
import io.ayni.ledger.pending.ReleaseRules;
import io.ayni.ledger.pending.ReleaseRun;
import io.ayni.ledger.redemption.EndRedemption;
import io.ayni.ledger.redemption.Redeem;
import io.ayni.ledger.redemption.RedemptionRules;
import io.ayni.ledger.settlement.AckFeed;
import io.ayni.ledger.settlement.BatchRules;
import io.ayni.ledger.settlement.BatchVerdict.Sound;
import io.ayni.ledger.settlement.CallerRuns;
import io.ayni.ledger.settlement.EntryRules;
import io.ayni.ledger.settlement.ParallelJudge;
import io.ayni.ledger.settlement.SettleRecords;
import io.ayni.ledger.settlement.SettlementRules;
import io.ayni.ledger.simulation.Faults.Kind;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One process of the ledger: the real use cases on simulated ports, one strand for each thing that it does. It can be
 * killed at any pause and starts anew with nothing but what is committed.
 */
final class Replica {
    private static final int LOOP_MS = 300;
    private static final int RESTART_MS = 1_500;
    private static final int PATIENCE_MS = 3_000;
    private static final int LOOK_MS = 20;

    private final World world;
    private final int index;
    private final SplittableRandom random;
    private final List<Strand> strands = new ArrayList<>();
    private Seams seams;
    private SimulatedStore store;
    private Connection connection;
    private AckFeed feed;
    private Redeem redeem;
    private EndRedemption end;
    private SimulatedDesk desk;
    private boolean up;
    private long life;
    private long frozenUntilMs;
    private long clockOffsetMs;

    Replica(World world, int index, SplittableRandom random) {
        this.world = world;
        this.index = index;
        this.random = random;
    }

    /** Starts with an empty memory. */
    void start() {
        up = true;
        seams = world.seams().get();
        connection = new Connection(world.kernel(), world.locks(), world.faults(), random.split(), this::pause);
        Settings settings = world.settings();
        ReleaseRun run = new ReleaseRun(new ReleaseRules(settings.pending()));
        store = new SimulatedStore(world.database(), connection, world.invariants(), settings, seams, run);
        feed = new AckFeed(store);
        for (int partition = 0; partition < Paperwork.SHARDS; partition++) {
            int shard = partition;
            SettleRecords settleRecords = settleRecords();
            strands.add(world.kernel().start(new PartitionConsumer(this, world, shard, settleRecords, random.split())));
        }
        ReleaseLots releases =
                new ReleaseLots(store, () -> seams.keysOfRelease(settings.keys()), Paperwork.SHARDS, this::clockMs);
        strands.add(world.kernel().start(() -> repeat(releases::run)));
        strands.add(world.kernel().start(() -> repeat(feed::look)));
        strands.add(world.kernel().start(() -> repeat(new OutboxLoop(world, connection, seams)::publish)));
        openCounters();
    }

    private void openCounters() {
        Database database = world.database();
        Invariants invariants = world.invariants();
        var redemptions = new SimulatedRedemptions(database, connection, invariants, seams, this::clockMs);
        RedemptionRules rules = new RedemptionRules((order, atMs) -> "voucher");
        redeem = new Redeem(redemptions, rules, this::redemptionId, () -> {});
        end = new EndRedemption(redemptions, rules, this::clockMs, () -> {});
        desk = new SimulatedDesk(database, connection, invariants, world.settings(), seams, this::clockMs);
        strands.add(world.kernel().start(() -> repeat(end::endDue)));
    }

    private RedemptionId redemptionId() {
        return new RedemptionId(ByteBuffer.allocate(RedemptionId.WIDTH)
                .putLong(random.nextLong())
                .putLong(random.nextLong())
                .array());
    }

    private SettleRecords settleRecords() {
        Settings settings = world.settings();
        EntryRules entryRules = new EntryRules(() -> seams.keysOfSettlement(settings.keys()), Operator.SEALING_KEY);
        return new SettleRecords(
                new ParallelJudge(entryRules, Paperwork.SHARDS, new CallerRuns()),
                new SettlementRules(entryRules, new CapRules(settings.caps()), settings.pending()),
                store,
                world.sightings(),
                failures -> pause(20L * Math.min(failures, 10) + random.nextInt(20)),
                this::clockMs);
    }

    /** Dies where it stands; comes back later. */
    void crash() {
        if (up) {
            up = false;
            life++;
            strands.forEach(Strand::kill);
            strands.clear();
            world.kernel().after(RESTART_MS + random.nextInt(RESTART_MS), this::start);
        }
    }

    /** Stands still for a while, holding what it holds, and does not know it. */
    void freeze(long ms) {
        frozenUntilMs = world.kernel().nowMs() + ms;
    }

    void setClock(long offsetMs) {
        clockOffsetMs = offsetMs;
    }

    private long clockMs() {
        return world.kernel().nowMs() + clockOffsetMs;
    }

    /** Time passes for this replica, more of it while it is frozen. */
    void pause(long ms) {
        long now = world.kernel().nowMs();
        world.kernel().running().pause(Math.max(now + ms, frozenUntilMs) - now);
    }

    int index() {
        return index;
    }

    SimulatedStore store() {
        return store;
    }

    Seams seams() {
        return seams;
    }

    Redeem redeem() {
        return redeem;
    }

    EndRedemption end() {
        return end;
    }

    SimulatedDesk desk() {
        return desk;
    }

    /**
     * Does something for a caller outside, on a strand of this process.
     *
     * @return empty when the process is down or dies, when it fails or when the caller has waited long enough: it may be done
     *     all the same, now or later
     */
    <T> Optional<T> ask(Supplier<T> call) {
        Call<T> asked = new Call<>();
        if (up) {
            long atLife = life;
            Strand strand = world.kernel().start(() -> asked.run(call));
            strands.add(strand);
            for (int waited = 0; !asked.isOver && life == atLife && waited < PATIENCE_MS; waited += LOOK_MS) {
                world.kernel().running().pause(LOOK_MS);
            }
            strands.removeIf(each -> each == strand && asked.isOver);
        }
        return Optional.ofNullable(asked.answer);
    }

    private static final class Call<T> {
        private boolean isOver;
        private T answer;

        void run(Supplier<T> call) {
            try {
                answer = call.get();
            } catch (StoreFailure e) {
                // no answer: the caller asks again
            }
            isOver = true;
        }
    }

    private void repeat(Runnable task) {
        while (true) {
            pause(LOOP_MS / 2 + random.nextInt(LOOP_MS));
            try {
                task.run();
            } catch (StoreFailure e) {
                // the task is repeatable: its work waits in the store
            }
        }
    }

    /**
     * Takes a batch in, on the strand of whoever hands it in.
     *
     * @return whether it was accepted; otherwise it may or may not be in the log
     */
    boolean submit(NodeId caller, Envelope batch, Consumer<Envelope> ackReceiver) {
        if (!up || !(BatchRules.judge(batch, caller) instanceof Sound sound)) {
            return false;
        }
        long atLife = life;
        feed.await(sound.batchId(), ackReceiver);
        boolean isAccepted = append(caller, batch) || !seams.acceptsOnlyDurable();
        pause(1 + random.nextInt(5));
        if (life != atLife || !isAccepted) {
            return false;
        }
        world.invariants().accepted(sound.batchId());
        return true;
    }

    private boolean append(NodeId uploader, Envelope batch) {
        long receivedAtMs = clockMs();
        pause(1 + random.nextInt(30));
        if (world.faults().strikes(Kind.APPEND_FAILED)) {
            return false;
        }
        int partition = Shards.of(uploader, Paperwork.SHARDS);
        world.broker().append(partition, uploader.bytes(), Optional.of(batch), receivedAtMs);
        return !world.faults().strikes(Kind.APPEND_REPLY_LOST);
    }
}
