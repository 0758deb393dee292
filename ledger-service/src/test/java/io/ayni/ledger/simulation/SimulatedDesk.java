package io.ayni.ledger.simulation;

import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.journal.ActionId;
import io.ayni.contracts.journal.EntryCause;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.journal.OperatorDeed;
import io.ayni.ledger.campaign.CampaignFunding;
import io.ayni.ledger.campaign.FundingVerdict;
import io.ayni.ledger.dispute.Ruling;
import io.ayni.ledger.journal.AppendedEntry;
import io.ayni.ledger.journal.JournalTail;
import io.ayni.ledger.operator.AdjustmentProposal;
import io.ayni.ledger.operator.OperatorAction;
import io.ayni.ledger.operator.OperatorCommand;
import io.ayni.ledger.operator.OperatorRefusal;
import io.ayni.ledger.operator.OperatorRequest;
import io.ayni.ledger.operator.OperatorRules;
import io.ayni.ledger.operator.OperatorVerdict;
import io.ayni.ledger.pending.QuarantineReason;
import io.ayni.ledger.pending.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * One replica's desk of the operators: does with the simulated tables what the PostgreSQL desk does with the real ones. Takes
 * the locks of all shards where the standing of an account changes, so that it is plain what was settled before and what after.
 */
final class SimulatedDesk {
    private final Database database;
    private final Connection connection;
    private final Settings settings;
    private final Seams seams;
    private final LongSupplier nowMs;
    private final TailWriter writer;
    private final OperatorRules rules = new OperatorRules(Paperwork.SHARDS);

    SimulatedDesk(
            Database database,
            Connection connection,
            Invariants invariants,
            Settings settings,
            Seams seams,
            LongSupplier nowMs) {
        this.database = database;
        this.connection = connection;
        this.settings = settings;
        this.seams = seams;
        this.nowMs = nowMs;
        this.writer = new TailWriter(database, invariants);
    }

    /** Does what is asked for, once. */
    OperatorVerdict carryOut(OperatorRequest request) {
        return connection.transaction(() -> {
            connection.lock(0);
            connection.trip();
            OperatorAction before = database.actions.get(request.id());
            if (before == null || !seams.looksForActionDoneBefore()) {
                return carryOutNew(request, tail(0));
            }
            return before.answers(request)
                    ? new OperatorVerdict.Done(before)
                    : new OperatorVerdict.Refused(OperatorRefusal.ACTION_ID_TAKEN);
        });
    }

    private OperatorVerdict carryOutNew(OperatorRequest request, JournalTail first) {
        return switch (request.command()) {
            case OperatorCommand.FundCampaign(CampaignFunding wanted) -> fund(request, wanted, first);
            case OperatorCommand.ProposeAdjustment command -> propose(request, command, first);
            case OperatorCommand.ApproveAdjustment(ActionId proposal) -> approve(request, proposal, first);
            case OperatorCommand.DecideDispute command -> decide(request, command, first);
            case OperatorCommand.SetQuarantine(AccountId account, QuarantineReason reason) -> {
                lockOthers();
                yield deed(
                        request,
                        first,
                        OperatorDeed.QUARANTINE_SET,
                        subject(account),
                        () -> quarantine(account, Optional.of(reason)));
            }
            case OperatorCommand.LiftQuarantine(AccountId account) -> lift(request, account, first);
            case OperatorCommand.LinkAccount _,
                    OperatorCommand.EraseAccount _,
                    OperatorCommand.PublishBenefit _,
                    OperatorCommand.WithdrawBenefit _,
                    OperatorCommand.ConfirmRedemption _,
                    OperatorCommand.VoidRedemption _ ->
                throw new UnsupportedOperationException("no operator of these worlds does that here");
        };
    }

    private OperatorVerdict fund(OperatorRequest request, CampaignFunding wanted, JournalTail first) {
        SortedMap<Long, Long> posted = database.fundings.getOrDefault(wanted.campaign(), new TreeMap<>());
        OptionalLong amount = posted.containsKey(wanted.sequence())
                ? OptionalLong.of(posted.get(wanted.sequence()))
                : OptionalLong.empty();
        OptionalLong last = posted.isEmpty() ? OptionalLong.empty() : OptionalLong.of(posted.lastKey());
        return switch (seams.judged(FundingVerdict.of(wanted, amount, last))) {
            case NEXT -> {
                lockOthers();
                yield post(request, wanted, first);
            }
            case REPEATED, SEQUENCE_TAKEN -> new OperatorVerdict.Refused(OperatorRefusal.SEQUENCE_TAKEN);
            case SEQUENCE_BEHIND -> new OperatorVerdict.Refused(OperatorRefusal.SEQUENCE_BEHIND);
        };
    }

    private OperatorVerdict post(OperatorRequest request, CampaignFunding wanted, JournalTail first) {
        List<JournalTail> tails = new ArrayList<>();
        for (int shard = 0; shard < Paperwork.SHARDS && wanted.share(shard, Paperwork.SHARDS) > 0; shard++) {
            tails.add(shard == 0 ? first : tail(shard));
            tails.getLast().append(wanted.cause(shard), wanted.postings(shard, Paperwork.SHARDS));
        }
        return write(request, tails, first.entries().getFirst(), () -> database.fundings
                .computeIfAbsent(wanted.campaign(), campaign -> new TreeMap<>())
                .put(wanted.sequence(), wanted.microCredits()));
    }

    private OperatorVerdict propose(
            OperatorRequest request, OperatorCommand.ProposeAdjustment command, JournalTail first) {
        if (!rules.isAdjustable(command.account())) {
            return new OperatorVerdict.Refused(OperatorRefusal.NOT_ADJUSTABLE);
        }
        AdjustmentProposal proposal = new AdjustmentProposal(
                request.id(),
                command.account(),
                command.microCredits(),
                command.reason(),
                request.operator(),
                first.recordedAtMs(),
                Optional.empty());
        return deed(
                request,
                first,
                OperatorDeed.ADJUSTMENT_PROPOSED,
                command.account().text(),
                () -> database.proposals.put(request.id(), proposal));
    }

    private OperatorVerdict approve(OperatorRequest request, ActionId id, JournalTail first) {
        AdjustmentProposal stored = database.proposals.get(id);
        if (stored == null) {
            return new OperatorVerdict.Refused(OperatorRefusal.UNKNOWN);
        }
        AdjustmentProposal proposal = seams.found(stored);
        Optional<OperatorRefusal> against =
                OperatorRules.againstApproval(proposal, request.operator(), first.recordedAtMs());
        return against.<OperatorVerdict>map(OperatorVerdict.Refused::new)
                .orElseGet(() -> make(request, proposal, first));
    }

    private OperatorVerdict make(OperatorRequest request, AdjustmentProposal proposal, JournalTail first) {
        OptionalInt place =
                OperatorRules.placeOf(proposal.account(), proposal.microCredits(), balances(proposal.account()));
        if (place.isEmpty()) {
            return new OperatorVerdict.Refused(OperatorRefusal.NOT_ENOUGH);
        }
        int shard = place.getAsInt();
        connection.lock(shard);
        if (!OperatorRules.isPossible(proposal.microCredits(), shard, balances(proposal.account()))) {
            return new OperatorVerdict.Refused(OperatorRefusal.NOT_ENOUGH);
        }
        JournalTail tail = shard == 0 ? first : tail(shard);
        AppendedEntry entry = tail.append(
                new EntryCause.Adjustment(proposal.id(), proposal.proposer(), request.operator(), proposal.reason()),
                OperatorRules.adjustment(proposal.account(), proposal.microCredits()));
        AdjustmentProposal made = new AdjustmentProposal(
                proposal.id(),
                proposal.account(),
                proposal.microCredits(),
                proposal.reason(),
                proposal.proposer(),
                proposal.proposedAtMs(),
                Optional.of(new AdjustmentProposal.Approval(
                        request.operator(), shard, entry.entry().number())));
        return write(request, List.of(tail), entry, () -> database.proposals.put(proposal.id(), made));
    }

    private SortedMap<Integer, Long> balances(LedgerAccount account) {
        SortedMap<Integer, Long> balances = new TreeMap<>();
        for (int shard = 0; shard < Paperwork.SHARDS; shard++) {
            balances.put(shard, database.balances.get(shard).getOrDefault(account.text(), 0L));
        }
        return balances;
    }

    private OperatorVerdict decide(OperatorRequest request, OperatorCommand.DecideDispute command, JournalTail first) {
        Optional<OperatorRefusal> against = OperatorRules.againstRuling(database.disputes.get(command.dispute()));
        if (against.isPresent()) {
            return new OperatorVerdict.Refused(against.get());
        }
        lockOthers();
        AccountId account = Magistrate.accused(command.dispute());
        Ruling ruling = command.ruling();
        OperatorDeed deed = ruling == Ruling.DISMISSED ? OperatorDeed.CASE_DISMISSED : OperatorDeed.CASE_UPHELD;
        return deed(request, first, deed, "dispute:" + command.dispute().hex(), () -> {
            database.disputes.put(command.dispute(), ruling.state());
            if (ruling != Ruling.DISMISSED) {
                database.voidPending(account, settings.pending().lotUntilMs(first.recordedAtMs()));
                database.wake(account);
            }
            if (ruling == Ruling.UPHELD_WITH_QUARANTINE) {
                quarantine(account, Optional.of(QuarantineReason.OPERATOR_DECISION));
            }
        });
    }

    private OperatorVerdict lift(OperatorRequest request, AccountId account, JournalTail first) {
        lockOthers();
        boolean isQuarantined = database.standing(account).quarantine().isPresent();
        if (!isQuarantined) {
            return new OperatorVerdict.Refused(OperatorRefusal.NOT_QUARANTINED);
        }
        return deed(request, first, OperatorDeed.QUARANTINE_LIFTED, subject(account), () -> {
            quarantine(account, Optional.empty());
            database.wake(account);
        });
    }

    private void quarantine(AccountId account, Optional<QuarantineReason> reason) {
        Standing before = database.standing(account);
        Standing after =
                new Standing(before.firstSettledAtMs(), before.settledGrants(), reason, before.voidPendingUntilMs());
        database.standings.put(account, after);
    }

    private OperatorVerdict deed(
            OperatorRequest request, JournalTail first, OperatorDeed deed, String subject, Runnable effect) {
        AppendedEntry entry = first.append(
                new EntryCause.OperatorAction(request.id(), request.operator(), deed, subject, request.detail()),
                List.of());
        return write(request, seams.writesEntryOf(deed) ? List.of(first) : List.of(), entry, effect);
    }

    private OperatorVerdict write(
            OperatorRequest request, List<JournalTail> tails, AppendedEntry entry, Runnable effect) {
        OperatorAction action = new OperatorAction(
                database.actions.size() + 1L,
                request.id(),
                request.operator(),
                request.method(),
                request.document(),
                entry.entry().recordedAtMs(),
                entry.entry().shard(),
                entry.entry().number());
        connection.commit(() -> {
            effect.run();
            database.actions.put(request.id(), action);
            writer.write(tails);
        });
        return new OperatorVerdict.Done(action);
    }

    private void lockOthers() {
        for (int shard = 1; shard < Paperwork.SHARDS; shard++) {
            connection.lock(shard);
        }
    }

    private JournalTail tail(int shard) {
        return new JournalTail(database.heads.get(shard), nowMs.getAsLong());
    }

    private static String subject(AccountId account) {
        return new LedgerAccount.Owner(account).text();
    }
}
