package io.ayni.ledger.operator.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.crypto.Digests;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.journal.ActionId;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.ledger.campaign.CampaignFunding;
import io.ayni.ledger.campaign.postgres.PostgresFunding;
import io.ayni.ledger.fixture.RunningLedger;
import io.ayni.ledger.fixture.ShortLots;
import io.ayni.ledger.journal.postgres.Transactions;
import io.ayni.ledger.operator.OperatorCommand;
import io.ayni.ledger.operator.OperatorDesk;
import io.ayni.ledger.operator.OperatorRefusal;
import io.ayni.ledger.operator.OperatorRequest;
import io.ayni.ledger.operator.OperatorRules;
import io.ayni.ledger.operator.OperatorVerdict;
import io.ayni.ledger.pending.PendingPolicy;
import io.ayni.ledger.pending.QuarantineReason;
import io.ayni.ledger.redemption.RedemptionRules;
import io.ayni.ledger.redemption.kafka.RedemptionEvents;
import io.ayni.ledger.redemption.postgres.EntitlementFeed;
import io.ayni.ledger.redemption.postgres.PostgresRedemptionStore;
import io.ayni.ledger.settlement.kafka.SettlementEvents;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two desks on one database: what races they may run. */
@QuarkusTest
@TestProfile(ShortLots.class)
class PostgresOperatorDeskIT extends RunningLedger {
    private static final int SHARDS = 4;
    private static final int RACERS = 8;
    private static final long EIGHT_DAYS_MS = 8 * 86_400_000L;

    private static final PendingPolicy POLICY = new PendingPolicy(1_000, 86_400_000, 0, 0, 1_000);

    private final List<AccountId> told = new CopyOnWriteArrayList<>();
    private OperatorDesk one;
    private OperatorDesk two;

    @BeforeEach
    void open() {
        one = desk(System::currentTimeMillis);
        two = desk(System::currentTimeMillis);
    }

    @Test
    void oneActionOfManyAtOnceIsOneEntryAndOneAnswer() throws Exception {
        // Given
        AccountId account = AccountId.ofName("race-1");
        OperatorRequest request = quarantine("race-1", account);

        // When
        List<OperatorVerdict> verdicts = race(racer -> () -> either(racer).carryOut(request));

        // Then
        assertThat(verdicts).allSatisfy(verdict -> assertThat(number(verdict)).isEqualTo(number(verdicts.getFirst())));
        assertThat(count("action:" + request.id().hex())).isOne();
        assertThat(told).containsExactly(account);
    }

    @Test
    void aCorrectionThatManyApproveAtOnceIsMadeOnce() throws Exception {
        // Given
        LedgerAccount account = new LedgerAccount.Owner(AccountId.ofName("race-2"));
        OperatorRequest proposal =
                request("race-2", "ana", new OperatorCommand.ProposeAdjustment(account, 25, "paid by hand"));
        one.carryOut(proposal);

        // When
        List<OperatorVerdict> verdicts = race(racer -> () -> either(racer)
                .carryOut(request(
                        "race-2 approval " + racer, "ben", new OperatorCommand.ApproveAdjustment(proposal.id()))));

        // Then
        assertThat(verdicts).filteredOn(OperatorVerdict.Done.class::isInstance).hasSize(1);
        assertThat(verdicts)
                .filteredOn(OperatorVerdict.Refused.class::isInstance)
                .hasSize(RACERS - 1)
                .containsOnly(new OperatorVerdict.Refused(OperatorRefusal.ALREADY_MADE));
        assertThat(balance(account.text())).isEqualTo(25);
        assertThat(count("adjustment:" + proposal.id().hex())).isOne();
    }

    @Test
    void ofManyFundingsUnderOneNumberOneIsPosted() throws Exception {
        // When
        List<OperatorVerdict> verdicts = race(racer -> () -> either(racer)
                .carryOut(request(
                        "race-3 " + racer,
                        "ana",
                        new OperatorCommand.FundCampaign(new CampaignFunding("race", 1, 1_000 + racer)))));

        // Then
        assertThat(verdicts).filteredOn(OperatorVerdict.Done.class::isInstance).hasSize(1);
        int funded = verdicts.indexOf(verdicts.stream()
                .filter(OperatorVerdict.Done.class::isInstance)
                .findFirst()
                .orElseThrow());
        assertThat(balance("funding:race")).isEqualTo(-1_000 - funded);
    }

    @Test
    void aProposalThatIsOlderThanAWeekIsNotMade() throws Exception {
        // Given
        LedgerAccount account = new LedgerAccount.Owner(AccountId.ofName("expired-1"));
        OperatorRequest proposal =
                request("expired-1", "ana", new OperatorCommand.ProposeAdjustment(account, 25, "paid by hand"));
        one.carryOut(proposal);
        OperatorDesk later = desk(() -> System.currentTimeMillis() + EIGHT_DAYS_MS);

        // When
        OperatorVerdict verdict = later.carryOut(
                request("expired-1 approval", "ben", new OperatorCommand.ApproveAdjustment(proposal.id())));

        // Then
        assertThat(verdict).isEqualTo(new OperatorVerdict.Refused(OperatorRefusal.EXPIRED));
        assertThat(balance(account.text())).isZero();
    }

    @Test
    void aQuarantineAndItsEndAreTold() {
        // Given
        AccountId account = AccountId.ofName("told-1");

        // When
        one.carryOut(quarantine("told-1", account));
        two.carryOut(request("told-1 lifted", "ana", new OperatorCommand.LiftQuarantine(account)));
        two.carryOut(request("told-1 lifted again", "ana", new OperatorCommand.LiftQuarantine(account)));

        // Then
        assertThat(told).containsExactly(account, account);
    }

    private OperatorDesk desk(LongSupplier nowMs) {
        Transactions transactions = new Transactions(database.applicationSource());
        return new PostgresOperatorDesk(
                transactions,
                new PostgresFunding(transactions, SHARDS, SettlementEvents::moved, nowMs),
                new OperatorRules(SHARDS),
                POLICY,
                (connection, account, atMs) -> told.add(account),
                redemptions(transactions, nowMs),
                SettlementEvents::moved,
                nowMs);
    }

    private static RedemptionActs redemptions(Transactions transactions, LongSupplier nowMs) {
        EntitlementFeed feed =
                new EntitlementFeed((connection, account) -> Optional.empty(), RedemptionEvents::entitlements, SHARDS);
        return new RedemptionActs(
                new PostgresRedemptionStore(transactions, feed, RedemptionEvents::moved, SHARDS, nowMs),
                new RedemptionRules((order, atMs) -> "a voucher"),
                SettlementEvents::moved,
                nowMs);
    }

    private OperatorDesk either(int racer) {
        return racer % 2 == 0 ? one : two;
    }

    private static OperatorRequest quarantine(String action, AccountId account) {
        return request(action, "ana", new OperatorCommand.SetQuarantine(account, QuarantineReason.POLLUTION));
    }

    private static OperatorRequest request(String action, String operator, OperatorCommand command) {
        byte[] document = (action + command).getBytes(StandardCharsets.UTF_8);
        ActionId id =
                new ActionId(Arrays.copyOf(Digests.sha256(action.getBytes(StandardCharsets.UTF_8)), ActionId.WIDTH));
        return new OperatorRequest(id, operator, command.getClass().getSimpleName(), document, command);
    }

    private static List<OperatorVerdict> race(IntFunction<Callable<OperatorVerdict>> racer) throws Exception {
        List<Callable<OperatorVerdict>> racers = new ArrayList<>();
        for (int i = 0; i < RACERS; i++) {
            racers.add(racer.apply(i));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(RACERS)) {
            List<OperatorVerdict> verdicts = new ArrayList<>();
            for (Future<OperatorVerdict> verdict : threads.invokeAll(racers)) {
                verdicts.add(verdict.get());
            }
            return verdicts;
        }
    }

    private static long number(OperatorVerdict verdict) {
        return ((OperatorVerdict.Done) verdict).action().number();
    }

    private long count(String causeKey) throws Exception {
        return database.number("select count(*) from ledger.journal_entry where cause_key = ?", causeKey);
    }

    private long balance(String account) throws Exception {
        return database.number("select coalesce(sum(amount), 0) from ledger.balance where account = ?", account);
    }
}
