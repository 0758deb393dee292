package io.ayni.ledger.simulation;

import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Which faults exist in a world and how strong they are. Each seed draws its own; one in ten has none at all. */
final class Faults {
    /** What can go wrong. */
    enum Kind {
        /** A step of a transaction takes long. */
        DATABASE_SLOW,
        /** The database cannot be reached. */
        DATABASE_UNREACHABLE,
        /** The transaction is rolled back when it is to be committed. */
        COMMIT_FAILED,
        /** The transaction is committed and the reply is lost. */
        COMMIT_REPLY_LOST,
        /** A lock is not given in time. */
        LOCK_TIMEOUT,
        /** The record is not appended. */
        APPEND_FAILED,
        /** The record is appended and the reply is lost. */
        APPEND_REPLY_LOST,
        /** Records come again. */
        REDELIVERY,
        /** The consumer stands too far ahead. */
        WRONG_POSITION,
        /** A partition moves to the other process while the first still works on it. */
        REBALANCE,
        /** A process is killed. */
        CRASH,
        /** A process stands still and goes on later as if nothing had happened. */
        FREEZE,
        /** A process has another time than the others. */
        CLOCK_OFFSET,
        /** The clock of a process is set to another time. */
        CLOCK_JUMP
    }

    private static final int MAX_PER_MILLE = 120;

    /** Clocks are set once, so a world that has the fault at all is to show it. */
    private static final int ALWAYS = 1;

    private final SplittableRandom random;
    private final Map<Kind, Integer> perMille = new EnumMap<>(Kind.class);
    private final Map<Kind, Integer> met;
    private boolean healed;

    /** @param met counts every fault that happens */
    Faults(SplittableRandom random, Map<Kind, Integer> met) {
        this.random = random;
        this.met = met;
        boolean any = random.nextInt(10) > 0;
        for (Kind kind : Kind.values()) {
            int strength = random.nextBoolean() ? 1 + random.nextInt(MAX_PER_MILLE) : 0;
            perMille.put(kind, any ? strength : 0);
        }
    }

    /** Whether it happens this time. */
    boolean strikes(Kind kind) {
        int chance = kind == Kind.CLOCK_OFFSET ? ALWAYS : 1000;
        boolean strikes = !healed && random.nextInt(chance) < perMille.get(kind);
        if (strikes) {
            met.merge(kind, 1, Integer::sum);
        }
        return strikes;
    }

    /** From now on nothing goes wrong. */
    void heal() {
        healed = true;
    }

    boolean areHealed() {
        return healed;
    }
}
