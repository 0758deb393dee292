package io.ayni.ledger.simulation;

import static io.ayni.ledger.simulation.Violation.require;

import io.ayni.contracts.document.Ack;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.MalformedDocumentException;
import io.ayni.contracts.document.ResultCode;
import io.ayni.contracts.document.SettlementEntry;
import io.ayni.ledger.fixture.Node;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A node that hands in what it has, honest or not: receipts in any order, some inflated or forged, some under grants of
 * others, some twice. It hands in a batch again, to any replica, until it holds the ack, and an entry again while the
 * pool is empty or it is quarantined.
 */
final class Uploader {
    /** Results that another time may be others. */
    private static final Set<ResultCode> NOT_FINAL = EnumSet.of(ResultCode.POOL_EMPTY, ResultCode.QUARANTINED);

    private static final int ENTRIES_PER_BATCH = 4;
    private static final int OWN_PER_CENT = 35;
    private static final int OTHERS_PER_CENT = 2;
    private static final int HONEST_PER_CENT = 60;
    private static final int LYING_PER_CENT = 15;
    private static final int PATIENCE_MS = 3_000;
    private static final int LOOK_MS = 150;

    private final World world;
    private final Node node;
    private final SplittableRandom random;
    private final List<SettlementEntry> toSettle = new ArrayList<>();
    private final List<Envelope> answered = new ArrayList<>();
    private long sequence;
    private Envelope ack;
    private boolean isDone;

    Uploader(World world, Node node, SplittableRandom random) {
        this.world = world;
        this.node = node;
        this.random = random;
        for (Deal deal : Paperwork.DEALS) {
            if (random.nextInt(100) < (deal.uploader().equals(node) ? OWN_PER_CENT : OTHERS_PER_CENT)) {
                take(deal);
            }
        }
    }

    private void take(Deal deal) {
        for (Slip slip : deal.slips()) {
            boolean isHonest = slip.isSigned() && slip.bytes() <= deal.grant().maxBytes();
            if (random.nextInt(100) < (isHonest ? HONEST_PER_CENT : LYING_PER_CENT)) {
                toSettle.add(random.nextInt(toSettle.size() + 1), new SettlementEntry(deal.envelope(), slip.receipt()));
            }
        }
        if (random.nextInt(20) == 0) {
            Slip ofAnother = Paperwork.DEALS.getFirst().equals(deal)
                    ? Paperwork.DEALS.getLast().slips().getFirst()
                    : Paperwork.DEALS.getFirst().slips().getFirst();
            toSettle.add(new SettlementEntry(deal.envelope(), ofAnother.receipt()));
        }
    }

    boolean isDone() {
        return isDone;
    }

    /** Hands in until everything has its final answer. */
    void run() {
        pause(random.nextInt(world.settings().isHurried() ? 200 : 5_000));
        while (!toSettle.isEmpty()) {
            List<SettlementEntry> entries = new ArrayList<>();
            for (int i = 1 + random.nextInt(ENTRIES_PER_BATCH); i > 0 && !toSettle.isEmpty(); i--) {
                entries.add(toSettle.removeFirst());
            }
            Envelope batch = node.batch(++sequence, entries);
            handIn(batch);
            answered.add(batch);
            List<SettlementEntry> unpaid = unpaid(entries);
            toSettle.addAll(unpaid);
            pause(unpaid.isEmpty() ? 1 : 1_000);
            replay();
            rest();
        }
        isDone = true;
    }

    private void rest() {
        if (!world.settings().isHurried()) {
            pause(random.nextInt(10) == 0 ? random.nextInt(15_000) : random.nextInt(1_000));
        }
    }

    private void handIn(Envelope batch) {
        ack = null;
        long current = sequence;
        while (ack == null) {
            boolean isAccepted = world.anyReplica(random).submit(node.id(), batch, found -> receive(current, found));
            for (int waited = 0; isAccepted && ack == null && waited < PATIENCE_MS; waited += LOOK_MS) {
                pause(LOOK_MS);
            }
            pause(LOOK_MS + random.nextInt(LOOK_MS));
        }
    }

    /** An ack of a batch before, which another replica gave long ago, comes late and is not waited for. */
    private void receive(long ofSequence, Envelope found) {
        if (ofSequence == sequence) {
            ack = found;
        }
    }

    private List<SettlementEntry> unpaid(List<SettlementEntry> entries) {
        Ack answer = decode();
        require(answer.results().size() == entries.size(), "I12", "an answer of another length");
        List<SettlementEntry> unpaid = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            world.sightings().met(answer.results().get(i).code());
            if (NOT_FINAL.contains(answer.results().get(i).code())) {
                unpaid.add(entries.get(i));
            }
        }
        return unpaid;
    }

    private Ack decode() {
        try {
            return Ack.decode(ack.body());
        } catch (MalformedDocumentException e) {
            throw new Violation("I12", "an ack that is none", e);
        }
    }

    /** An old batch once more: it has its answer, and nothing may follow from it. */
    private void replay() {
        if (random.nextInt(3) == 0) {
            Envelope batch = answered.get(random.nextInt(answered.size()));
            world.anyReplica(random).submit(node.id(), batch, again -> {});
        }
    }

    private void pause(long ms) {
        world.kernel().running().pause(ms);
    }
}
