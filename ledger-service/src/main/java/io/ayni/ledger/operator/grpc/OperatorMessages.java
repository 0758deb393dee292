package io.ayni.ledger.operator.grpc;

import com.google.protobuf.ByteString;
import io.ayni.contracts.identity.Identifier;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.ledger.benefit.Benefit;
import io.ayni.ledger.dispute.Dispute;
import io.ayni.ledger.grpc.BenefitMessages;
import io.ayni.ledger.grpc.GrpcStatuses;
import io.ayni.ledger.operator.AdjustmentProposal;
import io.ayni.ledger.operator.FundedCampaign;
import io.ayni.ledger.operator.OperatorAction;
import io.ayni.ledger.operator.Page;
import io.ayni.ledger.operator.QuarantinedAccount;
import io.ayni.ledger.redemption.Redemption;
import io.ayni.ledger.v1.ActionDone;
import io.ayni.ledger.v1.ActionRecord;
import io.ayni.ledger.v1.AdjustmentRecord;
import io.ayni.ledger.v1.CampaignRecord;
import io.ayni.ledger.v1.DisputeRecord;
import io.ayni.ledger.v1.DisputeState;
import io.ayni.ledger.v1.ListActionsResponse;
import io.ayni.ledger.v1.ListAdjustmentsResponse;
import io.ayni.ledger.v1.ListCampaignsResponse;
import io.ayni.ledger.v1.ListDisputesResponse;
import io.ayni.ledger.v1.ListPendingRedemptionsResponse;
import io.ayni.ledger.v1.ListPublishedBenefitsResponse;
import io.ayni.ledger.v1.ListQuarantinesResponse;
import io.ayni.ledger.v1.PendingRedemption;
import io.ayni.ledger.v1.PublishedBenefit;
import io.ayni.ledger.v1.QuarantineReason;
import io.ayni.ledger.v1.QuarantineRecord;
import java.util.List;

/** Answers as messages. */
final class OperatorMessages {
    private OperatorMessages() {}

    static ActionDone done(OperatorAction action) {
        return ActionDone.newBuilder()
                .setActionId(bytes(action.id()))
                .setRecordedAtMs(action.recordedAtMs())
                .setShard(action.shard())
                .setNumber(action.number())
                .build();
    }

    static ListActionsResponse actions(Page<OperatorAction> page) {
        ListActionsResponse.Builder response = ListActionsResponse.newBuilder()
                .setNextPageToken(page.nextToken().orElse(""));
        for (OperatorAction action : page.rows()) {
            response.addActions(ActionRecord.newBuilder()
                    .setDone(done(action))
                    .setOperator(action.operator())
                    .setMethod(action.method())
                    .setRequest(ByteString.copyFrom(action.document())));
        }
        return response.build();
    }

    static ListAdjustmentsResponse adjustments(Page<AdjustmentProposal> page) {
        ListAdjustmentsResponse.Builder response = ListAdjustmentsResponse.newBuilder()
                .setNextPageToken(page.nextToken().orElse(""));
        page.rows().forEach(proposal -> response.addAdjustments(adjustment(proposal)));
        return response.build();
    }

    private static AdjustmentRecord adjustment(AdjustmentProposal proposal) {
        AdjustmentRecord.Builder message = AdjustmentRecord.newBuilder()
                .setProposalId(bytes(proposal.id()))
                .setAccount(proposal.account().text())
                .setMicroCredits(proposal.microCredits())
                .setReason(proposal.reason())
                .setProposer(proposal.proposer())
                .setProposedAtMs(proposal.proposedAtMs())
                .setExpiresAtMs(proposal.expiresAtMs());
        proposal.approval().ifPresent(approval -> message.setApprover(approval.approver())
                .setShard(approval.shard())
                .setNumber(approval.number()));
        return message.build();
    }

    static ListDisputesResponse disputes(Page<Dispute> page) {
        ListDisputesResponse.Builder response = ListDisputesResponse.newBuilder()
                .setNextPageToken(page.nextToken().orElse(""));
        page.rows().forEach(dispute -> response.addDisputes(dispute(dispute)));
        return response.build();
    }

    private static DisputeRecord dispute(Dispute dispute) {
        DisputeRecord.Builder message = DisputeRecord.newBuilder()
                .setDisputeId(bytes(dispute.id()))
                .setReason(dispute.reason())
                .setAccount(new LedgerAccount.Owner(dispute.account()).text())
                .setGrantId(bytes(dispute.grant()))
                .setOpenedAtMs(dispute.openedAtMs())
                .setEvidence(dispute.evidence())
                .setState(state(dispute.state()));
        dispute.decision().ifPresent(decision -> message.setDecidedBy(decision.operator())
                .setDecidedAtMs(decision.atMs())
                .setNote(decision.note()));
        return message.build();
    }

    private static DisputeState state(io.ayni.ledger.dispute.DisputeState state) {
        return switch (state) {
            case OPEN -> DisputeState.DISPUTE_STATE_OPEN;
            case UPHELD -> DisputeState.DISPUTE_STATE_UPHELD;
            case DISMISSED -> DisputeState.DISPUTE_STATE_DISMISSED;
        };
    }

    static io.ayni.ledger.dispute.DisputeState state(DisputeState state) {
        return switch (state) {
            case DISPUTE_STATE_OPEN -> io.ayni.ledger.dispute.DisputeState.OPEN;
            case DISPUTE_STATE_UPHELD -> io.ayni.ledger.dispute.DisputeState.UPHELD;
            case DISPUTE_STATE_DISMISSED -> io.ayni.ledger.dispute.DisputeState.DISMISSED;
            case DISPUTE_STATE_UNSPECIFIED, UNRECOGNIZED -> throw GrpcStatuses.invalid("state is none");
        };
    }

    static ListCampaignsResponse campaigns(Page<FundedCampaign> page) {
        ListCampaignsResponse.Builder response = ListCampaignsResponse.newBuilder()
                .setNextPageToken(page.nextToken().orElse(""));
        page.rows()
                .forEach(row -> response.addCampaigns(CampaignRecord.newBuilder()
                        .setCampaign(row.campaign())
                        .setLastSequence(row.lastSequence())
                        .setFundedMicroCredits(row.fundedMicroCredits())
                        .setLeftMicroCredits(row.leftMicroCredits())));
        return response.build();
    }

    static ListQuarantinesResponse quarantines(Page<QuarantinedAccount> page) {
        ListQuarantinesResponse.Builder response = ListQuarantinesResponse.newBuilder()
                .setNextPageToken(page.nextToken().orElse(""));
        page.rows()
                .forEach(row -> response.addQuarantines(QuarantineRecord.newBuilder()
                        .setAccount(new LedgerAccount.Owner(row.account()).text())
                        .setReason(reason(row.reason()))));
        return response.build();
    }

    private static QuarantineReason reason(io.ayni.ledger.pending.QuarantineReason reason) {
        return switch (reason) {
            case REPORT_MISMATCH -> QuarantineReason.QUARANTINE_REASON_REPORT_MISMATCH;
            case POLLUTION -> QuarantineReason.QUARANTINE_REASON_POLLUTION;
            case COLLUSION -> QuarantineReason.QUARANTINE_REASON_COLLUSION;
            case FAILED_AUDIT -> QuarantineReason.QUARANTINE_REASON_FAILED_AUDIT;
            case OPERATOR_DECISION -> QuarantineReason.QUARANTINE_REASON_OPERATOR_DECISION;
        };
    }

    static ListPublishedBenefitsResponse benefits(List<Benefit> benefits) {
        ListPublishedBenefitsResponse.Builder response = ListPublishedBenefitsResponse.newBuilder();
        benefits.forEach(benefit -> response.addBenefits(PublishedBenefit.newBuilder()
                .setBenefit(BenefitMessages.message(benefit))
                .setAvailableFromMs(benefit.availability().fromMs())
                .setRetired(benefit.availability().retired())));
        return response.build();
    }

    static ListPendingRedemptionsResponse redemptions(Page<Redemption.Pending> page) {
        ListPendingRedemptionsResponse.Builder response = ListPendingRedemptionsResponse.newBuilder()
                .setNextPageToken(page.nextToken().orElse(""));
        page.rows()
                .forEach(pending -> response.addRedemptions(PendingRedemption.newBuilder()
                        .setRedemptionId(bytes(pending.order().id()))
                        .setAccount(new LedgerAccount.Owner(pending.order().account()).text())
                        .setBenefit(BenefitMessages.message(pending.order().benefit()))
                        .setRequestedAtMs(pending.order().requestedAtMs())
                        .setConfirmByMs(pending.confirmByMs())));
        return response.build();
    }

    private static ByteString bytes(Identifier id) {
        return ByteString.copyFrom(id.bytes());
    }
}
