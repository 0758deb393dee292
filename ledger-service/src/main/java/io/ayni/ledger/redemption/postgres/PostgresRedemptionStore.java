package io.ayni.ledger.redemption.postgres;

import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.journal.RedemptionId;
import io.ayni.ledger.benefit.postgres.BenefitTable;
import io.ayni.ledger.journal.AppendedEntry;
import io.ayni.ledger.journal.JournalTail;
import io.ayni.ledger.journal.ShardHead;
import io.ayni.ledger.journal.postgres.JournalTables;
import io.ayni.ledger.journal.postgres.Transactions;
import io.ayni.ledger.outbox.OutboxMessage;
import io.ayni.ledger.outbox.postgres.OutboxTable;
import io.ayni.ledger.redemption.EndDecision;
import io.ayni.ledger.redemption.EndState;
import io.ayni.ledger.redemption.Gain;
import io.ayni.ledger.redemption.PendingPosition;
import io.ayni.ledger.redemption.RedeemDecision;
import io.ayni.ledger.redemption.RedeemDecision.Grant;
import io.ayni.ledger.redemption.RedeemDecision.Refuse;
import io.ayni.ledger.redemption.RedeemRequest;
import io.ayni.ledger.redemption.RedeemState;
import io.ayni.ledger.redemption.RedeemVerdict;
import io.ayni.ledger.redemption.RedeemVerdict.Accepted;
import io.ayni.ledger.redemption.RedeemVerdict.KeyInUse;
import io.ayni.ledger.redemption.RedeemVerdict.Refused;
import io.ayni.ledger.redemption.Redemption;
import io.ayni.ledger.redemption.Redemption.Posted;
import io.ayni.ledger.redemption.RedemptionPart;
import io.ayni.ledger.redemption.RedemptionPosition;
import io.ayni.ledger.redemption.RedemptionStore;
import io.ayni.ledger.redemption.RefusalReason;
import io.ayni.ledger.redemption.postgres.RequestTable.Answer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * Redemptions in PostgreSQL, each change one transaction. The heads of the shards that hold some of the owner's balance are
 * locked in ascending order, so the balance that a wish is decided on is the balance that it is taken from; only when that
 * is too little and some has come into another shard meanwhile, all heads are locked and the wish is decided again.
 */
public final class PostgresRedemptionStore implements RedemptionStore {
    private static final String EXPIRED_RIGHTS =
            """
            select account from ledger.redemption_account where next_expiry_ms <= ? order by next_expiry_ms limit ?""";

    private final Transactions transactions;
    private final EntitlementFeed feed;
    private final BiFunction<AppendedEntry, AccountId, OutboxMessage> event;
    private final List<Integer> allShards;
    private final LongSupplier nowMs;

    /**
     * @param transactions on the runtime role's pool
     * @param feed tells the world of rights
     * @param event what an owner's entry tells the world
     * @param shards number of shards
     * @param nowMs the ledger's clock
     */
    public PostgresRedemptionStore(
            Transactions transactions,
            EntitlementFeed feed,
            BiFunction<AppendedEntry, AccountId, OutboxMessage> event,
            int shards,
            LongSupplier nowMs) {
        this.transactions = transactions;
        this.feed = feed;
        this.event = event;
        this.allShards = IntStream.range(0, shards).boxed().toList();
        this.nowMs = nowMs;
    }

    @Override
    public RedeemVerdict redeem(RedeemRequest request, Function<RedeemState, RedeemDecision> rule) {
        Optional<RedeemVerdict> verdict = transactions.run(connection -> {
            Optional<RedeemVerdict> before = answeredBefore(connection, request);
            if (before.isPresent()) {
                return before;
            }
            List<Integer> holding = List.copyOf(
                    FundsReader.balances(connection, request.account()).keySet());
            return decide(connection, request, rule, holding);
        });
        return verdict.orElseGet(() -> transactions.run(
                connection -> decide(connection, request, rule, allShards).orElseThrow()));
    }

    /** Empty, with nothing written, when it is refused for lack of funds while there are some in shards that are not locked. */
    private Optional<RedeemVerdict> decide(
            Connection connection,
            RedeemRequest request,
            Function<RedeemState, RedeemDecision> rule,
            List<Integer> shards)
            throws SQLException {
        List<ShardHead> heads = FundsReader.lockHeads(connection, shards);
        EntitlementFeed.lock(connection, request.account());
        Optional<RedeemVerdict> before = answeredBefore(connection, request);
        if (before.isPresent()) {
            return before; // by a call that was decided while this one waited for the locks
        }
        SortedMap<Integer, Long> balances = FundsReader.balances(connection, request.account());
        RedeemDecision decision = rule.apply(state(connection, request, heads, balances));
        return switch (decision) {
            case Refuse(RefusalReason reason, long _)
            when reason == RefusalReason.INSUFFICIENT_BALANCE && !shards.containsAll(balances.keySet()) ->
                Optional.empty();
            case Refuse(RefusalReason reason, long atMs) -> {
                RequestTable.add(connection, request, reason, atMs);
                yield Optional.of(new Refused(reason));
            }
            case Grant(Redemption redemption, List<JournalTail> tails) -> {
                RedemptionTable.add(connection, redemption);
                RequestTable.add(
                        connection,
                        request,
                        redemption.order().id(),
                        redemption.order().requestedAtMs());
                write(connection, redemption, tails, heads);
                yield Optional.of(new Accepted(redemption));
            }
        };
    }

    private RedeemState state(
            Connection connection, RedeemRequest request, List<ShardHead> heads, SortedMap<Integer, Long> balances)
            throws SQLException {
        long now = nowMs.getAsLong();
        return new RedeemState(
                now,
                BenefitTable.newest(connection, request.benefit()),
                FundsReader.funds(heads, balances),
                RedemptionTable.open(connection, request.account(), now),
                RedemptionTable.entitledUntil(connection, request.account(), request.benefit()));
    }

    private static Optional<RedeemVerdict> answeredBefore(Connection connection, RedeemRequest request)
            throws SQLException {
        Optional<Answer> answer = RequestTable.find(connection, request);
        if (answer.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (answer.get()) {
                    case Answer.OtherRequest _ -> new KeyInUse();
                    case Answer.Refused(RefusalReason reason) -> new Refused(reason);
                    case Answer.Redeemed(RedemptionId id) ->
                        new Accepted(RedemptionTable.find(connection, id).orElseThrow());
                });
    }

    @Override
    public Optional<Redemption> end(RedemptionId id, Function<EndState, EndDecision> rule) {
        return transactions.run(connection -> end(connection, id, rule));
    }

    /**
     * The same inside the caller's transaction, which may hold the head of the first shard already, and no other.
     *
     * @return the redemption as it stands afterwards, empty when there is none of this id
     */
    public Optional<Redemption> end(Connection connection, RedemptionId id, Function<EndState, EndDecision> rule)
            throws SQLException {
        Optional<Redemption> found = RedemptionTable.find(connection, id);
        if (found.isEmpty() || !(found.get() instanceof Redemption.Pending)) {
            return found; // ended for ever: nothing to lock
        }
        List<Integer> shards =
                found.get().order().parts().stream().map(RedemptionPart::shard).toList();
        List<ShardHead> heads = FundsReader.lockHeads(connection, shards);
        AccountId account = found.get().order().account();
        EntitlementFeed.lock(connection, account);
        Redemption locked = RedemptionTable.lock(connection, id).orElseThrow();
        EndState state = new EndState(
                nowMs.getAsLong(),
                locked,
                heads,
                RedemptionTable.entitledUntil(
                        connection, account, locked.order().benefit().name()));
        return Optional.of(
                switch (rule.apply(state)) {
                    case EndDecision.Leave _ -> locked;
                    case EndDecision.End(Redemption after, List<JournalTail> tails) -> {
                        RedemptionTable.end(connection, after);
                        write(connection, after, tails, heads);
                        yield after;
                    }
                });
    }

    /** Pending redemptions after a place, in the order of their times to expire; inside the caller's transaction. */
    public List<Redemption.Pending> pending(Connection connection, PendingPosition after, int limit)
            throws SQLException {
        return RedemptionTable.pending(connection, after, limit);
    }

    private void write(Connection connection, Redemption redemption, List<JournalTail> tails, List<ShardHead> heads)
            throws SQLException {
        AccountId account = redemption.order().account();
        for (JournalTail tail : tails) {
            int shard = tail.entries().getFirst().entry().shard();
            ShardHead before = heads.stream()
                    .filter(head -> head.shard() == shard)
                    .findFirst()
                    .orElseThrow();
            JournalTables.append(connection, shard, tail.entries(), entry -> null);
            JournalTables.changeBalances(connection, shard, tail.balanceChanges());
            JournalTables.moveHead(connection, tail.head(before.nextOffset()));
            OutboxTable.add(
                    connection,
                    shard,
                    tail.entries().stream()
                            .map(entry -> event.apply(entry, account))
                            .toList());
        }
        if (redemption instanceof Posted posted && posted.gain() instanceof Gain.Right) {
            feed.changed(connection, account, posted.postedAtMs());
        }
    }

    @Override
    public Optional<Redemption> find(RedemptionId id) {
        return transactions.run(connection -> RedemptionTable.find(connection, id));
    }

    @Override
    public List<Redemption> list(AccountId account, RedemptionPosition after, int limit) {
        return transactions.run(connection -> RedemptionTable.list(connection, account, after, limit));
    }

    @Override
    public List<RedemptionId> due(long time, int limit) {
        return transactions.run(connection -> RedemptionTable.due(connection, time, limit));
    }

    @Override
    public int endRights(long time, int limit) {
        List<AccountId> accounts = transactions.run(connection -> expired(connection, time, limit));
        for (AccountId account : accounts) {
            transactions.run(connection -> {
                EntitlementFeed.lock(connection, account);
                if (expired(connection, time, account)) {
                    feed.changed(connection, account, time);
                }
                return account;
            });
        }
        return accounts.size();
    }

    private static List<AccountId> expired(Connection connection, long time, int limit) throws SQLException {
        List<AccountId> accounts = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(EXPIRED_RIGHTS)) {
            statement.setLong(1, time);
            statement.setInt(2, limit);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    accounts.add(new AccountId(rows.getBytes(1)));
                }
            }
        }
        return accounts;
    }

    /** Again under the lock: another process may have told it meanwhile. */
    private static boolean expired(Connection connection, long time, AccountId account) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select from ledger.redemption_account where account = ? and next_expiry_ms <= ?")) {
            statement.setBytes(1, account.bytes());
            statement.setLong(2, time);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }
}
