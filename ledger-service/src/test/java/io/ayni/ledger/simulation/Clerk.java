package io.ayni.ledger.simulation;

import io.ayni.contracts.journal.RedemptionId;
import io.ayni.ledger.redemption.Redemption;
import java.util.List;
import java.util.SplittableRandom;

/** An operator who confirms or calls off what is held, and does not know that a colleague does the same. */
final class Clerk {
    private static final int PEACE_MS = 1_500;
    private static final int CONFIRMED_PER_CENT = 60;

    private final World world;
    private final String name;
    private final SplittableRandom random;

    Clerk(World world, String name, SplittableRandom random) {
        this.world = world;
        this.name = name;
        this.random = random;
    }

    void run() {
        while (true) {
            world.kernel().running().pause(random.nextInt(PEACE_MS));
            if (world.faults().areHealed()) {
                return;
            }
            List<RedemptionId> held = world.database().redemptions.values().stream()
                    .filter(Redemption.Pending.class::isInstance)
                    .map(redemption -> redemption.order().id())
                    .toList();
            if (!held.isEmpty()) {
                end(held.get(random.nextInt(held.size())));
            }
        }
    }

    private void end(RedemptionId id) {
        Replica replica = world.anyReplica(random);
        boolean isConfirmed = random.nextInt(100) < CONFIRMED_PER_CENT;
        replica.ask(() -> isConfirmed
                        ? replica.end().confirm(id, name)
                        : replica.end().voidIt(id, name))
                .ifPresent(world::ended);
    }
}
