package io.ayni.ledger.redemption;

import io.ayni.contracts.journal.RedemptionId;
import io.ayni.contracts.journal.ReturnReason;
import io.ayni.ledger.benefit.Availability;
import io.ayni.ledger.benefit.Benefit;
import io.ayni.ledger.benefit.BenefitKind;
import io.ayni.ledger.benefit.Fulfilment;
import io.ayni.ledger.journal.ShardHead;
import io.ayni.ledger.redemption.Redemption.Expired;
import io.ayni.ledger.redemption.Redemption.Pending;
import io.ayni.ledger.redemption.Redemption.Posted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;

/**
 * Who may redeem what, where the price comes from, and how a redemption ends. Pure. Who is under quarantine may redeem: a
 * quarantine never takes away what is posted.
 */
public final class RedemptionRules {
    /** Most rights that have not ended and pending redemptions of one account, together. */
    public static final int MAX_OPEN = 64;

    private final BiFunction<RedemptionOrder, Long, String> voucher;

    /** @param voucher makes the voucher of an order that is posted at a time */
    public RedemptionRules(BiFunction<RedemptionOrder, Long, String> voucher) {
        this.voucher = voucher;
    }

    /**
     * Decides a wish.
     *
     * @param id name of the redemption, if there is to be one
     */
    public RedeemDecision redeem(RedeemRequest request, RedeemState state, RedemptionId id) {
        List<ShardHead> heads = state.funds().stream().map(Funds::head).toList();
        RedemptionEntries entries = new RedemptionEntries(heads, state.nowMs());
        Optional<RefusalReason> refusal = refusal(request, state, entries.atMs());
        if (refusal.isPresent()) {
            return new RedeemDecision.Refuse(refusal.get(), entries.atMs());
        }
        Benefit benefit = state.newest().orElseThrow();
        List<RedemptionPart> parts = parts(benefit.priceMicroCredits(), state.funds());
        RedemptionOrder order = new RedemptionOrder(id, request.account(), benefit, parts, entries.atMs());
        entries.hold(order);
        Redemption redemption =
                switch (benefit.fulfilment()) {
                    case Fulfilment.Confirmed(var within) ->
                        new Pending(order, Math.addExact(entries.atMs(), within.toMillis()));
                    case Fulfilment.Immediate _ -> {
                        Pending passing = new Pending(order, Long.MAX_VALUE);
                        yield post(passing, entries, EndRedemption.AT_ONCE, state.entitledUntilMs());
                    }
                };
        return new RedeemDecision.Grant(redemption, entries.grown());
    }

    private static Optional<RefusalReason> refusal(RedeemRequest request, RedeemState state, long nowMs) {
        if (state.newest().isEmpty()) {
            return Optional.of(RefusalReason.UNKNOWN_BENEFIT);
        }
        Benefit benefit = state.newest().get();
        Optional<RefusalReason> notOpen = notOpen(benefit.availability().at(nowMs));
        if (notOpen.isPresent()) {
            return notOpen;
        }
        if (request.version() != RedeemRequest.NEWEST && request.version() != benefit.version()) {
            return Optional.of(RefusalReason.VERSION_CHANGED);
        }
        if (benefit.kind() != BenefitKind.DISCOUNT && state.open() >= MAX_OPEN) {
            return Optional.of(RefusalReason.TOO_MANY);
        }
        long balance =
                state.funds().stream().mapToLong(Funds::availableMicroCredits).reduce(0, Math::addExact);
        return balance < benefit.priceMicroCredits()
                ? Optional.of(RefusalReason.INSUFFICIENT_BALANCE)
                : Optional.empty();
    }

    private static Optional<RefusalReason> notOpen(Availability.State state) {
        return switch (state) {
            case RETIRED -> Optional.of(RefusalReason.RETIRED);
            case NOT_YET -> Optional.of(RefusalReason.NOT_YET);
            case OVER -> Optional.of(RefusalReason.OVER);
            case OPEN -> Optional.empty();
        };
    }

    /** Takes from each shard all that is there, in ascending order, until the price is reached. */
    private static List<RedemptionPart> parts(long price, List<Funds> funds) {
        List<RedemptionPart> parts = new ArrayList<>();
        long missing = price;
        for (Funds shard : funds) {
            long taken = Math.min(missing, shard.availableMicroCredits());
            if (taken > 0) {
                parts.add(new RedemptionPart(shard.head().shard(), taken));
                missing -= taken;
            }
        }
        return parts;
    }

    /** The operator confirms. One that is due expires instead. */
    public EndDecision confirm(EndState state, String operator) {
        if (!(state.redemption() instanceof Pending pending)) {
            return new EndDecision.Leave();
        }
        RedemptionEntries entries = new RedemptionEntries(state.heads(), state.nowMs());
        Redemption after = pending.isDue(entries.atMs())
                ? expired(pending, entries)
                : post(pending, entries, operator, state.entitledUntilMs());
        return new EndDecision.End(after, entries.grown());
    }

    /** Somebody calls it off. One that is due expires instead. */
    public EndDecision callOff(EndState state, String by) {
        if (!(state.redemption() instanceof Pending pending)) {
            return new EndDecision.Leave();
        }
        RedemptionEntries entries = new RedemptionEntries(state.heads(), state.nowMs());
        if (pending.isDue(entries.atMs())) {
            return new EndDecision.End(expired(pending, entries), entries.grown());
        }
        entries.giveBack(pending.order(), ReturnReason.VOIDED);
        return new EndDecision.End(pending.callOff(entries.atMs(), by), entries.grown());
    }

    /** Time passes. */
    public EndDecision expire(EndState state) {
        if (!(state.redemption() instanceof Pending pending)) {
            return new EndDecision.Leave();
        }
        RedemptionEntries entries = new RedemptionEntries(state.heads(), state.nowMs());
        return pending.isDue(entries.atMs())
                ? new EndDecision.End(expired(pending, entries), entries.grown())
                : new EndDecision.Leave();
    }

    private static Expired expired(Pending pending, RedemptionEntries entries) {
        entries.giveBack(pending.order(), ReturnReason.EXPIRED);
        return pending.expire(entries.atMs());
    }

    private Posted post(Pending pending, RedemptionEntries entries, String by, OptionalLong entitledUntilMs) {
        RedemptionOrder order = pending.order();
        entries.redeem(order);
        Gain gain = order.benefit().kind() == BenefitKind.DISCOUNT
                ? new Gain.Voucher(voucher.apply(order, entries.atMs()))
                : right(order, entries.atMs(), entitledUntilMs);
        return pending.post(entries.atMs(), by, gain);
    }

    /** The same benefit twice lasts twice as long: the later right begins when the earlier one ends. */
    private static Gain.Right right(RedemptionOrder order, long nowMs, OptionalLong entitledUntilMs) {
        long fromMs = Math.max(nowMs, entitledUntilMs.orElse(nowMs));
        return new Gain.Right(
                fromMs, Math.addExact(fromMs, order.benefit().lasting().toMillis()));
    }
}
