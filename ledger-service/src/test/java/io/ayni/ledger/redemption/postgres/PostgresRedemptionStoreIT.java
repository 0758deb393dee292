package io.ayni.ledger.redemption.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.InvalidProtocolBufferException;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.journal.RedemptionId;
import io.ayni.contracts.voucher.VoucherVerifier;
import io.ayni.events.v1.EntitlementsChanged;
import io.ayni.ledger.benefit.Benefit;
import io.ayni.ledger.benefit.PublishVerdict;
import io.ayni.ledger.benefit.postgres.PostgresBenefitCatalogue;
import io.ayni.ledger.fixture.Operator;
import io.ayni.ledger.fixture.RedemptionDatabase;
import io.ayni.ledger.fixture.SettableClock;
import io.ayni.ledger.journal.StoreFailure;
import io.ayni.ledger.outbox.postgres.OutboxTable;
import io.ayni.ledger.redemption.Benefits;
import io.ayni.ledger.redemption.EndVerdict;
import io.ayni.ledger.redemption.Gain;
import io.ayni.ledger.redemption.IdempotencyKey;
import io.ayni.ledger.redemption.RedeemRequest;
import io.ayni.ledger.redemption.RedeemVerdict;
import io.ayni.ledger.redemption.RedeemVerdict.Accepted;
import io.ayni.ledger.redemption.RedeemVerdict.KeyInUse;
import io.ayni.ledger.redemption.RedeemVerdict.Refused;
import io.ayni.ledger.redemption.Redemption;
import io.ayni.ledger.redemption.Redemption.Expired;
import io.ayni.ledger.redemption.Redemption.Pending;
import io.ayni.ledger.redemption.Redemption.Posted;
import io.ayni.ledger.redemption.Redemption.Voided;
import io.ayni.ledger.redemption.RedemptionPart;
import io.ayni.ledger.redemption.RedemptionPosition;
import io.ayni.ledger.redemption.RedemptionRules;
import io.ayni.ledger.redemption.RefusalReason;
import io.ayni.ledger.redemption.kafka.RedemptionEvents;
import io.ayni.ledger.settlement.kafka.SettlementEvents;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Redemptions on a real PostgreSQL, by two instances of the ledger at once. */
class PostgresRedemptionStoreIT {
    private static final int THREADS_PER_INSTANCE = 64;
    private static final int CONNECTIONS_PER_INSTANCE = 8;
    /** Of all tests: time in a shard never runs backwards. */
    private static final SettableClock CLOCK = new SettableClock(1_800_000_000_000L);

    private static RedemptionDatabase database;

    private final String name = "b-" + UUID.randomUUID().toString().substring(0, 13);
    private final AccountId owner = AccountId.ofName(name);
    private RedemptionDesk first;
    private RedemptionDesk second;

    @BeforeAll
    static void start() {
        database = RedemptionDatabase.start();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void open() {
        first = new RedemptionDesk(database, CONNECTIONS_PER_INSTANCE, CLOCK);
        second = new RedemptionDesk(database, CONNECTIONS_PER_INSTANCE, CLOCK);
    }

    @AfterEach
    void verifyAndClose() throws Exception {
        RedemptionDatabase.verifyJournal(first.pool);
        first.close();
        second.close();
    }

    @Test
    void manyThreadsOfTwoInstancesSpendABalanceForTenExactlyTenTimes() throws Exception {
        // Given
        Benefit benefit = publish(Benefits.aPriority(name));
        for (int shard = 0; shard < RedemptionDatabase.SHARDS; shard++) {
            give(shard, 10 * Benefits.PRICE / RedemptionDatabase.SHARDS);
        }

        // When
        List<RedeemVerdict> verdicts = atOnce(2 * THREADS_PER_INSTANCE, thread -> {
            RedemptionDesk desk = thread % 2 == 0 ? first : second;
            return desk.redeem(owner, benefit.name(), "key-" + thread);
        });

        // Then
        assertThat(verdicts).filteredOn(Accepted.class::isInstance).hasSize(10);
        assertThat(verdicts)
                .filteredOn(Refused.class::isInstance)
                .hasSize(2 * THREADS_PER_INSTANCE - 10)
                .allMatch(new Refused(RefusalReason.INSUFFICIENT_BALANCE)::equals);
        assertThat(posted()).isZero();
        assertThat(held()).isZero();
        assertThat(redeemed()).isEqualTo(10 * Benefits.PRICE);
    }

    @Test
    void oneKeyAtOnceByManyThreadsOfTwoInstancesIsOneRedemption() throws Exception {
        // Given
        Benefit benefit = publish(Benefits.aDiscount(name));
        give(0, 100 * Benefits.PRICE);

        // When
        List<RedeemVerdict> verdicts = atOnce(32, thread -> {
            RedemptionDesk desk = thread % 2 == 0 ? first : second;
            return desk.redeem(owner, benefit.name(), "one-key");
        });

        // Then
        assertThat(Set.copyOf(verdicts)).hasSize(1).allMatch(Accepted.class::isInstance);
        assertThat(posted()).isEqualTo(99 * Benefits.PRICE);
    }

    @Test
    void priceComesFromTheShardsInAscendingOrder() {
        // Given
        Benefit benefit = publish(Benefits.aConfirmedExclusive(name));
        give(3, 100);
        give(1, 4);
        give(2, 3);

        // When
        Redemption redemption = accepted(first.redeem(owner, benefit.name(), "k"));

        // Then
        assertThat(redemption).isInstanceOf(Pending.class);
        assertThat(redemption.order().parts())
                .containsExactly(new RedemptionPart(1, 4), new RedemptionPart(2, 3), new RedemptionPart(3, 3));
        assertThat(posted()).isEqualTo(97);
        assertThat(held()).isEqualTo(10);
        assertThat(first.store.find(redemption.order().id())).contains(redemption);
    }

    @Test
    void moneyThatComesIntoAnotherShardMeanwhileIsSpentToo() throws Exception {
        // Given
        Benefit benefit = publish(Benefits.aPriority(name));
        give(1, 4);

        // When
        RedeemVerdict verdict;
        try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
            Future<RedeemVerdict> redeeming = second.transactions.run(connection -> {
                EntitlementFeed.lock(connection, owner);
                Future<RedeemVerdict> started = executor.submit(() -> first.redeem(owner, benefit.name(), "k"));
                await().atMost(Duration.ofSeconds(30)).until(this::somebodyWaits);
                give(0, 7);
                return started;
            });
            verdict = redeeming.get(30, TimeUnit.SECONDS);
        }

        // Then
        assertThat(accepted(verdict).order().parts())
                .containsExactly(new RedemptionPart(0, 7), new RedemptionPart(1, 3));
        assertThat(posted()).isEqualTo(1);
    }

    private boolean somebodyWaits() {
        return RedemptionDatabase.number(
                        first.transactions, "select count(*) from pg_locks where not granted and mode <> ?", "none")
                > 0;
    }

    @Test
    void discountGivesAVoucherThatBillingChecksOffline() {
        // Given
        Benefit benefit = publish(Benefits.aDiscount(name));
        give(0, Benefits.PRICE);

        // When
        Posted posted = (Posted) accepted(first.redeem(owner, benefit.name(), "k"));

        // Then
        String token = ((Gain.Voucher) posted.gain()).token();
        assertThat(new VoucherVerifier(Operator.KEYS, Operator.ISSUER).verify(token, CLOCK.getAsLong()))
                .hasValueSatisfying(voucher -> {
                    assertThat(voucher.redemption()).isEqualTo(posted.order().id());
                    assertThat(voucher.account()).isEqualTo(owner);
                    assertThat(voucher.benefit()).isEqualTo(name);
                });
        assertThat(first.redeem(owner, benefit.name(), "k")).isEqualTo(new Accepted(posted));
    }

    @Test
    void keyOfAnotherRequestIsAConflictAndARefusalStaysTheAnswerOfItsKey() {
        // Given
        Benefit benefit = publish(Benefits.aPriority(name));
        Benefit other = publish(Benefits.aPriority(name + "-2"));
        RedeemVerdict refused = first.redeem(owner, benefit.name(), "k");
        give(0, 2 * Benefits.PRICE);

        // When
        RedeemVerdict again = second.redeem(owner, benefit.name(), "k");
        RedeemVerdict conflict = second.redeem(owner, other.name(), "k");
        RedeemVerdict fresh = second.redeem(owner, benefit.name(), "k2");

        // Then
        assertThat(refused).isEqualTo(new Refused(RefusalReason.INSUFFICIENT_BALANCE));
        assertThat(again).isEqualTo(refused);
        assertThat(conflict).isEqualTo(new KeyInUse());
        assertThat(fresh).isInstanceOf(Accepted.class);
        assertThat(posted()).isEqualTo(Benefits.PRICE);
    }

    @Test
    void confirmVoidCancelAndExpiryAtOnceEndAHoldOnce() throws Exception {
        // Given
        Benefit benefit = publish(Benefits.aConfirmedExclusive(name));
        give(0, 6);
        give(2, 6);
        Redemption redemption = accepted(first.redeem(owner, benefit.name(), "k"));

        // When
        List<EndVerdict> verdicts = atOnce(24, thread -> {
            RedemptionDesk desk = thread % 2 == 0 ? first : second;
            return switch (thread % 3) {
                case 0 -> desk.end.confirm(redemption.order().id(), "ada");
                case 1 -> desk.end.voidIt(redemption.order().id(), "ben");
                default -> desk.end.cancel(redemption.order().id(), owner);
            };
        });

        // Then
        Redemption after = first.store.find(redemption.order().id()).orElseThrow();
        assertThat(verdicts)
                .allSatisfy(verdict -> assertThat(redemptionOf(verdict)).isEqualTo(after));
        long spent = after instanceof Posted ? Benefits.PRICE : 0;
        assertThat(posted()).isEqualTo(12 - spent);
        assertThat(held()).isZero();
        assertThat(redeemed()).isEqualTo(spent);
    }

    @Test
    void expiryAndConfirmationAtTheLastMomentEndAHoldOnce() throws Exception {
        // Given
        Benefit benefit = publish(Benefits.aConfirmedExclusive(name));
        give(1, Benefits.PRICE);
        Redemption redemption = accepted(first.redeem(owner, benefit.name(), "k"));
        CLOCK.advance(Benefits.CONFIRM_WITHIN.toMillis());

        // When
        List<EndVerdict> verdicts = atOnce(16, thread -> {
            RedemptionDesk desk = thread % 2 == 0 ? first : second;
            if (thread < 8) {
                desk.end.endDue();
                return new EndVerdict.Unknown();
            }
            return desk.end.confirm(redemption.order().id(), "ada");
        });

        // Then
        assertThat(first.store.find(redemption.order().id())).containsInstanceOf(Expired.class);
        assertThat(verdicts).noneMatch(EndVerdict.Ended.class::isInstance);
        assertThat(posted()).isEqualTo(Benefits.PRICE);
        assertThat(held()).isZero();
    }

    @Test
    void transactionThatIsAbortedLeavesNothing() {
        // Given
        Benefit benefit = publish(Benefits.aPriority(name));
        give(0, Benefits.PRICE);
        var killed = new EntitlementFeed(
                PostgresRedemptionStoreIT::killConnection, RedemptionEvents::entitlements, RedemptionDatabase.SHARDS);
        RedemptionDesk third = new RedemptionDesk(database, 1, CLOCK);
        var dying = new PostgresRedemptionStore(
                third.transactions, killed, RedemptionEvents::moved, RedemptionDatabase.SHARDS, CLOCK);
        var request = new RedeemRequest(owner, benefit.name(), RedeemRequest.NEWEST, new IdempotencyKey("k"));
        var rules = new RedemptionRules((order, atMs) -> "none");
        RedemptionId id = new RedemptionId(new byte[RedemptionId.WIDTH]);

        // When
        assertThatThrownBy(() -> dying.redeem(request, state -> rules.redeem(request, state, id)))
                .isInstanceOf(StoreFailure.class);

        // Then
        assertThat(posted()).isEqualTo(Benefits.PRICE);
        assertThat(first.store.list(owner, RedemptionPosition.START, 10)).isEmpty();
        assertThat(second.redeem(owner, benefit.name(), "k")).isInstanceOf(Accepted.class);
        assertThat(posted()).isZero();
        third.close();
    }

    @Test
    void rightIsToldInTheTransactionThatGivesItAndAgainWhenItEnds() {
        // Given
        Benefit benefit = publish(Benefits.aQuality(name));
        give(0, 2 * Benefits.PRICE);

        // When
        Posted one = (Posted) accepted(first.redeem(owner, benefit.name(), "k1"));
        Posted two = (Posted) accepted(second.redeem(owner, benefit.name(), "k2"));
        CLOCK.advance(Benefits.LASTING.toMillis() + 1);
        first.end.endDue();
        second.end.endDue();
        CLOCK.advance(Benefits.LASTING.toMillis());
        second.end.endDue();
        first.end.endDue();

        // Then
        List<EntitlementsChanged> told = told();
        assertThat(told).extracting(EntitlementsChanged::getRevision).containsExactly(1L, 2L, 3L, 4L);
        assertThat(told).extracting(EntitlementsChanged::getEntitlementsCount).containsExactly(1, 2, 1, 0);
        assertThat(told.getFirst().getChangedAtMs()).isEqualTo(one.postedAtMs());
        assertThat(told.getFirst().getEntitlements(0).getQuality().getRendition())
                .isEqualTo("uhd");
        Gain.Right earlier = (Gain.Right) one.gain();
        Gain.Right later = (Gain.Right) two.gain();
        assertThat(later.fromMs()).isEqualTo(earlier.untilMs());
        assertThat(told.get(2).getEntitlements(0).getUntilMs()).isEqualTo(later.untilMs());
    }

    @Test
    void redemptionsAreListedFromTheNewestToTheOldest() {
        // Given
        Benefit benefit = publish(Benefits.aPriority(name));
        give(0, 3 * Benefits.PRICE);
        List<Redemption> made = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            made.addFirst(accepted(first.redeem(owner, benefit.name(), "k" + i)));
            CLOCK.advance(1);
        }

        // When
        List<Redemption> newest = first.store.list(owner, RedemptionPosition.START, 2);
        List<Redemption> rest = first.store.list(owner, RedemptionPosition.of(newest.getLast()), 2);

        // Then
        assertThat(newest).isEqualTo(made.subList(0, 2));
        assertThat(rest).isEqualTo(made.subList(2, 3));
    }

    @Test
    void databaseItselfLetsARedemptionEndOnlyOnce() {
        // Given
        Benefit benefit = publish(Benefits.aConfirmedExclusive(name));
        give(0, Benefits.PRICE);
        Redemption redemption = accepted(first.redeem(owner, benefit.name(), "k"));
        first.end.cancel(redemption.order().id(), owner);

        // When
        assertThatThrownBy(() -> first.transactions.run(connection -> {
                    RedemptionTable.end(
                            connection,
                            new Voided(
                                    redemption.order(),
                                    ((Pending) redemption).confirmByMs(),
                                    CLOCK.getAsLong(),
                                    "ben"));
                    return true;
                }))
                // Then
                .isInstanceOfSatisfying(StoreFailure.class, failure -> assertThat(failure.reason())
                        .isEqualTo(StoreFailure.Reason.REFUSED));
    }

    @Test
    void refusalsBeyondTheNewestAreForgotten() {
        // Given
        Benefit benefit = publish(Benefits.aPriority(name));
        for (int i = 0; i < RequestTable.MAX_REFUSALS + 1; i++) {
            first.redeem(owner, benefit.name(), "k" + i);
            CLOCK.advance(1);
        }
        give(0, 2 * Benefits.PRICE);

        // When
        RedeemVerdict oldest = first.redeem(owner, benefit.name(), "k0");
        RedeemVerdict next = first.redeem(owner, benefit.name(), "k1");

        // Then
        assertThat(oldest).isInstanceOf(Accepted.class);
        assertThat(next).isEqualTo(new Refused(RefusalReason.INSUFFICIENT_BALANCE));
    }

    /** Just before the commit, when everything else is written. */
    private static Optional<String> killConnection(Connection connection, AccountId account) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_terminate_backend(pg_backend_pid())");
        }
        return Optional.empty();
    }

    private Benefit publish(Benefits benefits) {
        PublishVerdict verdict = new PostgresBenefitCatalogue(first.transactions, SettlementEvents::moved)
                .publish(benefits.benefit(), "ada", CLOCK.getAsLong());
        assertThat(verdict).isEqualTo(new PublishVerdict.Published());
        return benefits.benefit();
    }

    private void give(int shard, long microCredits) {
        RedemptionDatabase.give(first.transactions, owner, shard, microCredits, CLOCK.getAsLong());
    }

    private long posted() {
        return RedemptionDatabase.balance(first.transactions, new LedgerAccount.Owner(owner));
    }

    private long held() {
        return RedemptionDatabase.balance(first.transactions, new LedgerAccount.Held(owner));
    }

    private long redeemed() {
        return RedemptionDatabase.balance(first.transactions, new LedgerAccount.Redeemed(name));
    }

    /** The owner's records of the entitlement topic, in the order of publishing. */
    private List<EntitlementsChanged> told() {
        return first.transactions.run(connection -> {
            List<EntitlementsChanged> told = new ArrayList<>();
            for (int shard = 0; shard < RedemptionDatabase.SHARDS; shard++) {
                for (var stored : OutboxTable.oldest(connection, shard, Integer.MAX_VALUE)) {
                    if (stored.message().topic().equals(RedemptionEvents.ENTITLEMENTS_TOPIC)
                            && new AccountId(stored.message().key()).equals(owner)) {
                        told.add(parse(stored.message().value()));
                    }
                }
            }
            return told;
        });
    }

    private static EntitlementsChanged parse(byte[] value) {
        try {
            return EntitlementsChanged.parseFrom(value);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Redemption accepted(RedeemVerdict verdict) {
        assertThat(verdict).isInstanceOf(Accepted.class);
        return ((Accepted) verdict).redemption();
    }

    private static Redemption redemptionOf(EndVerdict verdict) {
        return switch (verdict) {
            case EndVerdict.Ended(Redemption redemption) -> redemption;
            case EndVerdict.EndedOtherwise(Redemption redemption) -> redemption;
            case EndVerdict.Unknown _ -> throw new AssertionError("unknown");
            case EndVerdict.NotYours _ -> throw new AssertionError("not yours");
        };
    }

    /** Runs a call in so many threads that start together. */
    private static <T> List<T> atOnce(int threads, ThreadCall<T> call) throws Exception {
        CyclicBarrier start = new CyclicBarrier(threads);
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<Callable<T>> calls = IntStream.range(0, threads)
                    .<Callable<T>>mapToObj(thread -> () -> {
                        start.await();
                        return call.in(thread);
                    })
                    .toList();
            List<T> results = new ArrayList<>();
            for (Future<T> done : executor.invokeAll(calls)) {
                results.add(done.get());
            }
            return results;
        }
    }

    private interface ThreadCall<T> {
        T in(int thread);
    }
}
