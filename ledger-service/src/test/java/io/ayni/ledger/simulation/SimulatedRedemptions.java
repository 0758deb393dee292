package io.ayni.ledger.simulation;

import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.journal.RedemptionId;
import io.ayni.ledger.journal.JournalTail;
import io.ayni.ledger.journal.ShardHead;
import io.ayni.ledger.redemption.EndDecision;
import io.ayni.ledger.redemption.EndState;
import io.ayni.ledger.redemption.Funds;
import io.ayni.ledger.redemption.Gain;
import io.ayni.ledger.redemption.RedeemDecision;
import io.ayni.ledger.redemption.RedeemRequest;
import io.ayni.ledger.redemption.RedeemState;
import io.ayni.ledger.redemption.RedeemVerdict;
import io.ayni.ledger.redemption.Redemption;
import io.ayni.ledger.redemption.RedemptionOrder;
import io.ayni.ledger.redemption.RedemptionPart;
import io.ayni.ledger.redemption.RedemptionPosition;
import io.ayni.ledger.redemption.RedemptionStore;
import io.ayni.ledger.redemption.RefusalReason;
import io.ayni.ledger.simulation.Database.Answer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/** One replica's redemptions: does with the simulated tables what the PostgreSQL adapter does with the real ones. */
final class SimulatedRedemptions implements RedemptionStore {
    private static final List<Integer> ALL_SHARDS =
            IntStream.range(0, Paperwork.SHARDS).boxed().toList();

    private final Database database;
    private final Connection connection;
    private final Invariants invariants;
    private final Seams seams;
    private final LongSupplier nowMs;
    private final TailWriter writer;

    SimulatedRedemptions(
            Database database, Connection connection, Invariants invariants, Seams seams, LongSupplier nowMs) {
        this.database = database;
        this.connection = connection;
        this.invariants = invariants;
        this.seams = seams;
        this.nowMs = nowMs;
        this.writer = new TailWriter(database, invariants);
    }

    @Override
    public RedeemVerdict redeem(RedeemRequest request, Function<RedeemState, RedeemDecision> rule) {
        Optional<RedeemVerdict> verdict = connection.transaction(() -> {
            Optional<RedeemVerdict> before = answeredBefore(request);
            return before.isPresent()
                    ? before
                    : decide(request, rule, List.copyOf(balances(request).keySet()));
        });
        return verdict.orElseGet(() ->
                connection.transaction(() -> decide(request, rule, ALL_SHARDS).orElseThrow()));
    }

    /** Empty when it is refused for lack of funds while there are some in shards that are not locked. */
    private Optional<RedeemVerdict> decide(
            RedeemRequest request, Function<RedeemState, RedeemDecision> rule, List<Integer> shards) {
        SortedMap<Integer, Long> unlocked = balances(request);
        connection.lock(shards);
        connection.lock("account " + request.account());
        Optional<RedeemVerdict> before = answeredBefore(request);
        if (before.isPresent()) {
            return before;
        }
        connection.trip();
        SortedMap<Integer, Long> balances = seams.readsFundsUnderLock() ? balances(request) : unlocked;
        return switch (rule.apply(state(request, shards, balances))) {
            case RedeemDecision.Refuse(RefusalReason reason, long _)
            when reason == RefusalReason.INSUFFICIENT_BALANCE && !shards.containsAll(balances.keySet()) ->
                Optional.empty();
            case RedeemDecision.Refuse(RefusalReason reason, long atMs) -> {
                invariants.redemptions().decided(request, Optional.of(reason), atMs);
                Answer answer = new Answer(request.digest(), Optional.empty(), Optional.of(reason));
                connection.commit(() -> database.requests.put(Database.key(request), answer));
                yield Optional.of(new RedeemVerdict.Refused(reason));
            }
            case RedeemDecision.Grant(Redemption redemption, List<JournalTail> tails) -> {
                invariants
                        .redemptions()
                        .decided(request, Optional.empty(), redemption.order().requestedAtMs());
                grant(request, redemption, tails);
                yield Optional.of(new RedeemVerdict.Accepted(redemption));
            }
        };
    }

    private RedeemState state(RedeemRequest request, List<Integer> shards, SortedMap<Integer, Long> balances) {
        long now = nowMs.getAsLong();
        List<Funds> funds = shards.stream()
                .map(shard -> new Funds(database.heads.get(shard), balances.getOrDefault(shard, 0L)))
                .toList();
        int open = (int) database.redemptions.values().stream()
                .filter(redemption -> redemption.order().account().equals(request.account()))
                .filter(redemption -> isOpen(redemption, now))
                .count();
        OptionalLong entitledUntilMs = database.entitledUntilMs(request.account(), request.benefit());
        return new RedeemState(now, Catalogue.find(request.benefit().value()), funds, open, entitledUntilMs);
    }

    private static boolean isOpen(Redemption redemption, long now) {
        return redemption instanceof Redemption.Pending
                || redemption instanceof Redemption.Posted posted
                        && posted.gain() instanceof Gain.Right(long _, long untilMs)
                        && untilMs > now;
    }

    private void grant(RedeemRequest request, Redemption redemption, List<JournalTail> tails) {
        RedemptionId id = redemption.order().id();
        Answer answer = new Answer(request.digest(), Optional.of(id), Optional.empty());
        connection.commit(() -> {
            database.redemptions.put(id, redemption);
            if (seams.writesAnswerWithHold()) {
                database.requests.put(Database.key(request), answer);
            }
            writer.write(tails);
        });
        if (!seams.writesAnswerWithHold()) {
            connection.commit(() -> database.requests.put(Database.key(request), answer));
        }
    }

    private Optional<RedeemVerdict> answeredBefore(RedeemRequest request) {
        Answer answer = database.requests.get(Database.key(request));
        if (answer == null) {
            return Optional.empty();
        }
        if (seams.comparesBody() && !Arrays.equals(answer.request(), request.digest())) {
            return Optional.of(new RedeemVerdict.KeyInUse());
        }
        return Optional.of(answer.redemption()
                .<RedeemVerdict>map(id -> new RedeemVerdict.Accepted(database.redemptions.get(id)))
                .orElseGet(() -> new RedeemVerdict.Refused(answer.refusal().orElseThrow())));
    }

    /** Shards in which the owner has something, with how much. */
    private SortedMap<Integer, Long> balances(RedeemRequest request) {
        String owner = new LedgerAccount.Owner(request.account()).text();
        SortedMap<Integer, Long> balances = new TreeMap<>();
        for (int shard : ALL_SHARDS) {
            long balance = database.balances.get(shard).getOrDefault(owner, 0L);
            if (balance > 0) {
                balances.put(shard, balance);
            }
        }
        return balances;
    }

    @Override
    public Optional<Redemption> end(RedemptionId id, Function<EndState, EndDecision> rule) {
        return connection.transaction(() -> {
            Optional<Redemption> found = read(id);
            if (found.isEmpty() || !(found.get() instanceof Redemption.Pending)) {
                return found;
            }
            RedemptionOrder order = found.get().order();
            List<Integer> shards =
                    order.parts().stream().map(RedemptionPart::shard).toList();
            connection.lock(shards);
            connection.lock("account " + order.account());
            Redemption locked = seams.looksAgainUnderLock() ? read(id).orElseThrow() : found.get();
            connection.trip();
            List<ShardHead> heads = shards.stream().map(database.heads::get).toList();
            OptionalLong entitledUntilMs =
                    database.entitledUntilMs(order.account(), order.benefit().name());
            return Optional.of(
                    switch (rule.apply(new EndState(nowMs.getAsLong(), locked, heads, entitledUntilMs))) {
                        case EndDecision.Leave _ -> locked;
                        case EndDecision.End(Redemption after, List<JournalTail> tails) -> {
                            connection.commit(() -> {
                                database.redemptions.put(id, after);
                                writer.write(tails);
                            });
                            yield after;
                        }
                    });
        });
    }

    private Optional<Redemption> read(RedemptionId id) {
        return Optional.ofNullable(database.redemptions.get(id)).map(seams::found);
    }

    @Override
    public Optional<Redemption> find(RedemptionId id) {
        return connection.transaction(() -> read(id));
    }

    @Override
    public List<Redemption> list(AccountId account, RedemptionPosition after, int limit) {
        throw new UnsupportedOperationException("nobody lists");
    }

    @Override
    public List<RedemptionId> due(long time, int limit) {
        return connection.transaction(() -> database.redemptions.values().stream()
                .map(seams::found)
                .filter(redemption -> redemption instanceof Redemption.Pending pending && pending.isDue(time))
                .limit(limit)
                .map(redemption -> redemption.order().id())
                .toList());
    }

    /** The world is not told of rights here. */
    @Override
    public int endRights(long time, int limit) {
        return 0;
    }
}
