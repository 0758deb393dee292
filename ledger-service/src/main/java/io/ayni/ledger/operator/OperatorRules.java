package io.ayni.ledger.operator;

import io.ayni.contracts.journal.JournalNames;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.journal.Posting;
import io.ayni.contracts.journal.Side;
import io.ayni.ledger.benefit.Benefit;
import io.ayni.ledger.benefit.PublishVerdict;
import io.ayni.ledger.dispute.DisputeState;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;

/** What operators can do. Pure; each rule names the first reason against, in the order of {@link OperatorRefusal}. */
public final class OperatorRules {
    /** Most micro-credits of one correction, either way. */
    public static final long MAX_MICRO_CREDITS = 1_000_000_000_000_000L;

    private final int shards;

    /** @param shards number of shards of the ledger */
    public OperatorRules(int shards) {
        this.shards = shards;
    }

    /** Whether a correction can concern this account: an owner's, or a pool of one of the shards. */
    public boolean isAdjustable(LedgerAccount account) {
        return switch (account) {
            case LedgerAccount.Owner _ -> true;
            case LedgerAccount.Pool pool -> pool.shard() < shards;
            case LedgerAccount.Funding _,
                    LedgerAccount.Pending _,
                    LedgerAccount.Held _,
                    LedgerAccount.Redeemed _,
                    LedgerAccount.Adjustment _ -> false;
        };
    }

    /** Whether the text can be the reason of a correction: one line of 1 to 128 bytes that shows something. */
    public static boolean isReason(String text) {
        return !text.isBlank()
                && text.getBytes(StandardCharsets.UTF_8).length <= JournalNames.MAX_REASON
                && text.chars().noneMatch(Character::isISOControl);
    }

    /** Whether so much can be given or taken. */
    public static boolean isAmount(long microCredits) {
        return microCredits != 0 && microCredits >= -MAX_MICRO_CREDITS && microCredits <= MAX_MICRO_CREDITS;
    }

    /** What speaks against making a correction. */
    public static Optional<OperatorRefusal> againstApproval(AdjustmentProposal proposal, String approver, long nowMs) {
        if (proposal.approval().isPresent()) {
            return Optional.of(OperatorRefusal.ALREADY_MADE);
        }
        if (proposal.proposer().equals(approver)) {
            return Optional.of(OperatorRefusal.SECOND_OPERATOR_NEEDED);
        }
        return nowMs < proposal.expiresAtMs() ? Optional.empty() : Optional.of(OperatorRefusal.EXPIRED);
    }

    /**
     * The shard in which a correction is made. A pool has its own; an owner is given in the first shard, and from an owner is
     * taken where enough lies, in the first such shard.
     *
     * @param balances of the account, by shard; a shard that is not named holds nothing
     * @return empty when no shard holds enough
     */
    public static OptionalInt placeOf(LedgerAccount account, long microCredits, SortedMap<Integer, Long> balances) {
        if (microCredits > 0) {
            return OptionalInt.of(account instanceof LedgerAccount.Pool pool ? pool.shard() : 0);
        }
        return balances.keySet().stream()
                .mapToInt(shard -> shard)
                .filter(shard -> isPossible(microCredits, shard, balances))
                .findFirst();
    }

    /** Whether a correction leaves a shard's balance of the account at zero or above. */
    public static boolean isPossible(long microCredits, int shard, Map<Integer, Long> balances) {
        return microCredits > 0 || balances.getOrDefault(shard, 0L) >= -microCredits;
    }

    /** The legs of a correction. */
    public static List<Posting> adjustment(LedgerAccount account, long microCredits) {
        long amount = Math.abs(microCredits);
        LedgerAccount other = new LedgerAccount.Adjustment();
        return microCredits > 0
                ? List.of(new Posting(other, Side.DEBIT, amount), new Posting(account, Side.CREDIT, amount))
                : List.of(new Posting(account, Side.DEBIT, amount), new Posting(other, Side.CREDIT, amount));
    }

    /** What speaks against a version, if it was not published, in the words of operators. */
    public static Optional<OperatorRefusal> againstPublishing(PublishVerdict verdict) {
        return switch (verdict) {
            case PublishVerdict.Published _ -> Optional.empty();
            case PublishVerdict.SameAsBefore _ -> Optional.of(OperatorRefusal.VERSION_TAKEN);
            case PublishVerdict.Refused(var reason) ->
                Optional.of(
                        switch (reason) {
                            case VERSION_TAKEN -> OperatorRefusal.VERSION_TAKEN;
                            case VERSION_BEHIND -> OperatorRefusal.VERSION_BEHIND;
                            case CATALOGUE_FULL -> OperatorRefusal.CATALOGUE_FULL;
                        });
        };
    }

    /** What speaks against withdrawing a benefit of which this is the newest version. */
    public static Optional<OperatorRefusal> againstWithdrawal(Benefit newest) {
        if (newest.availability().retired()) {
            return Optional.of(OperatorRefusal.ALREADY_WITHDRAWN);
        }
        return newest.version() < Benefit.MAX_VERSION
                ? Optional.empty()
                : Optional.of(OperatorRefusal.NO_FURTHER_VERSION);
    }

    /** What speaks against deciding a case. */
    public static Optional<OperatorRefusal> againstRuling(DisputeState state) {
        return switch (state) {
            case OPEN -> Optional.empty();
            case UPHELD, DISMISSED -> Optional.of(OperatorRefusal.ALREADY_DECIDED);
        };
    }
}
