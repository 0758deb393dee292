package io.ayni.ledger.settlement;

import static io.ayni.ledger.fixture.TestGrant.aGrant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.document.ResultCode;
import io.ayni.contracts.document.SettlementEntry;
import io.ayni.contracts.identity.AccountId;
import io.ayni.ledger.fixture.Node;
import io.ayni.ledger.fixture.Operator;
import io.ayni.ledger.fixture.TestGrant;
import io.ayni.ledger.settlement.JudgedEntry.Claim;
import io.ayni.ledger.settlement.JudgedEntry.Disproved;
import io.ayni.ledger.settlement.JudgedEntry.Proven;
import io.ayni.ledger.settlement.JudgedEntry.Refused;
import io.ayni.ledger.settlement.JudgedRecord.BrokenRecord;
import io.ayni.ledger.settlement.JudgedRecord.JudgedBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ParallelJudgeTest {
    private static final Node NODE = Node.named("uploader");
    private static final int THREADS = 3;

    private final ExecutorService executor = Executors.newFixedThreadPool(THREADS);
    private final ParallelJudge judge = new ParallelJudge(Records.ENTRY_RULES, 1, executor);

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    @Test
    void manyRecordsComeOutInTheirOrderAsIfJudgedOneByOne() throws Exception {
        // Given batches of 1 to 40 entries, so that pieces of work begin and end inside batches, and broken records
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            arrivals.add(
                    i % 4 == 3
                            ? Records.unreadable(i)
                            : Records.arrival(i, NODE, NODE.batch(i, entries("b" + i, 1 + i * 13 % 40))));
        }
        RecordJudge alone = new RecordJudge(Records.ENTRY_RULES, 1);

        // When
        List<JudgedRecord> judged = judge.judge(0, arrivals);
        List<JudgedRecord> proven = judge.prove(judged, Map.of());

        // Then
        List<JudgedRecord> expected =
                arrivals.stream().map(arrival -> alone.judge(0, arrival)).toList();
        assertThat(texts(judged)).isEqualTo(texts(expected));
        assertThat(texts(proven))
                .isEqualTo(texts(expected.stream()
                        .map(record -> provenAlone(alone, record))
                        .toList()));
    }

    @Test
    void claimsUpToTheirMarkAreLeftUnverified() throws Exception {
        // Given
        TestGrant below = aGrant("below").to(NODE);
        TestGrant at = aGrant("at").to(NODE);
        TestGrant above = aGrant("above").to(NODE);
        TestGrant unmarked = aGrant("unmarked").to(NODE).forgedBy(Operator.key("forger"));
        JudgedRecord record = Records.screened(
                0,
                NODE,
                NODE.batch(1, below.settling(99), at.settling(100), above.settling(101), unmarked.settling(1)));
        Map<GrantId, Mark> marks = Map.of(
                below.id(), mark(below),
                at.id(), mark(at),
                above.id(), mark(above));

        // When
        JudgedBatch proven = (JudgedBatch) judge.prove(List.of(record), marks).getFirst();

        // Then
        List<JudgedEntry> before = ((JudgedBatch) record).entries();
        assertThat(proven.entries().subList(0, 2)).isEqualTo(before.subList(0, 2));
        assertThat(proven.entries().get(2)).isInstanceOf(Proven.class);
        assertThat(proven.entries().get(3))
                .isEqualTo(new Disproved((Claim) before.get(3), ResultCode.BAD_GRANT_SIGNATURE));
    }

    @Test
    void theGrantsOfClaimsAreNamedOnceEach() {
        // Given
        TestGrant first = aGrant("first").to(NODE);
        TestGrant second = aGrant("second").to(NODE);
        TestGrant foreign = aGrant("foreign").to(Node.named("other"));
        List<JudgedRecord> records = List.of(
                Records.screened(0, NODE, NODE.batch(1, first.settling(1), first.settling(2), foreign.settling(1))),
                Records.screened(Records.unreadable(1)),
                Records.screened(2, NODE, NODE.batch(2, second.settling(1), first.settling(3))));

        // Then
        assertThat(ParallelJudge.claimedGrants(records)).containsExactlyInAnyOrder(first.id(), second.id());
    }

    @Test
    void aRecordThatBreaksTheJudgeIsParkedAlone() throws Exception {
        // Given a record whose key is missing altogether, which the transport never hands over
        Arrival good =
                Records.arrival(0, NODE, NODE.batch(1, aGrant("g").to(NODE).settling(1)));
        Arrival broken = new Arrival(new RawRecord(1, null, new byte[0]), good.batch(), 0);

        // When
        List<JudgedRecord> judged = judge.judge(0, List.of(good, broken));

        // Then
        assertThat(judged.getFirst()).isInstanceOf(JudgedBatch.class);
        assertThat(judged.getLast()).isEqualTo(new BrokenRecord(broken.raw(), ParkReason.UNDECIDABLE));
    }

    @Test
    void aClaimThatBreaksTheProofStaysAClaim() throws Exception {
        // Given
        JudgedBatch batch = (JudgedBatch) Records.screened(0, NODE, NODE.batch(1, entries("g", 1)));
        Claim whole = (Claim) batch.entries().getFirst();
        Claim halved = new Claim(whole.grant(), whole.receipt(), null, null);
        JudgedRecord record = new JudgedBatch(batch.raw(), batch.batchId(), batch.uploader(), List.of(halved, whole));

        // When
        JudgedBatch proven =
                (JudgedBatch) judge.prove(List.of(record), Map.of()).getFirst();

        // Then
        assertThat(proven.entries().getFirst()).isSameAs(halved);
        assertThat(proven.entries().getLast()).isInstanceOf(Proven.class);
    }

    @Test
    void nothingIsJudgedWithoutRecords() throws Exception {
        assertThat(judge.judge(0, List.of())).isEmpty();
        assertThat(judge.prove(List.of(), Map.of())).isEmpty();
    }

    @Test
    void aCallerThatIsToldToStopDoesNotWaitForAFreeThread() {
        // Given an executor whose threads are all taken
        CountDownLatch end = new CountDownLatch(1);
        for (int i = 0; i < THREADS; i++) {
            executor.submit(() -> {
                end.await();
                return null;
            });
        }
        Thread.currentThread().interrupt();

        // Then
        assertThatThrownBy(() -> judge.judge(0, List.of(Records.unreadable(0))))
                .isInstanceOf(InterruptedException.class);
        end.countDown();
    }

    /** One line per record with what every entry came to. */
    private static List<String> texts(List<JudgedRecord> records) {
        return records.stream().map(ParallelJudgeTest::text).toList();
    }

    private static String text(JudgedRecord record) {
        return switch (record) {
            case BrokenRecord broken -> broken.offset() + " " + broken.reason();
            case JudgedBatch batch ->
                batch.offset() + " " + batch.batchId() + " by " + batch.uploader() + ": "
                        + batch.entries().stream().map(ParallelJudgeTest::text).toList();
        };
    }

    private static String text(JudgedEntry entry) {
        return switch (entry) {
            case Refused refused -> refused.code() + " " + refused.grantId();
            case Claim claim ->
                claim.grantEnvelope().id() + " " + claim.receiptEnvelope().id();
            case Disproved disproved -> disproved.code() + " " + text(disproved.claim());
            case Proven proven -> proven.terms() + " " + text(proven.claim());
        };
    }

    private static Mark mark(TestGrant grant) {
        return new Mark(100, grant.envelope().id(), NODE.account(), AccountId.ofName("downloader"));
    }

    private static JudgedRecord provenAlone(RecordJudge alone, JudgedRecord record) {
        return switch (record) {
            case BrokenRecord broken -> broken;
            case JudgedBatch batch ->
                new JudgedBatch(
                        batch.raw(),
                        batch.batchId(),
                        batch.uploader(),
                        batch.entries().stream().map(alone::prove).toList());
        };
    }

    private static List<SettlementEntry> entries(String name, int count) {
        List<SettlementEntry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            TestGrant grant = aGrant(name + " " + i).to(NODE);
            entries.add(i % 5 == 4 ? grant.forgedBy(Operator.key("forger")).settling(1) : grant.settling(1 + i));
        }
        return entries;
    }
}
