package io.ayni.ledger.simulation;

import static io.ayni.ledger.simulation.Violation.require;

import io.ayni.contracts.identity.AccountId;
import io.ayni.ledger.redemption.EndVerdict;
import io.ayni.ledger.redemption.Redemption;
import io.ayni.ledger.simulation.Faults.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * One seed's world: two replicas of the ledger on one database and one broker, uploaders, an intruder and the operator.
 * Each part has its own random numbers, split from the seed.
 */
final class World {
    /** How long faults happen. */
    static final long SAFETY_MS = 40_000;

    private static final long LIVENESS_MS = 300_000;
    private static final int REPLICAS = 2;
    private static final int FATE_MS = 1_000;
    private static final int MAX_OFFSET_MS = 8_000;
    private static final int MAX_FREEZE_MS = 9_000;

    private final Supplier<Seams> seams;
    private final Sightings sightings;
    private final Kernel kernel;
    private final Faults faults;
    private final Settings settings;
    private final SplittableRandom fate;
    private final Locks locks = new Locks();
    private final Broker broker = new Broker();
    private final Database database = new Database();
    private final Invariants invariants;
    private final List<Replica> replicas = new ArrayList<>();
    private final List<Uploader> uploaders = new ArrayList<>();
    private final Intruder intruder;
    private final Treasurer treasurer;
    private final List<Magistrate> magistrates;
    private final Bookkeeper bookkeeper;
    private final List<Customer> customers = new ArrayList<>();
    private final List<Clerk> clerks;

    /**
     * @param seed decides everything
     * @param seams the ledger's, of one replica's life
     * @param sightings counts what is met
     */
    World(long seed, Supplier<Seams> seams, Sightings sightings) {
        SplittableRandom random = new SplittableRandom(seed);
        this.seams = seams;
        this.sightings = sightings;
        this.kernel = new Kernel(random.split(), Paperwork.START_MS);
        this.faults = new Faults(random.split(), sightings.faults());
        this.settings = Settings.draw(random.split());
        this.fate = random.split();
        this.invariants = new Invariants(database, broker, settings);
        for (int index = 0; index < REPLICAS; index++) {
            replicas.add(new Replica(this, index, random.split()));
        }
        Paperwork.NODES.forEach(node -> uploaders.add(new Uploader(this, node, random.split())));
        this.intruder = new Intruder(this, random.split());
        this.treasurer = new Treasurer(this, random.split());
        this.magistrates =
                List.of(new Magistrate(this, "ana", random.split()), new Magistrate(this, "ben", random.split()));
        this.bookkeeper = new Bookkeeper(this, random.split());
        for (AccountId owner : Paperwork.OWNERS) {
            customers.add(new Customer(this, owner, "phone-", random.split()));
            customers.add(new Customer(this, owner, "laptop-", random.split()));
        }
        this.clerks = List.of(new Clerk(this, "ana", random.split()), new Clerk(this, "ben", random.split()));
    }

    /**
     * Runs from the beginning to the end.
     *
     * @throws Violation at the first invariant that does not hold
     */
    void run() {
        try {
            replicas.forEach(replica -> replica.setClock(offset(Kind.CLOCK_OFFSET)));
            replicas.forEach(Replica::start);
            uploaders.forEach(uploader -> kernel.start(uploader::run));
            kernel.start(intruder::run);
            kernel.start(treasurer::run);
            magistrates.forEach(magistrate -> kernel.start(magistrate::run));
            kernel.start(bookkeeper::run);
            customers.forEach(customer -> kernel.start(customer::run));
            clerks.forEach(clerk -> kernel.start(clerk::run));
            kernel.after(FATE_MS, this::strike);
            kernel.run(() -> false, Paperwork.START_MS + SAFETY_MS);
            faults.heal();
            replicas.forEach(replica -> replica.setClock(0));
            boolean isQuiet = kernel.run(this::isQuiet, Paperwork.START_MS + SAFETY_MS + LIVENESS_MS);
            require(isQuiet, "LIVENESS", "still under way: " + unfinished());
        } finally {
            kernel.close();
        }
        invariants.end();
        new Audit(settings.keys()).check(database);
        sightings.count(database);
    }

    private void strike() {
        for (int index = 0; index < REPLICAS; index++) {
            Replica replica = replicas.get(index);
            if (faults.strikes(Kind.CRASH)) {
                replica.crash();
            }
            if (faults.strikes(Kind.FREEZE)) {
                replica.freeze(fate.nextInt(MAX_FREEZE_MS));
            }
            if (faults.strikes(Kind.CLOCK_JUMP)) {
                replica.setClock(fate.nextInt(-MAX_OFFSET_MS, MAX_OFFSET_MS));
            }
            if (faults.strikes(Kind.REBALANCE)) {
                broker.assign(fate.nextInt(Paperwork.SHARDS), index);
            }
        }
        kernel.after(FATE_MS / 4, this::strike);
    }

    private long offset(Kind kind) {
        return faults.strikes(kind) ? fate.nextInt(-MAX_OFFSET_MS, MAX_OFFSET_MS) : 0;
    }

    private boolean isQuiet() {
        return unfinished().isQuiet();
    }

    /** What is still under way. */
    private record Unfinished(long uploaders, long customers, long lots, long holds, long records, long events) {
        boolean isQuiet() {
            return uploaders + customers + lots + holds + records + events == 0;
        }
    }

    private Unfinished unfinished() {
        long records = 0;
        long events = 0;
        for (int shard = 0; shard < Paperwork.SHARDS; shard++) {
            records += broker.records(shard).size() - database.heads.get(shard).nextOffset();
            events += database.outbox.get(shard).size();
        }
        long settling =
                uploaders.stream().filter(uploader -> !uploader.isDone()).count();
        long spending =
                customers.stream().filter(customer -> !customer.isDone()).count();
        long holds = database.redemptions.values().stream()
                .filter(Redemption.Pending.class::isInstance)
                .count();
        return new Unfinished(settling, spending, database.lots.size(), holds, records, events);
    }

    Replica anyReplica(SplittableRandom random) {
        return replicas.get(random.nextInt(REPLICAS));
    }

    /** Somebody was told what became of a redemption. */
    void ended(EndVerdict verdict) {
        sightings.met(verdict);
        switch (verdict) {
            case EndVerdict.Ended(Redemption redemption) ->
                invariants.redemptions().seen(redemption);
            case EndVerdict.EndedOtherwise(Redemption redemption) ->
                invariants.redemptions().seen(redemption);
            case EndVerdict.Unknown _, EndVerdict.NotYours _ ->
                throw new Violation("I12", "a redemption that was seen is not there");
        }
    }

    Sightings sightings() {
        return sightings;
    }

    Supplier<Seams> seams() {
        return seams;
    }

    Kernel kernel() {
        return kernel;
    }

    Faults faults() {
        return faults;
    }

    Settings settings() {
        return settings;
    }

    Locks locks() {
        return locks;
    }

    Broker broker() {
        return broker;
    }

    Database database() {
        return database;
    }

    Invariants invariants() {
        return invariants;
    }
}
