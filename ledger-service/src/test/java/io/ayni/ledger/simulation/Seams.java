package io.ayni.ledger.simulation;

import io.ayni.contracts.journal.OperatorDeed;
import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.ledger.campaign.FundingVerdict;
import io.ayni.ledger.operator.AdjustmentProposal;
import io.ayni.ledger.redemption.Redemption;
import io.ayni.ledger.settlement.Arrival;
import io.ayni.ledger.settlement.Decision;
import io.ayni.ledger.settlement.LoadedState;

/** Where a bug can be planted in a replica. As it stands it changes nothing: the sound ledger. One per replica. */
class Seams {
    /** A record on its way from the topic to the rules. */
    Arrival read(Arrival arrival) {
        return arrival;
    }

    /** The state on its way from the database to the rules. */
    LoadedState load(LoadedState state) {
        return state;
    }

    /** The decision on its way from the rules to the database. */
    Decision decide(LoadedState state, Decision decision) {
        return decision;
    }

    /** The key list as settlement sees it. */
    OperatorKeys keysOfSettlement(OperatorKeys keys) {
        return keys;
    }

    /** The key list as the release of lots sees it. */
    OperatorKeys keysOfRelease(OperatorKeys keys) {
        return keys;
    }

    /** The end of the shard is locked before the state is read. */
    boolean locksHead() {
        return true;
    }

    /** Counters of caps are locked before they are read. */
    boolean locksCaps() {
        return true;
    }

    /** Marks are written in the transaction of their entries. */
    boolean writesMarksWithEntries() {
        return true;
    }

    /** The offset is written in the transaction of its effects. */
    boolean writesOffsetWithEffects() {
        return true;
    }

    /** A lot that has ended is taken out of the table. */
    boolean removesEndedLots() {
        return true;
    }

    /** A batch is accepted when the log has it, not before. */
    boolean acceptsOnlyDurable() {
        return true;
    }

    /** An event is taken out of the outbox when the topic has it, not before. */
    boolean publishesBeforeRemoving() {
        return true;
    }

    /** A row of a redemption on its way from the database. */
    Redemption found(Redemption redemption) {
        return redemption;
    }

    /** A redemption is read again once its locks are taken. */
    boolean looksAgainUnderLock() {
        return true;
    }

    /** An owner's balance is read once its locks are taken. */
    boolean readsFundsUnderLock() {
        return true;
    }

    /** What was asked for under an idempotency key is held against what is asked for now. */
    boolean comparesBody() {
        return true;
    }

    /** The answer to an idempotency key is written in the transaction of the hold. */
    boolean writesAnswerWithHold() {
        return true;
    }

    /** A proposed correction on its way from the database. */
    AdjustmentProposal found(AdjustmentProposal proposal) {
        return proposal;
    }

    /** What can become of a funding, on its way from the rules. */
    FundingVerdict judged(FundingVerdict verdict) {
        return verdict;
    }

    /** An operator's action that was done before is not done again. */
    boolean looksForActionDoneBefore() {
        return true;
    }

    /** A deed is written into the journal. */
    boolean writesEntryOf(OperatorDeed deed) {
        return true;
    }
}
