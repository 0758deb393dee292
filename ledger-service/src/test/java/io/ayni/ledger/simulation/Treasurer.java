package io.ayni.ledger.simulation;

import io.ayni.ledger.campaign.CampaignFunding;
import io.ayni.ledger.journal.JournalTail;
import io.ayni.ledger.journal.ShardHead;
import io.ayni.ledger.journal.StoreFailure;
import io.ayni.ledger.simulation.Database.Line;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** The operator's hand in the pools: funds each campaign at the beginning, and again later. A funding is posted once. */
final class Treasurer {
    private static final long PLENTY = 1_000_000_000L;

    private final World world;
    private final Connection connection;
    private final SplittableRandom random;

    Treasurer(World world, SplittableRandom random) {
        this.world = world;
        this.random = random;
        this.connection =
                new Connection(world.kernel(), world.locks(), world.faults(), random.split(), ms -> world.kernel()
                        .running()
                        .pause(ms));
    }

    void run() {
        fund(1, world.settings().firstFunding());
        world.kernel().running().pause(random.nextLong(World.SAFETY_MS));
        fund(2, world.settings().firstFunding());
        while (!world.faults().areHealed()) {
            world.kernel().running().pause(1_000);
        }
        fund(3, PLENTY);
    }

    private void fund(long sequence, long amount) {
        for (String campaign : Paperwork.CAMPAIGNS) {
            CampaignFunding funding = new CampaignFunding(campaign, sequence, amount);
            for (int shard = 0; shard < Paperwork.SHARDS; shard++) {
                while (funding.share(shard, Paperwork.SHARDS) > 0 && !isFunded(funding, shard)) {
                    world.kernel().running().pause(100);
                }
            }
        }
    }

    private boolean isFunded(CampaignFunding funding, int shard) {
        try {
            return connection.transaction(() -> {
                connection.lock(shard);
                if (!isPosted(funding, shard)) {
                    connection.commit(() -> post(funding, shard));
                }
                return true;
            });
        } catch (StoreFailure e) {
            return false; // perhaps it is: the next attempt finds out
        }
    }

    private boolean isPosted(CampaignFunding funding, int shard) {
        String cause = funding.cause(shard).key();
        return world.database().journal.get(shard).stream()
                .anyMatch(line -> line.appended().entry().cause().key().equals(cause));
    }

    private void post(CampaignFunding funding, int shard) {
        ShardHead head = world.database().heads.get(shard);
        JournalTail tail = new JournalTail(head, world.kernel().nowMs());
        List<Line> lines = List.of(new Line(
                tail.append(funding.cause(shard), funding.postings(shard, Paperwork.SHARDS)), Optional.empty()));
        world.database().append(tail.head(head.nextOffset()), lines, tail.balanceChanges(), lines.size());
        world.invariants().committed(head, lines);
    }
}
