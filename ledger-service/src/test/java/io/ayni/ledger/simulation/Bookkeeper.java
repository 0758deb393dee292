package io.ayni.ledger.simulation;

import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.ledger.operator.OperatorCommand;
import io.ayni.ledger.operator.OperatorRequest;
import io.ayni.ledger.operator.OperatorVerdict;
import java.util.SplittableRandom;

/** Operators who correct balances: one proposes, another approves, and now and then the wrong one or two at once. */
final class Bookkeeper {
    private static final int PEACE_MS = 4_000;
    private static final int MOST = 12_000;

    private final World world;
    private final Office office;
    private final SplittableRandom random;

    Bookkeeper(World world, SplittableRandom random) {
        this.world = world;
        this.random = random;
        this.office = new Office(world, "bookkeeper", random.split());
    }

    void run() {
        while (true) {
            world.kernel().running().pause(random.nextInt(PEACE_MS));
            if (world.faults().areHealed()) {
                return;
            }
            correct();
        }
    }

    private void correct() {
        long microCredits = (1 + random.nextInt(MOST)) * (random.nextInt(4) == 0 ? -1 : 1);
        OperatorRequest proposal =
                office.request("ana", new OperatorCommand.ProposeAdjustment(account(), microCredits, "correction"));
        if (!(office.carryOut(proposal) instanceof OperatorVerdict.Done)) {
            return;
        }
        OperatorCommand approval = new OperatorCommand.ApproveAdjustment(proposal.id());
        if (random.nextInt(4) == 0) {
            office.carryOut(office.request("ana", approval));
        }
        if (random.nextInt(3) == 0) {
            OperatorRequest other = office.request("zoe", approval);
            world.kernel().start(() -> office.carryOut(other));
        }
        office.carryOut(office.request("ben", approval));
        if (random.nextInt(6) == 0) {
            office.carryOut(office.request(proposal.id(), "ben", approval));
        }
    }

    private LedgerAccount account() {
        return switch (random.nextInt(8)) {
            case 0 -> new LedgerAccount.Pool("spring", random.nextInt(Paperwork.SHARDS));
            case 1 -> new LedgerAccount.Pool("spring", Paperwork.SHARDS);
            default -> new LedgerAccount.Owner(Paperwork.OWNERS.get(random.nextInt(Paperwork.OWNERS.size())));
        };
    }
}
