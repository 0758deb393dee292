package io.ayni.ledger.settlement;

import static io.ayni.ledger.fixture.TestGrant.aGrant;
import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.document.Ack;
import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.Grant;
import io.ayni.contracts.document.PayerMode;
import io.ayni.contracts.document.Receipt;
import io.ayni.contracts.document.ResultCode;
import io.ayni.contracts.document.SettlementEntry;
import io.ayni.contracts.document.SettlementResult;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.journal.EntryCause;
import io.ayni.contracts.journal.JournalEntry;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.journal.Lot;
import io.ayni.contracts.journal.Posting;
import io.ayni.contracts.journal.Side;
import io.ayni.ledger.fixture.Node;
import io.ayni.ledger.fixture.Operator;
import io.ayni.ledger.fixture.TestGrant;
import io.ayni.ledger.journal.AppendedEntry;
import io.ayni.ledger.journal.ShardHead;
import io.ayni.ledger.settlement.Decision.DecidedBatch;
import io.ayni.ledger.settlement.Decision.MarkMove;
import io.ayni.ledger.settlement.Decision.NodeTotal;
import io.ayni.ledger.settlement.Decision.PeerDelivery;
import io.ayni.ledger.settlement.Decision.SettledEntry;
import io.ayni.ledger.settlement.JudgedRecord.BrokenRecord;
import io.ayni.ledger.settlement.SettlementVerdict.Decided;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SettlementRulesTest {
    private static final long MIB = 1L << 20;
    private static final Node NODE = Node.named("uploader");
    private static final LedgerAccount.Owner OWNER = new LedgerAccount.Owner(NODE.account());
    private static final LedgerAccount.Pending PENDING = new LedgerAccount.Pending(NODE.account());
    private static final LedgerAccount.Pool POOL = new LedgerAccount.Pool("default", 0);

    private final SettlementDesk desk = SettlementDesk.withFullPool();

    @Test
    void aProvenReceiptMovesItsPriceFromThePoolIntoTheOwnersLot() {
        // Given
        TestGrant grant = aGrant("g").to(NODE);
        Envelope batch = NODE.batch(1, grant.settling(10 * MIB));
        byte[] hashBefore = new byte[32];
        hashBefore[0] = 9;
        LoadedState state = state(new ShardHead(0, 70, 5, hashBefore, 100_000), 10_000);

        // When
        SettlementVerdict verdict =
                SettlementDesk.RULES.decide(state, List.of(Records.proven(70, NODE, batch)), 123_456);

        // Then
        Decision decision = ((Decided) verdict).decision();
        JournalEntry entry = new JournalEntry(
                0,
                6,
                123_456,
                new EntryCause.Settlement(
                        grant.id(),
                        0,
                        10 * MIB,
                        grant.envelope().id(),
                        grant.receipt(10 * MIB).id(),
                        0,
                        Optional.empty(),
                        3_599_999),
                List.of(new Posting(POOL, Side.DEBIT, 10_000), new Posting(PENDING, Side.CREDIT, 10_000)));
        byte[] hash = JournalEntry.link(0, 6, hashBefore, entry.encode());
        assertThat(decision.head()).isEqualTo(new ShardHead(0, 71, 6, hash, 123_456));
        assertThat(decision.entries()).singleElement().satisfies(settled -> assertThat(settled)
                .usingRecursiveComparison()
                .isEqualTo(new SettledEntry(
                        new AppendedEntry(entry, entry.encode(), hashBefore, hash),
                        NODE.id(),
                        OWNER,
                        500_000,
                        grant.envelope(),
                        grant.receipt(10 * MIB))));
        assertThat(decision.marks()).containsExactly(Map.entry(grant.id(), new MarkMove(0, mark(grant, 10 * MIB))));
        assertThat(decision.balanceChanges())
                .containsExactly(Map.entry(PENDING.text(), 10_000L), Map.entry(POOL.text(), -10_000L));
        assertThat(decision.lots())
                .containsExactly(Map.entry(
                        new Lot(
                                0,
                                NODE.account(),
                                "default",
                                Operator.GRANT_KEY.publicKey().id(),
                                3_599_999),
                        10_000L));
        assertThat(decision.newGrants()).containsExactly(Map.entry(NODE.account(), 1L));
        assertThat(decision.nodeTotals()).containsExactly(Map.entry(NODE.id(), new NodeTotal(10 * MIB, 10_000)));
        assertThat(decision.deliveries())
                .containsExactly(Map.entry(grant.contentId(), new PeerDelivery(10 * MIB, 1, TestGrant.ISSUED_AT_MS)));
        assertThat(decision.acks())
                .containsExactly(new DecidedBatch(
                        NODE.id(),
                        new Ack(
                                batch.id(),
                                123_456,
                                List.of(new SettlementResult(grant.id(), ResultCode.POSTED, 10 * MIB, 10_000, 0, 6)))));
        assertThat(decision.parked()).isEmpty();
    }

    @Test
    void laterReceiptEarnsOnlyWhatItAdds() {
        // Given
        TestGrant grant = aGrant("g").to(NODE);
        desk.settle(NODE, grant.settling(4 * MIB));

        // When
        SettlementResult result = desk.settleOne(NODE, grant.settling(10 * MIB));

        // Then
        assertThat(result).isEqualTo(new SettlementResult(grant.id(), ResultCode.POSTED, 10 * MIB, 6_000, 0, 3));
        assertThat(desk.ledger.balance(PENDING)).isEqualTo(10_000);
        assertThat(desk.ledger.balance(POOL)).isEqualTo(999_999_990_000L);
        assertThat(desk.ledger.totals()).containsEntry(NODE.id(), new NodeTotal(10 * MIB, 10_000));
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "4194303", "4194304"})
    void secondReceiptWithLowerOrEqualTotalEarnsNothing(long bytes) {
        // Given
        TestGrant grant = aGrant("g").to(NODE);
        desk.settle(NODE, grant.settling(4 * MIB));

        // When
        SettlementResult result = desk.settleOne(NODE, grant.settling(bytes));

        // Then
        assertThat(result).isEqualTo(new SettlementResult(grant.id(), ResultCode.ALREADY_SETTLED, 4 * MIB, 0, 0, 0));
        assertThat(desk.ledger.balance(PENDING)).isEqualTo(4_000);
        assertThat(desk.ledger.entries(0)).hasSize(2);
    }

    @Test
    void receiptsOfOneGrantInOneBatchAreHandledInTheirOrder() {
        // Given
        TestGrant grant = aGrant("g").to(NODE);

        // When
        List<SettlementResult> results = desk.settle(
                NODE,
                grant.settling(2 * MIB),
                grant.settling(5 * MIB),
                grant.settling(2 * MIB),
                grant.settling(5 * MIB));

        // Then: each result names the mark after the batch
        assertThat(results)
                .containsExactly(
                        new SettlementResult(grant.id(), ResultCode.POSTED, 5 * MIB, 2_000, 0, 2),
                        new SettlementResult(grant.id(), ResultCode.POSTED, 5 * MIB, 3_000, 0, 3),
                        new SettlementResult(grant.id(), ResultCode.ALREADY_SETTLED, 5 * MIB, 0, 0, 0),
                        new SettlementResult(grant.id(), ResultCode.ALREADY_SETTLED, 5 * MIB, 0, 0, 0));
        assertThat(desk.ledger.marks().get(grant.id()).settledBytes()).isEqualTo(5 * MIB);
    }

    @Test
    void cuttingATransferIntoManyReceiptsNeverChangesTheSum() {
        // Given a price at which every receipt alone would lose most of a micro-credit
        TestGrant whole = aGrant("whole").to(NODE).priced(7, 333);
        TestGrant cut = aGrant("cut").to(NODE).priced(7, 333);
        long bytes = 200 * 150_001L;
        List<SettlementEntry> receipts = new ArrayList<>();
        for (int i = 1; i <= 200; i++) {
            receipts.add(cut.settling(i * 150_001L));
        }

        // When
        SettlementResult atOnce = desk.settleOne(NODE, whole.settling(bytes));
        List<SettlementResult> inParts = desk.settle(NODE, receipts.toArray(SettlementEntry[]::new));

        // Then ⌊30,000,200 × 7 × 333 ÷ (2^20 × 1000)⌋
        assertThat(atOnce.amountMicroCredits()).isEqualTo(66);
        assertThat(inParts).extracting(SettlementResult::code).containsOnly(ResultCode.POSTED);
        assertThat(inParts.stream()
                        .mapToLong(SettlementResult::amountMicroCredits)
                        .sum())
                .isEqualTo(66);
        assertThat(desk.ledger.balance(PENDING)).isEqualTo(132);
    }

    @ParameterizedTest
    @CsvSource({"-1, POSTED", "0, POSTED", "1, WINDOW_CLOSED"})
    void whatArrivesUpToSettleByCountsAndNothingAfter(long afterSettleByMs, ResultCode expected) {
        // Given
        TestGrant grant = aGrant("g").to(NODE);
        long receivedAtMs = grant.grant().settleByMs() + afterSettleByMs;

        // When
        List<SettlementResult> results =
                desk.settle(Records.proven(Records.arrival(0, NODE, NODE.batch(1, grant.settling(MIB)), receivedAtMs)));

        // Then
        assertThat(results).extracting(SettlementResult::code).containsExactly(expected);
    }

    @Test
    void aBatchThatCameInTimeCountsHoweverLateItIsDecided() {
        // Given
        TestGrant grant = aGrant("g").to(NODE);
        JudgedRecord record = Records.proven(0, NODE, NODE.batch(1, grant.settling(MIB)));
        LoadedState state = state(ShardHead.fresh(0), 1_000);

        // When
        SettlementVerdict verdict = SettlementDesk.RULES.decide(
                state, List.of(record), grant.grant().settleByMs() + 1_000_000);

        // Then
        Ack ack = ((Decided) verdict).decision().acks().getFirst().ack();
        assertThat(ack.results()).extracting(SettlementResult::code).containsExactly(ResultCode.POSTED);
    }

    @ParameterizedTest
    @CsvSource({
        "0, ALREADY_SETTLED, 0",
        "1, POSTED, 0",
        "1048, POSTED, 0",
        "1049, POSTED, 1",
        "67108863, POSTED, 63999",
        "67108864, POSTED, 64000",
        "67108865, OVER_LIMIT, 0",
        "9223372036854775807, OVER_LIMIT, 0",
        "9223372036854775808, MALFORMED, 0",
        "18446744073709551615, MALFORMED, 0"
    })
    void receiptsAtTheEdgesOfTheirNumbers(String bytes, ResultCode expected, long amount) {
        // Given
        FaultyEntry entry = new FaultyEntry();
        entry.receiptBody = body -> withLongAfterTheSequence(body, Long.parseUnsignedLong(bytes));

        // When
        SettlementResult result = desk.settleOne(FaultyEntry.UPLOADER, entry.entry());

        // Then
        assertThat(result.code()).isEqualTo(expected);
        assertThat(result.amountMicroCredits()).isEqualTo(amount);
        assertThat(desk.ledger.balance(PENDING)).isEqualTo(amount);
    }

    @ParameterizedTest
    @CsvSource({
        "0, OVER_LIMIT",
        "1, POSTED",
        "268435456, POSTED",
        "268435457, OVER_LIMIT",
        "9223372036854775807, OVER_LIMIT",
        "9223372036854775808, MALFORMED",
        "18446744073709551615, MALFORMED"
    })
    void grantsAtTheEdgesOfTheirLimit(String limit, ResultCode expected) {
        // Given
        FaultyEntry entry = new FaultyEntry();
        entry.grantBody = body -> withLimit(body, Long.parseUnsignedLong(limit));
        entry.bytes = 1;

        // When
        SettlementResult result = desk.settleOne(FaultyEntry.UPLOADER, entry.entry());

        // Then
        assertThat(result.code()).isEqualTo(expected);
    }

    @Test
    void theDearestGrantThatIsPossibleIsPaidInFull() {
        // Given
        TestGrant grant = aGrant("g").to(NODE).limitedTo(Grant.MAX_GRANT_BYTES).priced(Grant.MAX_PRICE, 1000);

        // When
        SettlementResult result = desk.settleOne(NODE, grant.settling(Grant.MAX_GRANT_BYTES));

        // Then
        assertThat(result.amountMicroCredits()).isEqualTo(2_560_000_000L);
        assertThat(desk.ledger.balance(PENDING)).isEqualTo(2_560_000_000L);
    }

    @Test
    void aPoolPaysWhatStillFitsAndNothingOfTheRest() {
        // Given
        SettlementDesk poor = new SettlementDesk().fund("default", 10_000);

        // When
        List<SettlementResult> results = poor.settle(
                NODE,
                aGrant("a").to(NODE).settling(6 * MIB),
                aGrant("b").to(NODE).settling(5 * MIB),
                aGrant("c").to(NODE).settling(4 * MIB),
                aGrant("d").to(NODE).settling(2 * MIB));

        // Then
        assertThat(results)
                .extracting(SettlementResult::code)
                .containsExactly(ResultCode.POSTED, ResultCode.POOL_EMPTY, ResultCode.POSTED, ResultCode.POOL_EMPTY);
        assertThat(results).extracting(SettlementResult::amountMicroCredits).containsExactly(6_000L, 0L, 4_000L, 0L);
        assertThat(poor.ledger.balance(POOL)).isZero();
        assertThat(poor.ledger.balance(PENDING)).isEqualTo(10_000);
        assertThat(poor.ledger.marks())
                .containsOnlyKeys(aGrant("a").id(), aGrant("c").id());
    }

    @Test
    void batchesOfOneDecisionDrawOnOnePool() {
        // Given
        SettlementDesk poor = new SettlementDesk().fund("default", 5_000);
        Node other = Node.named("other");
        Envelope first = NODE.batch(1, aGrant("a").to(NODE).settling(3 * MIB));
        Envelope second = other.batch(1, aGrant("b").to(other).settling(3 * MIB));

        // When
        Decided decided = (Decided) poor.decide(Records.proven(0, NODE, first), Records.proven(1, other, second));

        // Then
        assertThat(decided.decision().acks())
                .extracting(batch -> batch.ack().results().getFirst().code())
                .containsExactly(ResultCode.POSTED, ResultCode.POOL_EMPTY);
        assertThat(poor.ledger.balance(POOL)).isEqualTo(2_000);
    }

    @Test
    void whatAnEmptyPoolRefusedIsPostedOnceItIsFundedAgain() {
        // Given
        SettlementDesk poor = new SettlementDesk().fund("default", 999);
        TestGrant grant = aGrant("g").to(NODE);
        SettlementResult refused = poor.settleOne(NODE, grant.settling(MIB));

        // When
        SettlementResult result = poor.fund("default", 1).settleOne(NODE, grant.settling(MIB));

        // Then
        assertThat(refused).isEqualTo(new SettlementResult(grant.id(), ResultCode.POOL_EMPTY, 0, 0, 0, 0));
        assertThat(result).isEqualTo(new SettlementResult(grant.id(), ResultCode.POSTED, MIB, 1_000, 0, 3));
    }

    @Test
    void campaignsPayFromTheirOwnPoolsOnly() {
        // Given
        desk.fund("spring", 1_000);
        TestGrant ofSpring = aGrant("a").to(NODE).paidBy("spring");
        TestGrant ofNobody = aGrant("b").to(NODE).paidBy("autumn");

        // When
        List<SettlementResult> results =
                desk.settle(NODE, ofSpring.settling(MIB), ofSpring.settling(2 * MIB), ofNobody.settling(MIB));

        // Then
        assertThat(results)
                .extracting(SettlementResult::code)
                .containsExactly(ResultCode.POSTED, ResultCode.POOL_EMPTY, ResultCode.POOL_EMPTY);
        assertThat(desk.ledger.balance(new LedgerAccount.Pool("spring", 0))).isZero();
        assertThat(desk.ledger.balance(POOL)).isEqualTo(1_000_000_000_000L);
    }

    @ParameterizedTest
    @EnumSource(names = {"CAMPAIGN_POOL", "DOWNLOADER", "UNPAID"})
    void whatIsWorthNothingIsSettledWithoutAnyPool(PayerMode mode) {
        // Given
        SettlementDesk poor = new SettlementDesk();
        TestGrant grant = aGrant("g").to(NODE).payer(mode).priced(1000, mode == PayerMode.UNPAID ? 1000 : 0);

        // When
        SettlementResult result = poor.settleOne(NODE, grant.settling(MIB));

        // Then
        assertThat(result).isEqualTo(new SettlementResult(grant.id(), ResultCode.POSTED, MIB, 0, 0, 1));
        assertThat(poor.ledger.entries(0).getFirst().entry().postings()).isEmpty();
        assertThat(poor.ledger.balances()).isEmpty();
        assertThat(poor.ledger.totals()).containsEntry(NODE.id(), new NodeTotal(MIB, 0));
    }

    @Test
    void secondDocumentOfAGrantIdEarnsNothingWhoeverSignedIt() {
        // Given
        TestGrant first = aGrant("g").to(NODE).priced(1000, 1000);
        TestGrant second = aGrant("g").to(NODE).priced(1_000_000, 1000);

        // When: in one batch, and again once the mark is stored
        List<SettlementResult> together =
                desk.settle(NODE, first.settling(MIB), second.settling(2 * MIB), second.settling(MIB));
        SettlementResult alone = desk.settleOne(NODE, second.settling(2 * MIB));

        // Then
        assertThat(together)
                .extracting(SettlementResult::code)
                .containsExactly(ResultCode.POSTED, ResultCode.BAD_GRANT_SIGNATURE, ResultCode.ALREADY_SETTLED);
        assertThat(alone).isEqualTo(new SettlementResult(first.id(), ResultCode.BAD_GRANT_SIGNATURE, MIB, 0, 0, 0));
        assertThat(desk.ledger.balance(PENDING)).isEqualTo(1_000);
    }

    @Test
    void deviceTimeAndReceiptNumbersDecideNothing() {
        // Given
        TestGrant grant = aGrant("g").to(NODE);
        List<SettlementEntry> entries = new ArrayList<>();
        for (long deviceTimeMs : new long[] {0, Long.MAX_VALUE, 1}) {
            long bytes = (entries.size() + 1) * MIB;
            long sequence = 9 - entries.size();
            Receipt receipt = new Receipt(
                    grant.id(), sequence, bytes, 0, new byte[32], new DocumentId(new byte[32]), deviceTimeMs);
            entries.add(new SettlementEntry(grant.envelope(), Envelope.sign(receipt, grant.session())));
        }

        // When
        List<SettlementResult> results = desk.settle(NODE, entries.toArray(SettlementEntry[]::new));

        // Then
        assertThat(results).extracting(SettlementResult::code).containsOnly(ResultCode.POSTED);
        assertThat(results).extracting(SettlementResult::amountMicroCredits).containsOnly(1_000L);
    }

    @Test
    void theMarkIsNotShownToOneWhoseGrantItIsNot() {
        // Given
        Node thief = Node.named("thief");
        TestGrant grant = aGrant("g").to(NODE);
        desk.settle(NODE, grant.settling(4 * MIB));

        // When
        SettlementResult result = desk.settleOne(thief, grant.settling(5 * MIB));

        // Then
        assertThat(result).isEqualTo(new SettlementResult(grant.id(), ResultCode.NOT_THE_UPLOADER, 0, 0, 0, 0));
    }

    @Test
    void anEntryThatNamesNoGrantIsAnsweredWithoutOne() {
        // Given
        Envelope noise = new Envelope(
                new byte[] {1, 2, 3}, new byte[64], aGrant("g").envelope().keyId());

        // When
        SettlementResult result = desk.settleOne(NODE, new SettlementEntry(noise, noise));

        // Then
        assertThat(result.grantId().isZero()).isTrue();
        assertThat(result.code()).isEqualTo(ResultCode.MALFORMED);
    }

    @Test
    void recordBelowTheNextOffsetHasNoEffect() {
        // Given
        TestGrant grant = aGrant("g").to(NODE);
        JudgedRecord old = Records.proven(0, NODE, NODE.batch(1, grant.settling(MIB)));
        desk.decide(old, new BrokenRecord(new RawRecord(1, new byte[0], new byte[0]), ParkReason.UNREADABLE_RECORD));

        // When
        SettlementVerdict again = desk.decide(old);

        // Then
        assertThat(again).isEqualTo(new SettlementVerdict.NothingNew(2));
        assertThat(desk.ledger.balance(PENDING)).isEqualTo(1_000);
    }

    @Test
    void redeliveryWithSomethingNewSettlesTheNewOnly() {
        // Given
        JudgedRecord old =
                Records.proven(0, NODE, NODE.batch(1, aGrant("a").to(NODE).settling(MIB)));
        desk.decide(old);
        JudgedRecord fresh =
                Records.proven(1, NODE, NODE.batch(2, aGrant("b").to(NODE).settling(2 * MIB)));

        // When
        Decided decided = (Decided) desk.decide(old, fresh, fresh);

        // Then
        assertThat(decided.decision().head().nextOffset()).isEqualTo(2);
        assertThat(decided.decision().acks()).hasSize(1);
        assertThat(desk.ledger.balance(PENDING)).isEqualTo(3_000);
    }

    @Test
    void noRecordsAreNothingNew() {
        assertThat(desk.decide()).isEqualTo(new SettlementVerdict.NothingNew(0));
    }

    @Test
    void nothingIsSettledAcrossAGap() {
        // Given
        JudgedRecord first =
                Records.proven(0, NODE, NODE.batch(1, aGrant("a").to(NODE).settling(MIB)));
        JudgedRecord third =
                Records.proven(2, NODE, NODE.batch(3, aGrant("c").to(NODE).settling(MIB)));

        // When
        SettlementVerdict atTheFront = desk.decide(third);
        SettlementVerdict inside = desk.decide(first, third);

        // Then
        assertThat(atTheFront).isEqualTo(new SettlementVerdict.Gap(0, 2));
        assertThat(inside).isEqualTo(new SettlementVerdict.Gap(1, 2));
        assertThat(desk.ledger.nextOffset(0)).isZero();
        assertThat(desk.ledger.acks()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void recordThatCannotBeSettledIsParkedAndHoldsNothingUp(ParkReason reason) {
        // Given
        BrokenRecord broken = new BrokenRecord(new RawRecord(0, new byte[] {1}, new byte[] {2}), reason);
        JudgedRecord good =
                Records.proven(1, NODE, NODE.batch(1, aGrant("g").to(NODE).settling(MIB)));

        // When
        Decided decided = (Decided) desk.decide(broken, good);

        // Then
        assertThat(decided.decision().parked()).containsExactly(broken);
        assertThat(decided.decision().head().nextOffset()).isEqualTo(2);
        assertThat(decided.decision().acks()).hasSize(1);
        assertThat(desk.ledger.balance(PENDING)).isEqualTo(1_000);
    }

    @Test
    void aDecidedBatchKeepsItsAckEvenIfItWouldBeDecidedOtherwiseNow() throws Exception {
        // Given a batch that the pool could not pay
        SettlementDesk poor = new SettlementDesk();
        Envelope batch = NODE.batch(1, aGrant("g").to(NODE).settling(MIB));
        poor.decide(Records.proven(0, NODE, batch));
        Ack before = poor.ack(batch);

        // When it comes again at another offset, twice, now that the pool is full
        Decided decided = (Decided)
                poor.fund("default", 1_000_000).decide(Records.proven(1, NODE, batch), Records.proven(2, NODE, batch));

        // Then
        assertThat(before.results()).extracting(SettlementResult::code).containsExactly(ResultCode.POOL_EMPTY);
        assertThat(poor.ack(batch)).isEqualTo(before);
        assertThat(decided.decision().head().nextOffset()).isEqualTo(3);
        assertThat(decided.decision().acks()).isEmpty();
        assertThat(decided.decision().entries()).isEmpty();
    }

    @Test
    void aBatchTwiceInOneDecisionIsDecidedOnce() {
        // Given
        Envelope batch = NODE.batch(1, aGrant("g").to(NODE).settling(MIB));

        // When
        Decided decided = (Decided) desk.decide(Records.proven(0, NODE, batch), Records.proven(1, NODE, batch));

        // Then
        assertThat(decided.decision().acks())
                .extracting(decision -> decision.ack().results())
                .containsExactly(List.of(new SettlementResult(aGrant("g").id(), ResultCode.POSTED, MIB, 1_000, 0, 2)));
        assertThat(desk.ledger.balance(PENDING)).isEqualTo(1_000);
    }

    @Test
    void sumsOfOneItemAreCountedTogether() {
        // Given
        TestGrant early = aGrant("early")
                .to(NODE)
                .issuedAt(TestGrant.ISSUED_AT_MS - 5_000)
                .forContent("film");
        TestGrant late = aGrant("late").to(NODE).forContent("film");
        Envelope batch = NODE.batch(1, late.settling(MIB), early.settling(2 * MIB), late.settling(3 * MIB));

        // When
        Decided decided = (Decided) desk.decide(Records.proven(0, NODE, batch));

        // Then
        assertThat(decided.decision().deliveries())
                .containsExactly(
                        Map.entry(late.contentId(), new PeerDelivery(5 * MIB, 3, TestGrant.ISSUED_AT_MS - 5_000)));
        assertThat(decided.decision().nodeTotals())
                .containsExactly(Map.entry(NODE.id(), new NodeTotal(5 * MIB, 5_000)));
        assertThat(decided.decision().marks().get(late.id())).isEqualTo(new MarkMove(0, mark(late, 3 * MIB)));
    }

    private static LoadedState state(ShardHead head, long pool) {
        return new LoadedState(head, Map.of(), Map.of(POOL, pool), Map.of(), Set.of(), Set.of());
    }

    private static Mark mark(TestGrant grant, long bytes) {
        return new Mark(bytes, grant.envelope().id(), NODE.account(), AccountId.ofName("downloader"));
    }

    /** Receipt body: tag 16, grant id 16, sequence 4, then the cumulative bytes. */
    private static byte[] withLongAfterTheSequence(byte[] body, long value) {
        byte[] changed = body.clone();
        ByteBuffer.wrap(changed).putLong(16 + 16 + 4, value);
        return changed;
    }

    /** Grant body: tag 16, grant id 16, key id 8, times 24, window 4, uploader 32, session 32, content 32, then the limit. */
    private static byte[] withLimit(byte[] body, long value) {
        byte[] changed = body.clone();
        ByteBuffer.wrap(changed).putLong(16 + 16 + 8 + 24 + 4 + 32 + 32 + 32, value);
        return changed;
    }
}
