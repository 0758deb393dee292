package io.ayni.ledger.settlement;

import static io.ayni.ledger.fixture.TestGrant.aGrant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ayni.contracts.crypto.KeyId;
import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.SettlementEntry;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.verify.VerificationVerdict.Content;
import io.ayni.ledger.campaign.CampaignFunding;
import io.ayni.ledger.fixture.InMemoryLedger;
import io.ayni.ledger.fixture.InMemoryLedger.Parked;
import io.ayni.ledger.fixture.Node;
import io.ayni.ledger.journal.StoreFailure;
import io.ayni.ledger.settlement.JudgedRecord.BrokenRecord;
import io.ayni.ledger.settlement.SettlementVerdict.Gap;
import io.ayni.ledger.settlement.TroubledStore.Trouble;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class SettleRecordsTest {
    private static final long MIB = 1L << 20;
    private static final Node NODE = Node.inShard("uploader", 0, 2);
    private static final LedgerAccount PENDING = new LedgerAccount.Pending(NODE.account());

    private final InMemoryLedger ledger = new InMemoryLedger(2).fund(new CampaignFunding("default", 1, 2_000_000_000L));
    private final TroubledStore store = new TroubledStore(ledger);
    private final RecordedProgress progress = new RecordedProgress();
    private final SettleRecords settleRecords = settling(store, progress);

    /** Four good records of a mebibyte each. */
    private final List<Arrival> four = List.of(good(0), good(1), good(2), good(3));

    @Test
    void recordsAreSettledInOneTransaction() throws Exception {
        // When
        Optional<Gap> gap = settleRecords.settle(0, four);

        // Then
        assertThat(gap).isEmpty();
        assertThat(store.written()).hasSize(1);
        assertThat(progress.lines).containsExactly("settled to offset 4 in 14 ms", "going on");
        assertThat(ledger.nextOffset(0)).isEqualTo(4);
        assertThat(ledger.balance(PENDING)).isEqualTo(4_000);
    }

    @Test
    void shardsAreSettledApart() throws Exception {
        // Given
        Node other = Node.inShard("other", 1, 2);
        Arrival ofOther =
                Records.arrival(0, other, other.batch(1, aGrant("o").to(other).settling(MIB)));

        // When
        settleRecords.settle(0, four);
        settleRecords.settle(1, List.of(ofOther));

        // Then
        assertThat(ledger.nextOffset(0)).isEqualTo(4);
        assertThat(ledger.nextOffset(1)).isEqualTo(1);
        assertThat(ledger.balance(new LedgerAccount.Pending(other.account()))).isEqualTo(1_000);
    }

    @Test
    void unreachableStoreIsTriedAgainUntilItAnswers() throws Exception {
        // Given
        store.withMarksUnreadable(1).next(Trouble.UNREACHABLE, Trouble.UNREACHABLE, Trouble.UNREACHABLE);

        // When
        Optional<Gap> gap = settleRecords.settle(0, four);

        // Then
        assertThat(gap).isEmpty();
        assertThat(progress.lines)
                .containsExactly(
                        "waiting after 1: no answer",
                        "pause 1",
                        "going on",
                        "waiting after 1: no answer",
                        "pause 1",
                        "waiting after 2: no answer",
                        "pause 2",
                        "waiting after 3: no answer",
                        "pause 3",
                        "settled to offset 4 in 14 ms",
                        "going on",
                        "going on");
        assertThat(ledger.balance(PENDING)).isEqualTo(4_000);
    }

    @Test
    void whatWasWrittenThoughTheAnswerWasLostIsNotWrittenAgain() throws Exception {
        // Given
        store.next(Trouble.REPLY_LOST);

        // When
        Optional<Gap> gap = settleRecords.settle(0, four);

        // Then
        assertThat(gap).isEmpty();
        assertThat(store.written()).hasSize(1);
        assertThat(progress.lines).containsExactly("waiting after 1: no answer", "pause 1", "going on", "going on");
        assertThat(ledger.balance(PENDING)).isEqualTo(4_000);
        assertThat(ledger.acks()).hasSize(4);
        assertThat(ledger.verify()).isInstanceOf(Content.class);
    }

    @Test
    void refusedPartIsSplitAndTheRecordThatIsRefusedAloneIsParked() throws Exception {
        // Given
        Arrival poison = four.get(1);
        store.refusing(settles(poison));

        // When
        Optional<Gap> gap = settleRecords.settle(0, four);

        // Then: refused three times alone
        assertThat(gap).isEmpty();
        assertThat(progress.lines)
                .containsExactly(
                        "settled to offset 1 in 14 ms",
                        "pause 1",
                        "waiting after 1: a constraint",
                        "pause 2",
                        "waiting after 2: a constraint",
                        "settled to offset 2 in 14 ms",
                        "settled to offset 3 in 14 ms",
                        "settled to offset 4 in 14 ms",
                        "going on");
        assertThat(ledger.parked())
                .containsExactly(new Parked(0, new BrokenRecord(poison.raw(), ParkReason.UNDECIDABLE)));
        assertThat(ledger.acks().keySet())
                .containsExactlyInAnyOrder(batchId(four.get(0)), batchId(four.get(2)), batchId(four.get(3)));
        assertThat(ledger.balance(PENDING)).isEqualTo(3_000);
        assertThat(ledger.verify()).isInstanceOf(Content.class);
    }

    @Test
    void recordThatIsRefusedOnlyAtFirstIsSettled() throws Exception {
        // Given: refused twice alone, then taken
        Predicate<Decision> settlesIt = settles(four.getFirst());
        int[] refusals = {2};
        store.refusing(decision -> settlesIt.test(decision) && refusals[0]-- > 0);

        // When
        settleRecords.settle(0, four.subList(0, 1));

        // Then
        assertThat(progress.lines)
                .containsExactly(
                        "pause 1",
                        "waiting after 1: a constraint",
                        "pause 2",
                        "settled to offset 1 in 14 ms",
                        "going on");
        assertThat(ledger.parked()).isEmpty();
        assertThat(ledger.balance(PENDING)).isEqualTo(1_000);
    }

    @Test
    void aStoreThatIsAwayIsNoRefusal() throws Exception {
        // Given a record that is refused once, and a store that goes away many times meanwhile
        Predicate<Decision> settlesIt = settles(four.getFirst());
        int[] refusals = {1};
        store.refusing(decision -> settlesIt.test(decision) && refusals[0]-- > 0)
                .next(Trouble.NONE)
                .next(Collections.nCopies(20, Trouble.UNREACHABLE).toArray(Trouble[]::new));

        // When
        settleRecords.settle(0, four.subList(0, 1));

        // Then
        assertThat(progress.lines)
                .startsWith("pause 1", "waiting after 1: no answer", "pause 1")
                .endsWith("pause 20", "settled to offset 1 in 14 ms", "going on", "going on");
        assertThat(ledger.parked()).isEmpty();
        assertThat(ledger.balance(PENDING)).isEqualTo(1_000);
    }

    @Test
    void aStoreThatRefusesEvenToParkStopsTheCaller() {
        // Given
        store.refusing(decision -> true);

        // Then
        assertThatThrownBy(() -> settleRecords.settle(0, four.subList(0, 1)))
                .isInstanceOf(StoreFailure.class)
                .hasMessage("a constraint");
        assertThat(ledger.nextOffset(0)).isZero();
    }

    @Test
    void brokenRecordsAreParkedTogetherWithTheRest() throws Exception {
        // Given
        List<Arrival> mixed = List.of(good(0), Records.unreadable(1), good(2));

        // When
        settleRecords.settle(0, mixed);

        // Then
        assertThat(store.written()).hasSize(1);
        assertThat(ledger.parked())
                .containsExactly(new Parked(0, new BrokenRecord(mixed.get(1).raw(), ParkReason.UNREADABLE_RECORD)));
        assertThat(ledger.balance(PENDING)).isEqualTo(2_000);
    }

    @Test
    void gapIsReportedAfterAPauseAndNothingIsSettled() throws Exception {
        // When
        Optional<Gap> gap = settleRecords.settle(0, List.of(good(3), good(4)));

        // Then
        assertThat(gap).contains(new Gap(0, 3));
        assertThat(progress.lines).containsExactly("gap from 0 to 3", "pause 5");
        assertThat(ledger.nextOffset(0)).isZero();
        assertThat(ledger.acks()).isEmpty();
    }

    @Test
    void settlingGoesOnOnceTheMissingRecordsCome() throws Exception {
        // Given
        settleRecords.settle(0, four.subList(2, 4));

        // When
        Optional<Gap> gap = settleRecords.settle(0, four);

        // Then
        assertThat(gap).isEmpty();
        assertThat(progress.lines).endsWith("settled to offset 4 in 14 ms", "going on");
        assertThat(ledger.balance(PENDING)).isEqualTo(4_000);
    }

    @Test
    void redeliveryIsTakenAsSettled() throws Exception {
        // Given
        settleRecords.settle(0, four);

        // When
        settleRecords.settle(0, four);

        // Then
        assertThat(store.written()).hasSize(1);
        assertThat(progress.lines).containsExactly("settled to offset 4 in 14 ms", "going on", "going on");
    }

    @Test
    void oneTransactionTakesABoundedNumberOfEntries() throws Exception {
        // Given nine batches of 256 entries, 2,304 in all
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            arrivals.add(Records.arrival(i, NODE, NODE.batch(i, noise(256))));
        }

        // When
        settleRecords.settle(0, arrivals);

        // Then
        assertThat(store.written())
                .extracting(decision -> decision.acks().size())
                .containsExactly(8, 1);
        assertThat(ledger.nextOffset(0)).isEqualTo(9);
    }

    @Test
    void aCallerThatIsToldToStopKeepsWhatWasWrittenAndTheRestComesAgain() throws Exception {
        // Given two parts, of which the second finds the store away
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            arrivals.add(Records.arrival(i, NODE, NODE.batch(i, noise(256))));
        }
        store.next(Trouble.NONE, Trouble.UNREACHABLE);
        progress.interruptedAtPause = 1;

        // When
        assertThatThrownBy(() -> settleRecords.settle(0, arrivals)).isInstanceOf(InterruptedException.class);
        long afterTheStop = ledger.nextOffset(0);
        settleRecords.settle(0, arrivals);

        // Then
        assertThat(afterTheStop).isEqualTo(8);
        assertThat(ledger.nextOffset(0)).isEqualTo(9);
        assertThat(ledger.acks()).hasSize(9);
    }

    @Test
    void troublesOfAnyKindAndOrderChangeNothingInTheEnd() throws Exception {
        for (long seed = 1; seed <= 100; seed++) {
            // Given
            SplittableRandom random = new SplittableRandom(seed);
            InMemoryLedger troubled = new InMemoryLedger(2).fund(new CampaignFunding("default", 1, 2_000_000L));
            TroubledStore between = new TroubledStore(troubled).refusing(settles(four.get(2)));
            for (int i = 0; i < 12; i++) {
                between.next(Trouble.values()[random.nextInt(3)]);
            }
            SettleRecords settling = settling(between, new RecordedProgress());

            // When deliveries begin anywhere up to the next offset
            while (troubled.nextOffset(0) < 4) {
                int from = random.nextInt((int) troubled.nextOffset(0) + 1);
                settling.settle(0, four.subList(from, from + 1 + random.nextInt(4 - from)));
            }

            // Then
            assertThat(troubled.balance(PENDING)).as("seed %d", seed).isEqualTo(3_000);
            assertThat(troubled.acks()).as("seed %d", seed).hasSize(3);
            assertThat(troubled.parked()).as("seed %d", seed).hasSize(1);
            assertThat(troubled.verify()).as("seed %d", seed).isInstanceOf(Content.class);
        }
    }

    private static SettleRecords settling(TroubledStore store, RecordedProgress progress) {
        long[] nowMs = {SettlementDesk.DECIDED_AT_MS};
        return new SettleRecords(
                new ParallelJudge(Records.ENTRY_RULES, 2, new CallerRuns()),
                SettlementDesk.RULES,
                store,
                progress,
                progress,
                () -> nowMs[0] += 7); // read three times per transaction: before, in the middle, after
    }

    private static Arrival good(long offset) {
        return Records.arrival(
                offset,
                NODE,
                NODE.batch(offset, aGrant("good " + offset).to(NODE).settling(MIB)));
    }

    private static Predicate<Decision> settles(Arrival arrival) {
        return decision ->
                decision.acks().stream().anyMatch(batch -> batch.ack().batchId().equals(batchId(arrival)));
    }

    private static DocumentId batchId(Arrival arrival) {
        return arrival.batch().orElseThrow().id();
    }

    /** Entries that cost nothing to refuse. */
    private static List<SettlementEntry> noise(int count) {
        Envelope noise = new Envelope(new byte[1], new byte[64], new KeyId(new byte[KeyId.WIDTH]));
        SettlementEntry[] entries = new SettlementEntry[count];
        Arrays.fill(entries, new SettlementEntry(noise, noise));
        return List.of(entries);
    }
}
