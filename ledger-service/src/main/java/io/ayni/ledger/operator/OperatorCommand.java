package io.ayni.ledger.operator;

import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.journal.ActionId;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.journal.RedemptionId;
import io.ayni.ledger.benefit.Benefit;
import io.ayni.ledger.benefit.BenefitName;
import io.ayni.ledger.campaign.CampaignFunding;
import io.ayni.ledger.dispute.DisputeId;
import io.ayni.ledger.dispute.Ruling;
import io.ayni.ledger.pending.QuarantineReason;

/** What an operator wants done. */
public sealed interface OperatorCommand {
    /**
     * Put money into a campaign.
     *
     * @param funding which, and how much
     */
    record FundCampaign(CampaignFunding funding) implements OperatorCommand {}

    /**
     * Propose to correct a balance.
     *
     * @param account an owner's or a pool
     * @param microCredits above zero is given, below zero taken
     * @param reason for people, 1 to 128 bytes
     */
    record ProposeAdjustment(LedgerAccount account, long microCredits, String reason) implements OperatorCommand {}

    /**
     * Make a correction that another operator proposed.
     *
     * @param proposal which
     */
    record ApproveAdjustment(ActionId proposal) implements OperatorCommand {}

    /**
     * Decide a case.
     *
     * @param dispute which
     * @param ruling how
     * @param note for people, at most 1,000 characters
     */
    record DecideDispute(DisputeId dispute, Ruling ruling, String note) implements OperatorCommand {}

    /**
     * Put an account under quarantine.
     *
     * @param account whose
     * @param reason why
     */
    record SetQuarantine(AccountId account, QuarantineReason reason) implements OperatorCommand {}

    /**
     * End a quarantine.
     *
     * @param account whose
     */
    record LiftQuarantine(AccountId account) implements OperatorCommand {}

    /**
     * Publish a version of a benefit.
     *
     * @param benefit the version
     */
    record PublishBenefit(Benefit benefit) implements OperatorCommand {}

    /**
     * Take a benefit out of the catalogue.
     *
     * @param benefit which
     */
    record WithdrawBenefit(BenefitName benefit) implements OperatorCommand {}

    /**
     * Confirm a redemption.
     *
     * @param redemption which
     */
    record ConfirmRedemption(RedemptionId redemption) implements OperatorCommand {}

    /**
     * Call a redemption off.
     *
     * @param redemption which
     */
    record VoidRedemption(RedemptionId redemption) implements OperatorCommand {}

    /**
     * Note who is behind an account.
     *
     * @param account which
     * @param reference the person in the words of the operator's own systems, 1 to 256 characters; in no log and no journal
     */
    record LinkAccount(AccountId account, String reference) implements OperatorCommand {
        @Override
        public String toString() {
            return "LinkAccount[" + account + "]";
        }
    }

    /**
     * Forget who is behind an account.
     *
     * @param account which
     */
    record EraseAccount(AccountId account) implements OperatorCommand {}
}
