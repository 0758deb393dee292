package io.ayni.ledger.operator.postgres;

import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.journal.OperatorDeed;
import io.ayni.ledger.dispute.Dispute;
import io.ayni.ledger.dispute.Ruling;
import io.ayni.ledger.dispute.postgres.DisputeTable;
import io.ayni.ledger.operator.OperatorCommand.DecideDispute;
import io.ayni.ledger.operator.OperatorCommand.LiftQuarantine;
import io.ayni.ledger.operator.OperatorCommand.SetQuarantine;
import io.ayni.ledger.operator.OperatorRefusal;
import io.ayni.ledger.operator.OperatorRules;
import io.ayni.ledger.pending.PendingPolicy;
import io.ayni.ledger.pending.QuarantineReason;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Decides cases, sets and lifts quarantines. */
final class StandingActs {
    private final PendingPolicy policy;
    private final StandingChanged standingChanged;

    StandingActs(PendingPolicy policy, StandingChanged standingChanged) {
        this.policy = policy;
        this.standingChanged = standingChanged;
    }

    Carried quarantine(Act act, SetQuarantine command) throws SQLException {
        quarantine(act, command.account(), command.reason());
        return act.deed(OperatorDeed.QUARANTINE_SET, subject(command.account()));
    }

    private void quarantine(Act act, AccountId account, QuarantineReason reason) throws SQLException {
        OperatorStandings.quarantine(act.connection(), account, reason);
        standingChanged.changed(act.connection(), account, act.atMs());
    }

    Carried lift(Act act, LiftQuarantine command) throws SQLException {
        AccountId account = command.account();
        List<Integer> shards = OperatorStandings.lockShardsWithLots(act.connection(), account);
        if (!OperatorStandings.lift(act.connection(), account)) {
            return new Carried.Not(OperatorRefusal.NOT_QUARANTINED);
        }
        OperatorStandings.wake(act.connection(), shards, account);
        standingChanged.changed(act.connection(), account, act.atMs());
        return act.deed(OperatorDeed.QUARANTINE_LIFTED, subject(account));
    }

    Carried decide(Act act, DecideDispute command) throws SQLException {
        Optional<Dispute> found = DisputeTable.find(act.connection(), command.dispute());
        if (found.isEmpty()) {
            return new Carried.Not(OperatorRefusal.UNKNOWN);
        }
        Dispute dispute = found.get();
        Optional<OperatorRefusal> against = OperatorRules.againstRuling(dispute.state());
        return against.isPresent() ? new Carried.Not(against.get()) : rule(act, dispute, command);
    }

    private Carried rule(Act act, Dispute dispute, DecideDispute command) throws SQLException {
        Ruling ruling = command.ruling();
        switch (ruling) {
            case UPHELD -> voidPending(act, dispute.account());
            case UPHELD_WITH_QUARANTINE -> {
                voidPending(act, dispute.account());
                quarantine(act, dispute.account(), reasonOf(dispute));
            }
            case DISMISSED -> {} // the account stands as before
        }
        Dispute.Decision decision = new Dispute.Decision(act.request().operator(), act.atMs(), command.note());
        DisputeTable.decide(act.connection(), dispute.id(), ruling.state(), decision);
        OperatorDeed deed = ruling == Ruling.DISMISSED ? OperatorDeed.CASE_DISMISSED : OperatorDeed.CASE_UPHELD;
        return act.deed(deed, "dispute:" + dispute.id().hex());
    }

    /** Up to the end of the slice under way: what gave rise to the case may lie in it. */
    private void voidPending(Act act, AccountId account) throws SQLException {
        List<Integer> shards = OperatorStandings.lockShardsWithLots(act.connection(), account);
        OperatorStandings.voidPending(act.connection(), account, policy.lotUntilMs(act.atMs()));
        OperatorStandings.wake(act.connection(), shards, account);
    }

    private static QuarantineReason reasonOf(Dispute dispute) {
        for (QuarantineReason reason : QuarantineReason.values()) {
            if (reason.name().equals(dispute.reason())) {
                return reason;
            }
        }
        return QuarantineReason.OPERATOR_DECISION;
    }

    private static String subject(AccountId account) {
        return new LedgerAccount.Owner(account).text();
    }
}
