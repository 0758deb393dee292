package io.ayni.ledger.operator;

import io.ayni.contracts.identity.AccountId;
import io.ayni.ledger.benefit.Benefit;
import io.ayni.ledger.dispute.Dispute;
import io.ayni.ledger.dispute.DisputePosition;
import io.ayni.ledger.dispute.DisputeState;
import io.ayni.ledger.redemption.PendingPosition;
import io.ayni.ledger.redemption.Redemption;
import java.util.List;
import java.util.Optional;

/**
 * Port to everything that operators do and see. Every method throws {@link io.ayni.ledger.journal.StoreFailure} when it
 * cannot be done now; asking again is safe. Safe for all threads and processes: actions are done one at a time.
 */
public interface OperatorDesk {
    /** Before the first page of what is listed newest first. */
    long NEWEST = Long.MAX_VALUE;

    /**
     * Does what is asked for, once: the effect, the journal entry and the record of it in one transaction. A request that was
     * done before is answered as it was then. What is refused has changed nothing and may be asked for again.
     */
    OperatorVerdict carryOut(OperatorRequest request);

    /**
     * What was done, newest first.
     *
     * @param before only what was done before the action of this position
     * @param size rows at most
     */
    Page<OperatorAction> actions(long before, int size);

    /**
     * Proposed corrections, newest first.
     *
     * @param before only those before this position, as the page's token says it
     * @param size rows at most
     */
    Page<AdjustmentProposal> adjustments(long before, int size);

    /**
     * Cases, oldest first.
     *
     * @param state of this state
     * @param after only those after this one
     * @param size rows at most
     */
    Page<Dispute> disputes(DisputeState state, DisputePosition after, int size);

    /**
     * Campaigns that were funded, by name.
     *
     * @param after only those after this name; the empty one comes before all
     * @param size rows at most
     */
    Page<FundedCampaign> campaigns(String after, int size);

    /**
     * Accounts under quarantine, in the order of their ids.
     *
     * @param after only those after this one; empty for the first page
     * @param size rows at most
     */
    Page<QuarantinedAccount> quarantines(Optional<AccountId> after, int size);

    /** The newest version of every benefit by name, withdrawn ones too; at most {@code BenefitCatalogue.MAX_BENEFITS}. */
    List<Benefit> benefits();

    /**
     * Redemptions that wait for an operator, the one that expires first coming first.
     *
     * @param after only those after this place
     * @param size rows at most
     */
    Page<Redemption.Pending> pendingRedemptions(PendingPosition after, int size);
}
