package io.ayni.ledger.redemption;

import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.journal.RedemptionId;
import io.ayni.ledger.benefit.Benefit;
import io.ayni.ledger.benefit.BenefitName;
import io.ayni.ledger.journal.AppendedEntry;
import io.ayni.ledger.journal.JournalTail;
import io.ayni.ledger.journal.ShardHead;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** Redemptions in memory, one step at a time. */
final class InMemoryRedemptions implements RedemptionStore {
    private record Answer(byte[] request, RedeemVerdict verdict) {}

    private final Map<Integer, ShardHead> heads = new TreeMap<>();
    private final Map<Integer, Map<String, Long>> balances = new TreeMap<>();
    private final Map<BenefitName, Benefit> newest = new HashMap<>();
    private final Map<RedemptionId, Redemption> redemptions = new HashMap<>();
    private final Map<String, Answer> answers = new HashMap<>();
    private final List<AppendedEntry> entries = new ArrayList<>();
    private final LongSupplier nowMs;

    InMemoryRedemptions(int shards, LongSupplier nowMs) {
        this.nowMs = nowMs;
        for (int shard = 0; shard < shards; shard++) {
            heads.put(shard, ShardHead.fresh(shard));
            balances.put(shard, new HashMap<>());
        }
    }

    void publish(Benefit benefit) {
        newest.put(benefit.name(), benefit);
    }

    void give(AccountId owner, int shard, long microCredits) {
        balances.get(shard).merge(new LedgerAccount.Owner(owner).text(), microCredits, Math::addExact);
    }

    long balance(LedgerAccount account) {
        return balances.values().stream()
                .mapToLong(shard -> shard.getOrDefault(account.text(), 0L))
                .sum();
    }

    List<AppendedEntry> entries() {
        return List.copyOf(entries);
    }

    @Override
    public RedeemVerdict redeem(RedeemRequest request, Function<RedeemState, RedeemDecision> rule) {
        String key = request.account().hex() + " " + request.key().value();
        Answer before = answers.get(key);
        if (before != null) {
            return Arrays.equals(before.request(), request.digest())
                    ? asItStands(before.verdict())
                    : new RedeemVerdict.KeyInUse();
        }
        RedeemVerdict verdict =
                switch (rule.apply(state(request))) {
                    case RedeemDecision.Refuse(RefusalReason reason, long _) -> new RedeemVerdict.Refused(reason);
                    case RedeemDecision.Grant(Redemption redemption, List<JournalTail> tails) -> {
                        apply(redemption, tails);
                        yield new RedeemVerdict.Accepted(redemption);
                    }
                };
        answers.put(key, new Answer(request.digest(), verdict));
        return verdict;
    }

    private RedeemVerdict asItStands(RedeemVerdict verdict) {
        return verdict instanceof RedeemVerdict.Accepted(Redemption redemption)
                ? new RedeemVerdict.Accepted(redemptions.get(redemption.order().id()))
                : verdict;
    }

    private RedeemState state(RedeemRequest request) {
        String owner = new LedgerAccount.Owner(request.account()).text();
        List<Funds> funds = heads.values().stream()
                .map(head -> new Funds(head, balances.get(head.shard()).getOrDefault(owner, 0L)))
                .toList();
        long now = nowMs.getAsLong();
        int open = (int) redemptions.values().stream()
                .filter(redemption -> isOpen(redemption, request.account(), now))
                .count();
        return new RedeemState(
                now,
                Optional.ofNullable(newest.get(request.benefit())),
                funds,
                open,
                entitledUntil(request.account(), request.benefit()));
    }

    private static boolean isOpen(Redemption redemption, AccountId account, long now) {
        boolean holdsOrLasts = redemption instanceof Redemption.Pending
                || redemption instanceof Redemption.Posted posted
                        && posted.gain() instanceof Gain.Right(long _, long until)
                        && until > now;
        return redemption.order().account().equals(account) && holdsOrLasts;
    }

    private OptionalLong entitledUntil(AccountId account, BenefitName benefit) {
        return redemptions.values().stream()
                .filter(redemption -> redemption.order().account().equals(account))
                .filter(redemption -> redemption.order().benefit().name().equals(benefit))
                .filter(Redemption.Posted.class::isInstance)
                .map(redemption -> ((Redemption.Posted) redemption).gain())
                .filter(Gain.Right.class::isInstance)
                .mapToLong(gain -> ((Gain.Right) gain).untilMs())
                .max();
    }

    @Override
    public Optional<Redemption> end(RedemptionId id, Function<EndState, EndDecision> rule) {
        Redemption found = redemptions.get(id);
        if (found == null) {
            return Optional.empty();
        }
        List<ShardHead> locked = found.order().parts().stream()
                .map(part -> heads.get(part.shard()))
                .toList();
        OptionalLong until =
                entitledUntil(found.order().account(), found.order().benefit().name());
        if (rule.apply(new EndState(nowMs.getAsLong(), found, locked, until))
                instanceof EndDecision.End(Redemption after, List<JournalTail> tails)) {
            apply(after, tails);
        }
        return find(id);
    }

    private void apply(Redemption redemption, List<JournalTail> tails) {
        redemptions.put(redemption.order().id(), redemption);
        for (JournalTail tail : tails) {
            entries.addAll(tail.entries());
            ShardHead head = tail.head(0);
            heads.put(head.shard(), head);
            tail.balanceChanges()
                    .forEach((account, change) -> balances.get(head.shard()).merge(account, change, Math::addExact));
        }
    }

    @Override
    public Optional<Redemption> find(RedemptionId id) {
        return Optional.ofNullable(redemptions.get(id));
    }

    @Override
    public List<Redemption> list(AccountId account, RedemptionPosition after, int limit) {
        return redemptions.values().stream()
                .filter(redemption -> redemption.order().account().equals(account))
                .sorted(Comparator.comparing(
                                (Redemption redemption) -> redemption.order().requestedAtMs())
                        .reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public List<RedemptionId> due(long time, int limit) {
        return redemptions.values().stream()
                .filter(redemption -> redemption instanceof Redemption.Pending pending && pending.isDue(time))
                .map(redemption -> redemption.order().id())
                .limit(limit)
                .toList();
    }

    @Override
    public int endRights(long time, int limit) {
        return 0; // nobody listens
    }
}
