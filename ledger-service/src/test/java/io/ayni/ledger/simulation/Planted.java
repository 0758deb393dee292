package io.ayni.ledger.simulation;

import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.contracts.keys.PublishedKey;
import io.ayni.ledger.journal.ShardHead;
import io.ayni.ledger.operator.AdjustmentProposal;
import io.ayni.ledger.redemption.Redemption;
import io.ayni.ledger.redemption.RedemptionOrder;
import io.ayni.ledger.settlement.Decision;
import io.ayni.ledger.settlement.LoadedState;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** States, decisions and key lists as a bug would see or make them. */
final class Planted {
    private static final long PLENTY = 1_000_000_000_000L;

    private Planted() {}

    static Decision withoutMarks(Decision decision) {
        return new Decision(
                decision.head(),
                decision.entries(),
                Map.of(),
                decision.balanceChanges(),
                decision.lots(),
                decision.capUses(),
                decision.newGrants(),
                decision.nodeTotals(),
                decision.acks(),
                decision.parked(),
                decision.deliveries());
    }

    static LoadedState withHead(LoadedState state, ShardHead head) {
        return new LoadedState(
                head, state.marks(), state.pools(), state.capsUsed(), state.quarantined(), state.decidedBatches());
    }

    static LoadedState withoutTime(LoadedState state) {
        ShardHead head = state.head();
        return withHead(state, new ShardHead(head.shard(), head.nextOffset(), head.entryNumber(), head.chainHash(), 0));
    }

    static LoadedState withoutDecidedBatches(LoadedState state) {
        return new LoadedState(
                state.head(), state.marks(), state.pools(), state.capsUsed(), state.quarantined(), Set.of());
    }

    static LoadedState withoutQuarantine(LoadedState state) {
        return new LoadedState(
                state.head(), state.marks(), state.pools(), state.capsUsed(), Set.of(), state.decidedBatches());
    }

    static LoadedState withFullPools(LoadedState state) {
        Map<LedgerAccount.Pool, Long> pools = new HashMap<>();
        state.pools().keySet().forEach(pool -> pools.put(pool, PLENTY));
        return new LoadedState(
                state.head(), state.marks(), pools, state.capsUsed(), state.quarantined(), state.decidedBatches());
    }

    static OperatorKeys withoutRevocations(OperatorKeys keys) {
        return new OperatorKeys(keys.all().stream()
                .map(key -> new PublishedKey(key.purpose(), key.key(), key.validFromMs(), key.validUntilMs()))
                .toList());
    }

    /** As it was before it ended, with all the time of the world. */
    static Redemption withoutDueTime(Redemption redemption) {
        return redemption instanceof Redemption.Pending pending
                ? new Redemption.Pending(pending.order(), Long.MAX_VALUE)
                : redemption;
    }

    /** As it was before it was posted. */
    static Redemption withoutPosting(Redemption redemption) {
        RedemptionOrder order = redemption.order();
        long holdMs = Catalogue.holdMs(order.benefit().name().value());
        return redemption instanceof Redemption.Posted && holdMs > 0
                ? new Redemption.Pending(order, order.requestedAtMs() + holdMs)
                : redemption;
    }

    /** As if nobody had made it. */
    static AdjustmentProposal withoutApproval(AdjustmentProposal proposal) {
        return proposalOf(proposal, proposal.proposer(), Optional.empty());
    }

    /** As if somebody else had proposed it. */
    static AdjustmentProposal withoutProposer(AdjustmentProposal proposal) {
        return proposalOf(proposal, "nobody", proposal.approval());
    }

    private static AdjustmentProposal proposalOf(
            AdjustmentProposal proposal, String proposer, Optional<AdjustmentProposal.Approval> approval) {
        return new AdjustmentProposal(
                proposal.id(),
                proposal.account(),
                proposal.microCredits(),
                proposal.reason(),
                proposer,
                proposal.proposedAtMs(),
                approval);
    }
}
