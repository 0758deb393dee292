package io.ayni.ledger.simulation;

import io.ayni.contracts.identity.AccountId;
import io.ayni.ledger.journal.StoreFailure;
import io.ayni.ledger.pending.QuarantineReason;
import io.ayni.ledger.pending.Standing;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The operator's judgement of accounts: puts one into quarantine, voids what is pending in some cases, lifts it later.
 * Takes the locks of all shards, so that it is plain what was settled before and what after.
 */
final class Magistrate {
    private static final int PEACE_MS = 40_000;
    private static final int QUARANTINE_MS = 15_000;

    private final World world;
    private final Connection connection;
    private final SplittableRandom random;

    Magistrate(World world, SplittableRandom random) {
        this.world = world;
        this.random = random;
        this.connection =
                new Connection(world.kernel(), world.locks(), world.faults(), random.split(), ms -> world.kernel()
                        .running()
                        .pause(ms));
    }

    void run() {
        while (true) {
            world.kernel().running().pause(random.nextInt(PEACE_MS));
            if (world.faults().areHealed()) {
                return;
            }
            AccountId account =
                    Paperwork.NODES.get(random.nextInt(Paperwork.NODES.size())).account();
            long voidUntilMs = random.nextBoolean() ? world.kernel().nowMs() : 0;
            judge(account, Optional.of(QuarantineReason.OPERATOR_DECISION), voidUntilMs);
            world.kernel().running().pause(random.nextInt(QUARANTINE_MS));
            judge(account, Optional.empty(), 0);
        }
    }

    private void judge(AccountId account, Optional<QuarantineReason> quarantine, long voidUntilMs) {
        while (!isJudged(account, quarantine, voidUntilMs)) {
            world.kernel().running().pause(100);
        }
    }

    private boolean isJudged(AccountId account, Optional<QuarantineReason> quarantine, long voidUntilMs) {
        try {
            return connection.transaction(() -> {
                connection.lock(List.of(0, 1));
                connection.commit(() -> write(account, quarantine, voidUntilMs));
                return true;
            });
        } catch (StoreFailure e) {
            return false; // perhaps it is: the same once more changes nothing
        }
    }

    private void write(AccountId account, Optional<QuarantineReason> quarantine, long voidUntilMs) {
        Standing known = world.database().standings.get(account);
        if (known != null) {
            long until = Math.max(known.voidPendingUntilMs(), voidUntilMs);
            Standing standing = new Standing(known.firstSettledAtMs(), known.settledGrants(), quarantine, until);
            world.database().standings.put(account, standing);
            world.invariants().judged(account, quarantine.isPresent(), until);
        }
    }
}
