package io.ayni.ledger.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.document.ResultCode;
import io.ayni.contracts.identity.AccountId;
import io.ayni.ledger.benefit.Benefit;
import io.ayni.ledger.benefit.postgres.PostgresBenefitCatalogue;
import io.ayni.ledger.campaign.CampaignFunding;
import io.ayni.ledger.campaign.postgres.PostgresFunding;
import io.ayni.ledger.fixture.LedgerDatabase;
import io.ayni.ledger.fixture.TestGrant;
import io.ayni.ledger.operator.OperatorCommand;
import io.ayni.ledger.operator.OperatorVerdict;
import io.ayni.ledger.settlement.kafka.SettlementEvents;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The invariants I1 to I14 on a real PostgreSQL that two instances with sixteen threads work on at once: settlements with
 * copies and in any order, releases, redemptions and their ends, corrections, fundings, quarantines, cases, checkpoints. What
 * does not depend on the order is held against a sequential model. {@code -Dayni.sim.seed=S} runs one seed, {@code
 * -Dayni.long=true} many.
 */
class LedgerInvariantsIT {
    private static final int SEEDS = 2;
    private static final int SEEDS_OF_A_LONG_RUN = 60;
    private static final long LAG_MS = 700;
    private static final long LATER_MS = 3 * 3_600_000L;
    private static final long PLENTY = 1_000_000_000L;

    private final LedgerDatabase database = LedgerDatabase.bare();

    static LongStream seeds() {
        Long only = Long.getLong("ayni.sim.seed");
        long seeds = Boolean.getBoolean("ayni.long") ? SEEDS_OF_A_LONG_RUN : SEEDS;
        return only == null ? LongStream.rangeClosed(1, seeds) : LongStream.of(only);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyInvariantHoldsWhateverTwoInstancesWithSixteenThreadsDoAtOnce(long seed) throws Exception {
        // Given
        SplittableRandom random = new SplittableRandom(seed);
        Papers papers = new Papers(random.split());
        AtomicLong clock = new AtomicLong(TestGrant.SETTLED_AT_MS);
        database.makeAnew();
        try (Instance first = new Instance(database, clock::get);
                Instance second = new Instance(database, () -> clock.get() - LAG_MS)) {
            begin(first);
            Observer observer = new Observer(papers, seed);
            Rush rush = new Rush(papers, observer, List.of(first, second), clock, random.split());

            // When
            rush.run();
            finish(first, papers, rush, clock);

            // Then
            System.out.println("seed " + seed + ": " + new TreeMap<>(rush.seen()) + " " + first.results() + " "
                    + second.results());
            assertEverythingWasMet(first, second);
            observer.lookAtMoney(first);
            for (int shard = 0; shard < Papers.SHARDS; shard++) {
                observer.lookAtOffset(first, shard);
            }
            new FinalState(database, first, papers, rush, seed).check();
            assertThat(first.troubles() + second.troubles())
                    .as("locks are taken in one order, so nobody is the victim of a deadlock, seed %d", seed)
                    .isZero();
        }
    }

    private void begin(Instance instance) throws SQLException {
        new PostgresFunding(instance.transactions, Papers.SHARDS, SettlementEvents::moved, () -> 1_000).openShards();
        var catalogue = new PostgresBenefitCatalogue(instance.transactions, SettlementEvents::moved);
        for (Benefit benefit : List.of(Rush.AT_ONCE, Rush.HELD, Rush.VOUCHER)) {
            catalogue.publish(benefit, "ana", TestGrant.ISSUED_AT_MS);
        }
        for (int number = 0; number < Rush.CASES; number++) {
            database.texts(
                    """
                    insert into ledger.dispute (dispute_id, reason, account, grant_id, opened_at_ms, evidence)
                    values (?, 'COLLUSION', ?, ?, 1000, '{}') returning 1""",
                    Rush.dispute(number).bytes(),
                    Rush.ACCUSED.bytes(),
                    Rush.dispute(number).bytes());
        }
    }

    /** A run that never meets a thing says nothing about it. */
    private static void assertEverythingWasMet(Instance first, Instance second) {
        Set<ResultCode> met = new TreeSet<>(first.results().keySet());
        met.addAll(second.results().keySet());
        assertThat(met)
                .contains(
                        ResultCode.WINDOW_CLOSED,
                        ResultCode.OVER_LIMIT,
                        ResultCode.ALREADY_SETTLED,
                        ResultCode.BAD_RECEIPT_SIGNATURE,
                        ResultCode.CAPPED,
                        ResultCode.POOL_EMPTY,
                        ResultCode.POSTED);
    }

    /** Lifts every quarantine, fills the pools, hands in the best once more, and lets everything come to its end. */
    private static void finish(Instance instance, Papers papers, Rush rush, AtomicLong clock) throws Exception {
        for (AccountId owner : Papers.OWNERS) {
            instance.desk.carryOut(Rush.request("at last", "ana", new OperatorCommand.LiftQuarantine(owner)));
        }
        CampaignFunding plenty = new CampaignFunding("default", 1_000, PLENTY);
        assertThat(instance.desk.carryOut(Rush.request("at last", "ana", new OperatorCommand.FundCampaign(plenty))))
                .isInstanceOf(OperatorVerdict.Done.class);
        papers.appendBest();
        rush.settleRest();
        clock.addAndGet(LATER_MS);
        instance.release();
        instance.end.endDue();
        instance.checkpoints.publish();
    }
}
