package io.ayni.ledger.operator.grpc;

import io.ayni.contracts.document.GrantTerms;
import io.ayni.contracts.journal.JournalNames;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.ledger.benefit.BenefitName;
import io.ayni.ledger.campaign.CampaignFunding;
import io.ayni.ledger.dispute.DisputeId;
import io.ayni.ledger.dispute.Ruling;
import io.ayni.ledger.grpc.GrpcStatuses;
import io.ayni.ledger.operator.OperatorCommand;
import io.ayni.ledger.operator.OperatorRules;
import io.ayni.ledger.pending.QuarantineReason;
import io.ayni.ledger.v1.ApproveAdjustmentRequest;
import io.ayni.ledger.v1.ConfirmRedemptionRequest;
import io.ayni.ledger.v1.DecideDisputeRequest;
import io.ayni.ledger.v1.EraseAccountRequest;
import io.ayni.ledger.v1.FundCampaignRequest;
import io.ayni.ledger.v1.LiftQuarantineRequest;
import io.ayni.ledger.v1.LinkAccountRequest;
import io.ayni.ledger.v1.ProposeAdjustmentRequest;
import io.ayni.ledger.v1.PublishBenefitRequest;
import io.ayni.ledger.v1.SetQuarantineRequest;
import io.ayni.ledger.v1.VoidRedemptionRequest;
import io.ayni.ledger.v1.WithdrawBenefitRequest;

/** Requests as commands; INVALID_ARGUMENT says what is wrong with one that is none. */
final class Commands {
    private Commands() {}

    static OperatorCommand of(FundCampaignRequest request) {
        Fields.require(GrantTerms.isCampaign(request.getCampaign()), "campaign is 1 to 16 characters of [a-z0-9-]");
        Fields.require(
                request.getSequence() >= 1 && request.getSequence() <= Integer.MAX_VALUE, "sequence is 1 to 2^31 - 1");
        Fields.require(
                request.getMicroCredits() >= 1 && OperatorRules.isAmount(request.getMicroCredits()),
                "micro_credits is 1 to 10^15");
        return new OperatorCommand.FundCampaign(
                new CampaignFunding(request.getCampaign(), request.getSequence(), request.getMicroCredits()));
    }

    static OperatorCommand of(ProposeAdjustmentRequest request) {
        LedgerAccount account = Fields.account(request.getAccount());
        Fields.require(OperatorRules.isAmount(request.getMicroCredits()), "micro_credits is not 0 and within 10^15");
        Fields.require(OperatorRules.isReason(request.getReason()), "reason is one line of 1 to 128 bytes");
        return new OperatorCommand.ProposeAdjustment(account, request.getMicroCredits(), request.getReason());
    }

    static OperatorCommand of(ApproveAdjustmentRequest request) {
        return new OperatorCommand.ApproveAdjustment(Fields.actionId("proposal_id", request.getProposalId()));
    }

    static OperatorCommand of(DecideDisputeRequest request) {
        DisputeId dispute = Fields.id("dispute_id", request.getDisputeId(), DisputeId.WIDTH, DisputeId::new);
        Ruling ruling =
                switch (request.getRuling()) {
                    case DISPUTE_RULING_UPHELD -> Ruling.UPHELD;
                    case DISPUTE_RULING_UPHELD_WITH_QUARANTINE -> Ruling.UPHELD_WITH_QUARANTINE;
                    case DISPUTE_RULING_DISMISSED -> Ruling.DISMISSED;
                    case DISPUTE_RULING_UNSPECIFIED, UNRECOGNIZED -> throw GrpcStatuses.invalid("ruling is none");
                };
        return new OperatorCommand.DecideDispute(dispute, ruling, Fields.note(request.getNote()));
    }

    static OperatorCommand of(SetQuarantineRequest request) {
        QuarantineReason reason =
                switch (request.getReason()) {
                    case QUARANTINE_REASON_REPORT_MISMATCH -> QuarantineReason.REPORT_MISMATCH;
                    case QUARANTINE_REASON_POLLUTION -> QuarantineReason.POLLUTION;
                    case QUARANTINE_REASON_COLLUSION -> QuarantineReason.COLLUSION;
                    case QUARANTINE_REASON_FAILED_AUDIT -> QuarantineReason.FAILED_AUDIT;
                    case QUARANTINE_REASON_OPERATOR_DECISION -> QuarantineReason.OPERATOR_DECISION;
                    case QUARANTINE_REASON_UNSPECIFIED, UNRECOGNIZED -> throw GrpcStatuses.invalid("reason is none");
                };
        return new OperatorCommand.SetQuarantine(Fields.owner(request.getAccount()), reason);
    }

    /** The note is kept with the request. */
    static OperatorCommand of(LiftQuarantineRequest request) {
        Fields.note(request.getNote());
        return new OperatorCommand.LiftQuarantine(Fields.owner(request.getAccount()));
    }

    static OperatorCommand of(PublishBenefitRequest request) {
        return new OperatorCommand.PublishBenefit(OfferedVersions.benefit(request));
    }

    static OperatorCommand of(WithdrawBenefitRequest request) {
        Fields.require(JournalNames.isBenefit(request.getBenefit()), "benefit is 1 to 32 characters of [a-z0-9-]");
        return new OperatorCommand.WithdrawBenefit(new BenefitName(request.getBenefit()));
    }

    static OperatorCommand of(ConfirmRedemptionRequest request) {
        return new OperatorCommand.ConfirmRedemption(Fields.redemption(request.getRedemptionId()));
    }

    /** The note is kept with the request. */
    static OperatorCommand of(VoidRedemptionRequest request) {
        Fields.note(request.getNote());
        return new OperatorCommand.VoidRedemption(Fields.redemption(request.getRedemptionId()));
    }

    static OperatorCommand of(LinkAccountRequest request) {
        return new OperatorCommand.LinkAccount(
                Fields.owner(request.getAccount()), Fields.reference(request.getReference()));
    }

    static OperatorCommand of(EraseAccountRequest request) {
        return new OperatorCommand.EraseAccount(Fields.owner(request.getAccount()));
    }
}
