package io.ayni.ledger.simulation;

import io.ayni.contracts.identity.AccountId;
import io.ayni.ledger.dispute.DisputeId;
import io.ayni.ledger.dispute.Ruling;
import io.ayni.ledger.operator.OperatorCommand;
import io.ayni.ledger.pending.QuarantineReason;
import java.util.SplittableRandom;

/**
 * The operator's judgement of accounts: decides a case against one, so that what it has pending is void, or puts it into
 * quarantine, and lifts that later.
 */
final class Magistrate {
    /** Cases that are there from the beginning; the first byte of an id says against whom. */
    static final int CASES = 30;

    private static final int PEACE_MS = 20_000;
    private static final int QUARANTINE_MS = 15_000;

    private final World world;
    private final Office office;
    private final SplittableRandom random;
    private final String name;

    /** @param name of the operator */
    Magistrate(World world, String name, SplittableRandom random) {
        this.world = world;
        this.name = name;
        this.random = random;
        this.office = new Office(world, name, random.split());
    }

    /** A case. */
    static DisputeId dispute(int number) {
        byte[] id = new byte[DisputeId.WIDTH];
        id[0] = (byte) number;
        return new DisputeId(id);
    }

    /** Against whom a case is. */
    static AccountId accused(DisputeId dispute) {
        return Paperwork.OWNERS.get(dispute.bytes()[0] % Paperwork.OWNERS.size());
    }

    void run() {
        while (true) {
            world.kernel().running().pause(random.nextInt(PEACE_MS));
            if (world.faults().areHealed()) {
                return;
            }
            AccountId account = judge();
            world.kernel().running().pause(random.nextInt(QUARANTINE_MS));
            office.carryOut(office.request(name, new OperatorCommand.LiftQuarantine(account)));
        }
    }

    private AccountId judge() {
        if (random.nextBoolean()) {
            AccountId account = Paperwork.OWNERS.get(random.nextInt(Paperwork.OWNERS.size()));
            office.carryOut(office.request(
                    name, new OperatorCommand.SetQuarantine(account, QuarantineReason.OPERATOR_DECISION)));
            return account;
        }
        DisputeId dispute = dispute(random.nextInt(CASES));
        Ruling ruling = Ruling.values()[random.nextInt(Ruling.values().length)];
        office.carryOut(office.request(name, new OperatorCommand.DecideDispute(dispute, ruling, "")));
        return accused(dispute);
    }
}
