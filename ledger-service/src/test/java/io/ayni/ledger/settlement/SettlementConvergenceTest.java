package io.ayni.ledger.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.document.Ack;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.document.MalformedDocumentException;
import io.ayni.contracts.document.ResultCode;
import io.ayni.contracts.document.SettlementResult;
import io.ayni.contracts.journal.EntryCause;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.verify.VerificationVerdict.Content;
import io.ayni.ledger.campaign.CampaignFunding;
import io.ayni.ledger.fixture.InMemoryLedger;
import io.ayni.ledger.journal.AppendedEntry;
import io.ayni.ledger.settlement.AckStore.StoredAck;
import io.ayni.ledger.settlement.TroubledStore.Trouble;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Whatever course a set of deliveries takes (any order, any number of copies, any packing into batches, records and
 * transactions, any lost answers), the ledger comes to what the set applied once comes to.
 */
class SettlementConvergenceTest {
    private static final int SEEDS = 300;
    private static final long PLENTY = 1_000_000_000_000L;
    private static final List<String> CAMPAIGNS = List.of("default", "spring");
    /** Results that the drawn deliveries have; what is no document at all has its tests elsewhere. */
    private static final Set<ResultCode> DRAWN = EnumSet.of(
            ResultCode.WINDOW_CLOSED,
            ResultCode.NOT_THE_UPLOADER,
            ResultCode.OVER_LIMIT,
            ResultCode.ALREADY_SETTLED,
            ResultCode.UNKNOWN_KEY,
            ResultCode.BAD_GRANT_SIGNATURE,
            ResultCode.BAD_RECEIPT_SIGNATURE,
            ResultCode.KEY_REVOKED,
            ResultCode.POOL_EMPTY,
            ResultCode.POSTED);

    @Test
    void anyCourseGivesTheStateOfTheSetAppliedOnce() throws Exception {
        Set<ResultCode> seen = EnumSet.noneOf(ResultCode.class);
        for (long seed = 1; seed <= SEEDS; seed++) {
            // Given
            SplittableRandom random = new SplittableRandom(seed);
            RandomDeliveries deliveries = new RandomDeliveries(random);
            InMemoryLedger ledger = new InMemoryLedger(RandomDeliveries.SHARDS);
            CAMPAIGNS.forEach(campaign -> ledger.fund(new CampaignFunding(campaign, 1, PLENTY)));

            // When
            deliver(deliveries.anyCourse(), ledger, random);

            // Then
            assertIsWhatTheModelSays(ledger, new SequentialModel(deliveries.all()), seed);
            assertThat(ledger.acks().keySet()).as("seed %d", seed).isEqualTo(deliveries.batchIds());
            results(ledger).forEach(result -> seen.add(result.code()));
        }
        assertThat(seen).as("the deliveries are of every kind").containsExactlyInAnyOrderElementsOf(DRAWN);
    }

    @Test
    void poorPoolsNeverPayMoreThanTheyHave() throws Exception {
        for (long seed = 1; seed <= SEEDS / 5; seed++) {
            // Given
            SplittableRandom random = new SplittableRandom(seed);
            RandomDeliveries deliveries = new RandomDeliveries(random);
            SequentialModel model = new SequentialModel(deliveries.all());
            InMemoryLedger ledger = poorLedger(model, random);

            // When
            deliver(deliveries.anyCourse(), ledger, random);

            // Then: the checker finds no pool below zero and every grant paid what it was settled for
            assertThat(ledger.verify()).as("seed %d", seed).isInstanceOf(Content.class);
            ledger.marks().forEach((grant, mark) -> assertThat(mark.settledBytes())
                    .isLessThanOrEqualTo(model.marks().get(grant)));
        }
    }

    @Test
    void whatPoorPoolsRefusedIsPaidOnceTheyAreFunded() throws Exception {
        for (long seed = 1; seed <= SEEDS / 5; seed++) {
            // Given
            SplittableRandom random = new SplittableRandom(seed);
            RandomDeliveries deliveries = new RandomDeliveries(random);
            SequentialModel model = new SequentialModel(deliveries.all());
            InMemoryLedger ledger = poorLedger(model, random);
            deliver(deliveries.anyCourse(), ledger, random);

            // When
            for (String campaign : CAMPAIGNS) {
                long funded = -ledger.balance(new LedgerAccount.Funding(campaign));
                ledger.fund(new CampaignFunding(campaign, 2, PLENTY - funded));
            }
            deliver(after(ledger, deliveries.anyCourse()), ledger, random);

            // Then
            assertIsWhatTheModelSays(ledger, model, seed);
        }
    }

    /** A ledger whose pools hold at most what is due in all, divided over the shards. */
    private static InMemoryLedger poorLedger(SequentialModel model, SplittableRandom random) {
        InMemoryLedger ledger = new InMemoryLedger(RandomDeliveries.SHARDS);
        for (String campaign : CAMPAIGNS) {
            long due = model.spent().getOrDefault(campaign, 0L);
            ledger.fund(new CampaignFunding(campaign, 1, 1 + random.nextLong(due + 1)));
        }
        return ledger;
    }

    /** Delivers all records of all shards, with redeliveries and troubles. */
    private static void deliver(List<List<Arrival>> shards, InMemoryLedger ledger, SplittableRandom random)
            throws InterruptedException {
        TroubledStore store = new TroubledStore(ledger);
        long[] nowMs = {SettlementDesk.DECIDED_AT_MS};
        RecordedProgress progress = new RecordedProgress();
        SettleRecords settleRecords = new SettleRecords(
                new ParallelJudge(Records.ENTRY_RULES, RandomDeliveries.SHARDS, new CallerRuns()),
                SettlementDesk.RULES,
                store,
                progress,
                progress,
                () -> nowMs[0]++);
        Set<Integer> unfinished = new HashSet<>(List.of(0, 1));
        while (!unfinished.isEmpty()) {
            int shard = random.nextInt(RandomDeliveries.SHARDS);
            List<Arrival> records = shards.get(shard);
            int next = (int) (ledger.nextOffset(shard)
                    - (records.isEmpty() ? 0 : records.getFirst().raw().offset()));
            if (next >= records.size()) {
                unfinished.remove(shard);
                continue;
            }
            int from = random.nextInt(3) == 0 ? random.nextInt(next + 1) : next;
            int to = from + 1 + random.nextInt(records.size() - from);
            store.next(Trouble.values()[random.nextInt(3)]);
            settleRecords.settle(shard, records.subList(from, to));
        }
        assertThat(ledger.parked())
                .as("nothing that was decided is refused by the store")
                .noneMatch(parked -> parked.broken().reason() == ParkReason.UNDECIDABLE);
    }

    /** The same records behind those that the ledger has settled. */
    private static List<List<Arrival>> after(InMemoryLedger ledger, List<List<Arrival>> shards) {
        return List.of(after(ledger.nextOffset(0), shards.get(0)), after(ledger.nextOffset(1), shards.get(1)));
    }

    private static List<Arrival> after(long offset, List<Arrival> records) {
        return records.stream()
                .map(record -> new Arrival(
                        new RawRecord(
                                record.raw().offset() + offset,
                                record.raw().key(),
                                record.raw().value()),
                        record.batch(),
                        record.receivedAtMs()))
                .toList();
    }

    private static void assertIsWhatTheModelSays(InMemoryLedger ledger, SequentialModel model, long seed)
            throws Exception {
        Map<GrantId, Long> marks = new HashMap<>();
        ledger.marks().forEach((grant, mark) -> marks.put(grant, mark.settledBytes()));
        assertThat(marks).as("marks, seed %d", seed).isEqualTo(model.marks());
        Map<String, Long> balances = ledger.balances();
        for (String campaign : CAMPAIGNS) {
            long spent = model.spent().getOrDefault(campaign, 0L);
            assertThat(balances.remove("funding:" + campaign)).isEqualTo(-PLENTY);
            assertThat(balances.remove("pool:" + campaign + "/0") + balances.remove("pool:" + campaign + "/1"))
                    .as("pool of %s, seed %d", campaign, seed)
                    .isEqualTo(PLENTY - spent);
        }
        assertThat(balances).as("owners, seed %d", seed).isEqualTo(model.earned());
        assertThat(ledger.totals()).as("nodes, seed %d", seed).isEqualTo(model.totals());
        assertThat(paidByAcks(ledger)).as("acks, seed %d", seed).isEqualTo(model.paid());
        Content content = (Content) ledger.verify();
        assertThat(content.settledBytes()).as("seed %d", seed).isEqualTo(sum(model.marks()));
        assertThat(content.paidMicroCredits()).as("seed %d", seed).isEqualTo(sum(model.paid()));
        assertThat(content.fundedMicroCredits()).as("seed %d", seed).isEqualTo(PLENTY * CAMPAIGNS.size());
    }

    /** What the acks say was posted, per grant; each posted result stands for one entry of its own. */
    private static Map<GrantId, Long> paidByAcks(InMemoryLedger ledger) throws MalformedDocumentException {
        Map<GrantId, Long> paid = new HashMap<>();
        Set<AppendedEntry> named = new HashSet<>();
        for (SettlementResult result : results(ledger)) {
            if (result.code() == ResultCode.POSTED) {
                paid.merge(result.grantId(), result.amountMicroCredits(), Long::sum);
                assertThat(named.add(entry(ledger, result))).isTrue();
            }
        }
        return paid;
    }

    private static List<SettlementResult> results(InMemoryLedger ledger) throws MalformedDocumentException {
        List<SettlementResult> results = new ArrayList<>();
        for (StoredAck ack : ledger.acks().values()) {
            results.addAll(Ack.decode(ack.envelope().body()).results());
        }
        return results;
    }

    private static AppendedEntry entry(InMemoryLedger ledger, SettlementResult result) {
        AppendedEntry entry = ledger.entries((int) result.shard()).get((int) result.entryNumber() - 1);
        assertThat(((EntryCause.Settlement) entry.entry().cause()).grantId()).isEqualTo(result.grantId());
        return entry;
    }

    private static long sum(Map<GrantId, Long> values) {
        return values.values().stream().mapToLong(Long::longValue).sum();
    }
}
