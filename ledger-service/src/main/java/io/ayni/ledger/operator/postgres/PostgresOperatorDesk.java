package io.ayni.ledger.operator.postgres;

import io.ayni.contracts.identity.AccountId;
import io.ayni.ledger.benefit.Benefit;
import io.ayni.ledger.benefit.postgres.BenefitTable;
import io.ayni.ledger.campaign.CampaignFunding;
import io.ayni.ledger.campaign.postgres.PostgresFunding;
import io.ayni.ledger.dispute.Dispute;
import io.ayni.ledger.dispute.DisputePosition;
import io.ayni.ledger.dispute.DisputeState;
import io.ayni.ledger.dispute.postgres.DisputeTable;
import io.ayni.ledger.journal.AppendedEntry;
import io.ayni.ledger.journal.postgres.Transactions;
import io.ayni.ledger.operator.AdjustmentProposal;
import io.ayni.ledger.operator.FundedCampaign;
import io.ayni.ledger.operator.OperatorAction;
import io.ayni.ledger.operator.OperatorCommand;
import io.ayni.ledger.operator.OperatorDesk;
import io.ayni.ledger.operator.OperatorRefusal;
import io.ayni.ledger.operator.OperatorRequest;
import io.ayni.ledger.operator.OperatorRules;
import io.ayni.ledger.operator.OperatorVerdict;
import io.ayni.ledger.operator.Page;
import io.ayni.ledger.operator.QuarantinedAccount;
import io.ayni.ledger.outbox.OutboxMessage;
import io.ayni.ledger.pending.PendingPolicy;
import io.ayni.ledger.redemption.PendingPosition;
import io.ayni.ledger.redemption.Redemption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** The operators' desk in PostgreSQL. The head of the first shard is the lock: who holds it is the only one who acts. */
public final class PostgresOperatorDesk implements OperatorDesk {
    private final Transactions transactions;
    private final PostgresFunding funding;
    private final AdjustmentActs adjustments;
    private final StandingActs standings;
    private final RedemptionActs redemptions;
    private final Function<AppendedEntry, OutboxMessage> event;
    private final LongSupplier nowMs;

    /**
     * @param transactions on the runtime role's pool
     * @param funding posts fundings
     * @param rules what is possible
     * @param policy how long earnings stay pending
     * @param standingChanged is told of quarantines
     * @param redemptions ends redemptions
     * @param event what an entry tells the world
     * @param nowMs the ledger's clock
     */
    public PostgresOperatorDesk(
            Transactions transactions,
            PostgresFunding funding,
            OperatorRules rules,
            PendingPolicy policy,
            StandingChanged standingChanged,
            RedemptionActs redemptions,
            Function<AppendedEntry, OutboxMessage> event,
            LongSupplier nowMs) {
        this.transactions = transactions;
        this.funding = funding;
        this.adjustments = new AdjustmentActs(rules, event, nowMs);
        this.standings = new StandingActs(policy, standingChanged);
        this.redemptions = redemptions;
        this.event = event;
        this.nowMs = nowMs;
    }

    @Override
    public OperatorVerdict carryOut(OperatorRequest request) {
        return transactions.run(connection -> {
            ShardEnd firstShard = ShardEnd.lock(connection, 0, nowMs.getAsLong(), event);
            Optional<OperatorAction> before = ActionTable.find(connection, request.id());
            return before.isPresent()
                    ? repeated(connection, before.get(), request)
                    : verdict(connection, request, carryOut(new Act(connection, request, firstShard)));
        });
    }

    /** The reference of a link is not kept with its request, so it is compared with the link. */
    private static OperatorVerdict repeated(Connection connection, OperatorAction before, OperatorRequest request)
            throws SQLException {
        boolean isOther = !before.answers(request)
                || request.command() instanceof OperatorCommand.LinkAccount link
                        && LinkActs.isLinkedElsewhere(connection, link);
        return isOther
                ? new OperatorVerdict.Refused(OperatorRefusal.ACTION_ID_TAKEN)
                : new OperatorVerdict.Done(before);
    }

    private static OperatorVerdict verdict(Connection connection, OperatorRequest request, Carried carried)
            throws SQLException {
        return switch (carried) {
            case Carried.Out(AppendedEntry appended) ->
                new OperatorVerdict.Done(ActionTable.add(connection, request, appended.entry()));
            case Carried.Not(OperatorRefusal reason) -> new OperatorVerdict.Refused(reason);
        };
    }

    private Carried carryOut(Act act) throws SQLException {
        return switch (act.request().command()) {
            case OperatorCommand.FundCampaign(CampaignFunding wanted) -> fund(act, wanted);
            case OperatorCommand.ProposeAdjustment command -> adjustments.propose(act, command);
            case OperatorCommand.ApproveAdjustment command -> adjustments.approve(act, command);
            case OperatorCommand.DecideDispute command -> standings.decide(act, command);
            case OperatorCommand.SetQuarantine command -> standings.quarantine(act, command);
            case OperatorCommand.LiftQuarantine command -> standings.lift(act, command);
            case OperatorCommand.PublishBenefit command -> BenefitActs.publish(act, command);
            case OperatorCommand.WithdrawBenefit command -> BenefitActs.withdraw(act, command);
            case OperatorCommand.ConfirmRedemption command -> redemptions.confirm(act, command);
            case OperatorCommand.VoidRedemption command -> redemptions.callOff(act, command);
            case OperatorCommand.LinkAccount command -> LinkActs.link(act, command);
            case OperatorCommand.EraseAccount command -> LinkActs.erase(act, command);
        };
    }

    private Carried fund(Act act, CampaignFunding wanted) throws SQLException {
        return switch (PostgresFunding.judge(act.connection(), wanted)) {
            case NEXT -> new Carried.Out(funding.post(act.connection(), wanted));
            case REPEATED, SEQUENCE_TAKEN -> new Carried.Not(OperatorRefusal.SEQUENCE_TAKEN);
            case SEQUENCE_BEHIND -> new Carried.Not(OperatorRefusal.SEQUENCE_BEHIND);
        };
    }

    @Override
    public Page<OperatorAction> actions(long before, int size) {
        return transactions.run(connection -> Page.cut(
                ActionTable.page(connection, before, size + 1), size, action -> Long.toString(action.position())));
    }

    @Override
    public Page<AdjustmentProposal> adjustments(long before, int size) {
        return transactions.run(connection -> {
            Page<AdjustmentTable.Placed> page = Page.cut(
                    AdjustmentTable.page(connection, before, size + 1),
                    size,
                    placed -> Long.toString(placed.position()));
            List<AdjustmentProposal> proposals =
                    page.rows().stream().map(AdjustmentTable.Placed::proposal).toList();
            return new Page<>(proposals, page.nextToken());
        });
    }

    @Override
    public Page<Dispute> disputes(DisputeState state, DisputePosition after, int size) {
        return transactions.run(connection ->
                Page.cut(DisputeTable.page(connection, state, after, size + 1), size, dispute -> dispute.position()
                        .token()));
    }

    @Override
    public Page<FundedCampaign> campaigns(String after, int size) {
        return transactions.run(connection ->
                Page.cut(CampaignTable.page(connection, after, size + 1), size, FundedCampaign::campaign));
    }

    @Override
    public Page<QuarantinedAccount> quarantines(Optional<AccountId> after, int size) {
        return transactions.run(
                connection -> Page.cut(OperatorStandings.page(connection, after, size + 1), size, row -> row.account()
                        .hex()));
    }

    @Override
    public List<Benefit> benefits() {
        return transactions.run(BenefitTable::newest);
    }

    @Override
    public Page<Redemption.Pending> pendingRedemptions(PendingPosition after, int size) {
        return transactions.run(connection ->
                Page.cut(redemptions.pending(connection, after, size + 1), size, pending -> PendingPosition.of(pending)
                        .token()));
    }
}
