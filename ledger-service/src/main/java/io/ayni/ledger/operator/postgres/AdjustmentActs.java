package io.ayni.ledger.operator.postgres;

import io.ayni.contracts.journal.EntryCause;
import io.ayni.contracts.journal.OperatorDeed;
import io.ayni.ledger.journal.AppendedEntry;
import io.ayni.ledger.operator.AdjustmentProposal;
import io.ayni.ledger.operator.OperatorCommand.ApproveAdjustment;
import io.ayni.ledger.operator.OperatorCommand.ProposeAdjustment;
import io.ayni.ledger.operator.OperatorRefusal;
import io.ayni.ledger.operator.OperatorRules;
import io.ayni.ledger.outbox.OutboxMessage;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** Proposes and makes corrections. */
final class AdjustmentActs {
    private final OperatorRules rules;
    private final Function<AppendedEntry, OutboxMessage> event;
    private final LongSupplier nowMs;

    AdjustmentActs(OperatorRules rules, Function<AppendedEntry, OutboxMessage> event, LongSupplier nowMs) {
        this.rules = rules;
        this.event = event;
        this.nowMs = nowMs;
    }

    Carried propose(Act act, ProposeAdjustment command) throws SQLException {
        if (!rules.isAdjustable(command.account())) {
            return new Carried.Not(OperatorRefusal.NOT_ADJUSTABLE);
        }
        AdjustmentProposal proposal = new AdjustmentProposal(
                act.request().id(),
                command.account(),
                command.microCredits(),
                command.reason(),
                act.request().operator(),
                act.atMs(),
                Optional.empty());
        AdjustmentTable.propose(act.connection(), proposal);
        return act.deed(OperatorDeed.ADJUSTMENT_PROPOSED, command.account().text());
    }

    Carried approve(Act act, ApproveAdjustment command) throws SQLException {
        Optional<AdjustmentProposal> found = AdjustmentTable.find(act.connection(), command.proposal());
        if (found.isEmpty()) {
            return new Carried.Not(OperatorRefusal.UNKNOWN);
        }
        String approver = act.request().operator();
        Optional<OperatorRefusal> against = OperatorRules.againstApproval(found.get(), approver, act.atMs());
        return against.isPresent() ? new Carried.Not(against.get()) : make(act, found.get(), approver);
    }

    private Carried make(Act act, AdjustmentProposal proposal, String approver) throws SQLException {
        OptionalInt place = OperatorRules.placeOf(
                proposal.account(), proposal.microCredits(), balances(act.connection(), proposal));
        if (place.isEmpty()) {
            return new Carried.Not(OperatorRefusal.NOT_ENOUGH);
        }
        int shard = place.getAsInt();
        ShardEnd end = shard == 0 ? act.firstShard() : ShardEnd.lock(act.connection(), shard, nowMs.getAsLong(), event);
        if (!OperatorRules.isPossible(proposal.microCredits(), shard, balances(act.connection(), proposal))) {
            return new Carried.Not(OperatorRefusal.NOT_ENOUGH); // spent while we waited for the shard
        }
        AppendedEntry entry = end.append(
                new EntryCause.Adjustment(proposal.id(), proposal.proposer(), approver, proposal.reason()),
                OperatorRules.adjustment(proposal.account(), proposal.microCredits()));
        AdjustmentTable.approve(act.connection(), proposal.id(), approver, entry.entry());
        return new Carried.Out(entry);
    }

    private static SortedMap<Integer, Long> balances(Connection connection, AdjustmentProposal proposal)
            throws SQLException {
        return AdjustmentTable.balances(connection, proposal.account());
    }
}
