package io.ayni.ledger.simulation;

import io.ayni.contracts.identity.AccountId;
import io.ayni.ledger.benefit.BenefitName;
import io.ayni.ledger.redemption.IdempotencyKey;
import io.ayni.ledger.redemption.RedeemRequest;
import io.ayni.ledger.redemption.RedeemVerdict;
import io.ayni.ledger.redemption.Redemption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * An owner who spends credits: asks any replica for a benefit, again under the same key until there is an answer, sometimes
 * twice at once, sometimes under an old key for something else, and now and then calls off what is held.
 */
final class Customer {
    private static final int PEACE_MS = 5_000;

    private final World world;
    private final AccountId account;
    private final String name;
    private final SplittableRandom random;
    private final List<RedeemRequest> wishes = new ArrayList<>();
    private boolean isDone;

    /** @param name tells its keys from those of another with the same account */
    Customer(World world, AccountId account, String name, SplittableRandom random) {
        this.world = world;
        this.account = account;
        this.name = name;
        this.random = random;
    }

    boolean isDone() {
        return isDone;
    }

    void run() {
        while (true) {
            pause(random.nextInt(PEACE_MS));
            if (world.faults().areHealed()) {
                break;
            }
            wish();
        }
        isDone = true;
    }

    private void wish() {
        RedeemRequest request = random.nextInt(5) == 0 && !wishes.isEmpty() ? oldKey() : newKey();
        wishes.add(request);
        world.invariants().redemptions().wished(request);
        if (random.nextInt(3) == 0) {
            world.kernel().start(() -> ask(request));
        }
        Optional<RedeemVerdict> verdict = ask(request);
        while (verdict.isEmpty()) {
            pause(100);
            verdict = ask(request);
        }
        if (verdict.get() instanceof RedeemVerdict.Accepted(Redemption.Pending pending) && random.nextInt(3) == 0) {
            pause(random.nextInt(4_000));
            cancel(pending);
        }
    }

    private RedeemRequest newKey() {
        BenefitName benefit = benefit();
        long version = random.nextInt(3) == 0 ? 1 : RedeemRequest.NEWEST;
        return new RedeemRequest(account, benefit, version, new IdempotencyKey(name + wishes.size()));
    }

    /** The same again, or something else under its key. */
    private RedeemRequest oldKey() {
        RedeemRequest old = wishes.get(random.nextInt(wishes.size()));
        return random.nextBoolean() ? old : new RedeemRequest(account, benefit(), old.version(), old.key());
    }

    private BenefitName benefit() {
        int drawn = random.nextInt(2 * Catalogue.ALL.size() + 1);
        return drawn == 0
                ? Catalogue.UNKNOWN
                : Catalogue.ALL.get(drawn % Catalogue.ALL.size()).name();
    }

    private Optional<RedeemVerdict> ask(RedeemRequest request) {
        Replica replica = world.anyReplica(random);
        Optional<RedeemVerdict> verdict = replica.ask(() -> replica.redeem().redeem(request));
        verdict.ifPresent(found -> {
            world.invariants().redemptions().answered(request, found);
            world.sightings().met(found);
        });
        return verdict;
    }

    private void cancel(Redemption.Pending pending) {
        Replica replica = world.anyReplica(random);
        replica.ask(() -> replica.end().cancel(pending.order().id(), account)).ifPresent(world::ended);
    }

    private void pause(long ms) {
        world.kernel().running().pause(ms);
    }
}
