package io.ayni.ledger.simulation;

import static io.ayni.ledger.simulation.Violation.require;

import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.SettlementBatch;
import io.ayni.contracts.document.SettlementEntry;
import io.ayni.contracts.journal.Shards;
import io.ayni.ledger.fixture.Node;
import io.ayni.ledger.fixture.Operator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Somebody who writes into the settlement topic past the ledger, and hands in batches in the name of others. */
final class Intruder {
    private final World world;
    private final SplittableRandom random;

    Intruder(World world, SplittableRandom random) {
        this.world = world;
        this.random = random;
    }

    void run() {
        while (!world.faults().areHealed()) {
            world.kernel().running().pause(2_000 + random.nextInt(20_000));
            intrude();
        }
    }

    private void intrude() {
        Node victim = Paperwork.NODES.get(random.nextInt(Paperwork.NODES.size()));
        int shard = Shards.of(victim.id(), Paperwork.SHARDS);
        long now = world.kernel().nowMs();
        switch (random.nextInt(4)) {
            case 0 -> world.broker().appendBroken(shard, victim.id().bytes(), Optional.empty(), now);
            case 1 -> world.broker().appendBroken(shard, victim.id().bytes(), Optional.of(forged(victim)), now);
            case 2 -> {
                byte[] key = new byte[victim.id().bytes().length];
                world.broker()
                        .appendBroken(
                                shard, key, Optional.of(victim.batch(random.nextLong(99_000), entries(victim))), now);
            }
            default -> {
                Envelope batch = victim.batch(random.nextLong(99_000), entries(victim));
                int other = (shard + 1) % Paperwork.SHARDS;
                world.broker().appendBroken(other, victim.id().bytes(), Optional.of(batch), now);
            }
        }
        boolean isAccepted = world.anyReplica(random).submit(victim.id(), forged(victim), ack -> {});
        require(!isAccepted, "I12", "a forged batch was accepted");
    }

    private List<SettlementEntry> entries(Node victim) {
        return Paperwork.DEALS.stream()
                .filter(deal -> deal.uploader().equals(victim))
                .limit(1)
                .map(deal -> new SettlementEntry(
                        deal.envelope(), deal.slips().getFirst().receipt()))
                .toList();
    }

    private Envelope forged(Node victim) {
        byte[] key = victim.key().publicKey().bytes();
        SettlementBatch batch = new SettlementBatch(
                victim.id(), key, random.nextLong(99_000), new DocumentId(new byte[32]), entries(victim));
        return Envelope.sign(batch, Operator.key("forger"));
    }
}
