package io.ayni.ledger.simulation;

import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.ledger.settlement.Arrival;
import io.ayni.ledger.settlement.Decision;
import io.ayni.ledger.settlement.LoadedState;
import java.util.function.Supplier;

/** Bugs that a ledger could have. A simulator that lets one of them live proves nothing. */
enum Mutant {
    /** A batch that was decided before is decided again. */
    DUPLICATE_CHECK_REMOVED(() -> new Seams() {
        @Override
        LoadedState load(LoadedState state) {
            return Planted.withoutDecidedBatches(state);
        }
    }),
    /** A pool pays whatever is asked. */
    POOL_LIMIT_IGNORED(() -> new Seams() {
        @Override
        LoadedState load(LoadedState state) {
            return Planted.withFullPools(state);
        }
    }),
    /** The marks follow in a transaction of their own. */
    MARK_WRITTEN_OUTSIDE_THE_TRANSACTION(() -> new Seams() {
        @Override
        boolean writesMarksWithEntries() {
            return false;
        }
    }),
    /** The offset goes ahead in a transaction of its own. */
    OFFSET_COMMITTED_BEFORE_THE_EFFECT(() -> new Seams() {
        @Override
        boolean writesOffsetWithEffects() {
            return false;
        }
    }),
    /** A replica that tries again believes that what it could not commit stands at the end of the chain. */
    CHAIN_TIP_CACHED_ACROSS_A_FAILED_COMMIT(CachedTip::new),
    /** State is read without the lock on the shard: a replica that has lost the partition works on. */
    STATE_READ_WITHOUT_THE_LOCK(() -> new Seams() {
        @Override
        boolean locksHead() {
            return false;
        }
    }),
    /** Caps are looked at, and what was found is acted upon later. */
    CAPS_CHECKED_WITHOUT_THE_LOCK(() -> new Seams() {
        @Override
        boolean locksCaps() {
            return false;
        }
    }),
    /** A lot stays where it is when it ends, so that it ends again. */
    LOT_RELEASED_TWICE(() -> new Seams() {
        @Override
        boolean removesEndedLots() {
            return false;
        }
    }),
    /** Each receipt is rounded for itself. */
    ROUNDED_PER_RECEIPT(() -> new Seams() {
        @Override
        Decision decide(LoadedState state, Decision decision) {
            return RoundedPerReceipt.of(state, decision);
        }
    }),
    /** Grants of a revoked key are settled like others. */
    REVOKED_KEY_STILL_SETTLED(() -> new Seams() {
        @Override
        OperatorKeys keysOfSettlement(OperatorKeys keys) {
            return Planted.withoutRevocations(keys);
        }
    }),
    /** Pending earnings of a revoked key are released like others. */
    REVOKED_KEY_STILL_RELEASED(() -> new Seams() {
        @Override
        OperatorKeys keysOfRelease(OperatorKeys keys) {
            return Planted.withoutRevocations(keys);
        }
    }),
    /** An account in quarantine is paid like others. */
    QUARANTINE_IGNORED(() -> new Seams() {
        @Override
        LoadedState load(LoadedState state) {
            return Planted.withoutQuarantine(state);
        }
    }),
    /** Receipts are taken however late they come. */
    WINDOW_NEVER_CLOSED(() -> new Seams() {
        @Override
        Arrival read(Arrival arrival) {
            return new Arrival(arrival.raw(), arrival.batch(), Math.min(arrival.receivedAtMs(), Paperwork.START_MS));
        }
    }),
    /** A replica believes its own clock more than the journal. */
    TIME_RUNS_BACKWARDS(() -> new Seams() {
        @Override
        LoadedState load(LoadedState state) {
            return Planted.withoutTime(state);
        }
    }),
    /** A batch is accepted while nobody knows whether it is durable. */
    ACCEPTED_BEFORE_DURABLE(() -> new Seams() {
        @Override
        boolean acceptsOnlyDurable() {
            return false;
        }
    }),
    /** An event is taken out of the outbox before the topic has it. */
    EVENT_REMOVED_BEFORE_PUBLISHED(() -> new Seams() {
        @Override
        boolean publishesBeforeRemoving() {
            return false;
        }
    });

    private final Supplier<Seams> seams;

    Mutant(Supplier<Seams> seams) {
        this.seams = seams;
    }

    /** Seams of a replica with this bug. */
    Supplier<Seams> seams() {
        return seams;
    }
}
