package io.ayni.ledger.simulation;

import io.ayni.contracts.journal.OperatorDeed;
import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.ledger.campaign.FundingVerdict;
import io.ayni.ledger.operator.AdjustmentProposal;
import io.ayni.ledger.redemption.Redemption;
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
    }),
    /** Whether a hold has ended is looked at before the locks are taken. */
    HOLD_RETURNED_TWICE(() -> new Seams() {
        @Override
        boolean looksAgainUnderLock() {
            return false;
        }
    }),
    /** A balance is looked at, and what was found is spent later. */
    REDEEM_CHECK_THEN_ACT(() -> new Seams() {
        @Override
        boolean readsFundsUnderLock() {
            return false;
        }
    }),
    /** An idempotency key is known, and not what it was used for. */
    KEY_STORED_WITHOUT_BODY(() -> new Seams() {
        @Override
        boolean comparesBody() {
            return false;
        }
    }),
    /** The answer to an idempotency key follows in a transaction of its own. */
    ANSWER_WRITTEN_OUTSIDE_THE_TRANSACTION(() -> new Seams() {
        @Override
        boolean writesAnswerWithHold() {
            return false;
        }
    }),
    /** A hold can be confirmed however late. */
    EXPIRY_IGNORED(() -> new Seams() {
        @Override
        Redemption found(Redemption redemption) {
            return Planted.withoutDueTime(redemption);
        }
    }),
    /** What was spent goes back when its time is over. */
    EXPIRED_AFTER_POSTED(() -> new Seams() {
        @Override
        Redemption found(Redemption redemption) {
            return Planted.withoutPosting(redemption);
        }
    }),
    /** A correction that was made can be made again. */
    ADJUSTMENT_MADE_TWICE(() -> new Seams() {
        @Override
        AdjustmentProposal found(AdjustmentProposal proposal) {
            return Planted.withoutApproval(proposal);
        }
    }),
    /** Who proposed a correction can make it. */
    ADJUSTMENT_BY_ONE_OPERATOR(() -> new Seams() {
        @Override
        AdjustmentProposal found(AdjustmentProposal proposal) {
            return Planted.withoutProposer(proposal);
        }
    }),
    /** A funding is posted as often as it is asked for. */
    FUNDING_NUMBER_IGNORED(() -> new Seams() {
        @Override
        FundingVerdict judged(FundingVerdict verdict) {
            return FundingVerdict.NEXT;
        }
    }),
    /** An operator who asks again has it done again. */
    ACTION_DONE_AGAIN(() -> new Seams() {
        @Override
        boolean looksForActionDoneBefore() {
            return false;
        }
    }),
    /** A quarantine leaves nothing in the journal. */
    QUARANTINE_WITHOUT_ENTRY(() -> new Seams() {
        @Override
        boolean writesEntryOf(OperatorDeed deed) {
            return deed != OperatorDeed.QUARANTINE_SET;
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
