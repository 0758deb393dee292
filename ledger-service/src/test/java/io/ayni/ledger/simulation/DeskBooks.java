package io.ayni.ledger.simulation;

import static io.ayni.ledger.simulation.Violation.require;

import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.journal.ActionId;
import io.ayni.contracts.journal.EntryCause;
import io.ayni.contracts.journal.JournalEntry;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.journal.OperatorDeed;
import io.ayni.ledger.campaign.CampaignFunding;
import io.ayni.ledger.dispute.Ruling;
import io.ayni.ledger.operator.AdjustmentProposal;
import io.ayni.ledger.operator.OperatorAction;
import io.ayni.ledger.operator.OperatorCommand;
import io.ayni.ledger.operator.OperatorRefusal;
import io.ayni.ledger.operator.OperatorRequest;
import io.ayni.ledger.operator.OperatorVerdict;
import io.ayni.ledger.pending.QuarantineReason;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What operators did, as the entries alone tell it, held against what they asked for: each deed once, by whom it says, and
 * corrections by two (I8, I13). Shares no rule with the ledger.
 */
final class DeskBooks {
    private record Proposed(OperatorRequest request, long atMs) {}

    private final Database database;
    private final Settings settings;
    private final LotBooks lots;
    private final Map<ActionId, Set<OperatorRequest>> asked = new HashMap<>();
    private final Map<ActionId, Proposed> proposals = new HashMap<>();
    private final Map<ActionId, Long> answered = new HashMap<>();
    private final Map<String, Long> lastFunding = new HashMap<>();
    private int deeds;

    DeskBooks(Database database, Settings settings, LotBooks lots) {
        this.database = database;
        this.settings = settings;
        this.lots = lots;
    }

    /** An operator asks for something, perhaps again. */
    void asked(OperatorRequest request) {
        asked.computeIfAbsent(request.id(), id -> new LinkedHashSet<>()).add(request);
    }

    /** An operator got an answer. */
    void answered(OperatorRequest request, OperatorVerdict verdict) {
        switch (verdict) {
            case OperatorVerdict.Done(OperatorAction action) -> {
                require(action.answers(request), "I8", "the answer to another request than " + request.id());
                OperatorAction stored = database.actions.get(request.id());
                require(stored != null, "I12", "done and not there: " + request);
                Long before = answered.putIfAbsent(request.id(), action.number());
                boolean isSame = before == null || before == action.number();
                require(isSame, "I8", "done twice: " + request.command());
            }
            case OperatorVerdict.Refused(OperatorRefusal reason) ->
                require(
                        reason != OperatorRefusal.ACTION_ID_TAKEN
                                || asked.get(request.id()).size() > 1,
                        "I8",
                        "nobody took the id of " + request.command());
        }
    }

    /** Money is put into a shard's part of a campaign. */
    void fund(JournalEntry entry, EntryCause.Funding cause) {
        CampaignFunding funding = requests()
                .filter(request -> request.command() instanceof OperatorCommand.FundCampaign)
                .map(request -> ((OperatorCommand.FundCampaign) request.command()).funding())
                .filter(wanted -> wanted.campaign().equals(cause.campaign()) && wanted.sequence() == cause.sequence())
                .filter(wanted -> entry.postings().equals(wanted.postings(entry.shard(), Paperwork.SHARDS)))
                .findFirst()
                .orElseThrow(() -> new Violation("I8", "nobody asked for " + entry));
        Long last = lastFunding.put(funding.campaign() + entry.shard(), funding.sequence());
        require(last == null || last < funding.sequence(), "I8", "fundings out of order");
        deeds += entry.shard() == 0 ? 1 : 0;
    }

    /** A balance is corrected. */
    void adjust(JournalEntry entry, EntryCause.Adjustment cause) {
        Proposed proposed = proposals.get(cause.id());
        require(proposed != null, "I8", "nobody proposed " + entry);
        OperatorCommand.ProposeAdjustment command =
                (OperatorCommand.ProposeAdjustment) proposed.request().command();
        boolean isProposed = proposed.request().operator().equals(cause.proposer())
                && command.reason().equals(cause.reason())
                && entry.postings().size() == 2
                && entry.postings().stream()
                        .anyMatch(posting -> posting.account().equals(command.account())
                                && posting.signedAmount() == command.microCredits());
        require(
                isProposed,
                "I8",
                "another correction than " + command + " by "
                        + proposed.request().operator());
        boolean isApproved = requests()
                .filter(request -> request.operator().equals(cause.approver()))
                .anyMatch(request -> request.command().equals(new OperatorCommand.ApproveAdjustment(cause.id())));
        require(isApproved && !cause.approver().equals(cause.proposer()), "I8", "not made by two: " + entry);
        require(entry.recordedAtMs() < proposed.atMs() + AdjustmentProposal.LIFE_MS, "I8", "made too late: " + entry);
        deeds++;
    }

    /** Something that moves no money. */
    void act(JournalEntry entry, EntryCause.OperatorAction cause) {
        OperatorRequest request = asked.getOrDefault(cause.id(), Set.of()).stream()
                .filter(candidate -> candidate.operator().equals(cause.operator())
                        && candidate.detail().equals(cause.detail()))
                .findFirst()
                .orElseThrow(() -> new Violation("I8", "nobody asked for " + entry));
        deeds++;
        switch (request.command()) {
            case OperatorCommand.ProposeAdjustment command -> {
                requireDeed(
                        cause,
                        OperatorDeed.ADJUSTMENT_PROPOSED,
                        command.account().text());
                proposals.put(request.id(), new Proposed(request, entry.recordedAtMs()));
            }
            case OperatorCommand.SetQuarantine(AccountId account, QuarantineReason _) -> {
                requireDeed(cause, OperatorDeed.QUARANTINE_SET, subject(account));
                lots.judge(account, true, 0);
            }
            case OperatorCommand.LiftQuarantine(AccountId account) -> {
                requireDeed(cause, OperatorDeed.QUARANTINE_LIFTED, subject(account));
                lots.judge(account, false, 0);
            }
            case OperatorCommand.DecideDispute command -> rule(entry, cause, command);
            case OperatorCommand.FundCampaign _,
                    OperatorCommand.ApproveAdjustment _,
                    OperatorCommand.PublishBenefit _,
                    OperatorCommand.WithdrawBenefit _,
                    OperatorCommand.ConfirmRedemption _,
                    OperatorCommand.VoidRedemption _,
                    OperatorCommand.LinkAccount _,
                    OperatorCommand.EraseAccount _ -> throw new Violation("I8", "no such deed: " + entry);
        }
    }

    private void rule(JournalEntry entry, EntryCause.OperatorAction cause, OperatorCommand.DecideDispute command) {
        boolean isUpheld = command.ruling() != Ruling.DISMISSED;
        requireDeed(
                cause,
                isUpheld ? OperatorDeed.CASE_UPHELD : OperatorDeed.CASE_DISMISSED,
                "dispute:" + command.dispute().hex());
        if (isUpheld) {
            AccountId account = Magistrate.accused(command.dispute());
            boolean isQuarantined = command.ruling() == Ruling.UPHELD_WITH_QUARANTINE || lots.isQuarantined(account);
            long sliceMs = settings.pending().lotLengthMs();
            lots.judge(account, isQuarantined, (entry.recordedAtMs() / sliceMs + 1) * sliceMs - 1);
        }
    }

    private static void requireDeed(EntryCause.OperatorAction cause, OperatorDeed deed, String subject) {
        require(cause.deed() == deed && cause.subject().equals(subject), "I8", "another deed: " + cause);
    }

    /** Compares with what the tables say. */
    void compare() {
        require(database.actions.size() == deeds, "I8", "not every deed stands in the journal once");
        for (AccountId account : Paperwork.OWNERS) {
            boolean isQuarantined = database.standing(account).quarantine().isPresent();
            require(isQuarantined == lots.isQuarantined(account), "I2", "a quarantine is not the fold: " + account);
        }
    }

    private Stream<OperatorRequest> requests() {
        return asked.values().stream().flatMap(Set::stream);
    }

    private static String subject(AccountId account) {
        return new LedgerAccount.Owner(account).text();
    }
}
