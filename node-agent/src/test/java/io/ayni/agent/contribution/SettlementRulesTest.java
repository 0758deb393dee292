package io.ayni.agent.contribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.agent.contribution.AckVerdict.Decided;
import io.ayni.agent.contribution.AckVerdict.Disbelieved;
import io.ayni.agent.contribution.AckVerdict.Reason;
import io.ayni.agent.contribution.AckVerdict.Settled;
import io.ayni.agent.fixture.AGrant;
import io.ayni.agent.fixture.Operator;
import io.ayni.contracts.document.Ack;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.MalformedDocumentException;
import io.ayni.contracts.document.ResultCode;
import io.ayni.contracts.document.SettlementResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SettlementRulesTest {
    private static final long NOW = AGrant.ISSUED_AT_MS;

    @Test
    void noReceiptMakesNoBatch() {
        assertThat(SettlementRules.compose(Operator.NODE, SettlementState.EMPTY, List.of()))
                .isEmpty();
    }

    @Test
    void theFirstBatchHasNumberOneAndNoPredecessor() {
        // When
        SignedBatch batch = compose(SettlementState.EMPTY, stored(AGrant.number(1), 1, 100));

        // Then
        assertThat(batch.batch().sequence()).isEqualTo(1);
        assertThat(batch.batch().previous().isZero()).isTrue();
        assertThat(batch.envelope().isSignedBy(Operator.NODE.publicKey())).isTrue();
    }

    @Test
    void eachBatchNamesTheOneBefore() {
        // Given
        SignedBatch first = compose(SettlementState.EMPTY, stored(AGrant.number(1), 1, 100));

        // When
        SignedBatch second = compose(SettlementState.EMPTY.withLast(first), stored(AGrant.number(2), 1, 100));

        // Then
        assertThat(second.batch().sequence()).isEqualTo(2);
        assertThat(second.batch().previous()).isEqualTo(first.id());
    }

    @Test
    void aBatchTakesTheFirst256ReceiptsAndNoMore() {
        // Given
        List<StoredReceipt> due = IntStream.rangeClosed(1, 300)
                .mapToObj(number -> stored(AGrant.number(number), 1, 100))
                .toList();

        // When
        SignedBatch batch = SettlementRules.compose(Operator.NODE, SettlementState.EMPTY, due)
                .orElseThrow();

        // Then
        assertThat(batch.batch().entries()).hasSize(256);
        assertThat(batch.batch().entries().getLast().grant())
                .isEqualTo(AGrant.number(256).envelope());
    }

    @Test
    void theBodyOfAFullBatchOfLongestDocumentsIsWithinTheLedgersBound() {
        // Given: documents of the greatest length that may be nested
        Envelope longest = new Envelope(
                new byte[Envelope.MAX_NESTED_BODY_BYTES],
                new byte[Envelope.SIGNATURE_WIDTH],
                Operator.GRANT.publicKey().id());
        List<StoredReceipt> due = IntStream.rangeClosed(1, 256)
                .mapToObj(number -> new StoredReceipt(AGrant.number(number).id(), 1, 1, NOW, longest, longest))
                .toList();

        // When
        SignedBatch batch = SettlementRules.compose(Operator.NODE, SettlementState.EMPTY, due)
                .orElseThrow();

        // Then: as many as fit, (262144 - 256 - 122) / (2 × (2 + 512 + 64 + 8))
        assertThat(batch.batch().entries()).hasSize(223);
        assertThat(batch.envelope().body().length).isEqualTo(122 + 223 * 1172);
        assertThat(batch.envelope().body().length).isLessThanOrEqualTo(SettlementRules.MAX_BODY_BYTES);
    }

    @Test
    void aReceiptInAnUndecidedBatchIsNotDueAgainUntilANewerOneIsThere() {
        // Given
        StoredReceipt handedIn = stored(AGrant.number(1), 2, 100);
        StoredReceipt newer = stored(AGrant.number(1), 3, 200);
        StoredReceipt other = stored(AGrant.number(2), 1, 50);
        SignedBatch undecided = compose(SettlementState.EMPTY, handedIn);

        // Then
        assertThat(SettlementRules.due(List.of(handedIn, other), List.of(undecided)))
                .containsExactly(other);
        assertThat(SettlementRules.due(List.of(newer, other), List.of(undecided)))
                .containsExactly(newer, other);
    }

    @Test
    void anAckAddsUpBytesAndCreditsAndLetsSettledReceiptsGo() {
        // Given
        StoredReceipt one = stored(AGrant.number(1), 1, 1_048_576);
        StoredReceipt two = stored(AGrant.number(2), 1, 2_097_152);
        SignedBatch batch = compose(SettlementState.EMPTY, one, two);

        // When
        Decided decided =
                decided(SettlementState.EMPTY, batch, posted(one, 1_048_576, 1000), posted(two, 2_097_152, 2000));

        // Then
        assertThat(decided.state().settledBytes()).isEqualTo(3_145_728);
        assertThat(decided.state().earnedMicroCredits()).isEqualTo(3000);
        assertThat(decided.settled()).containsExactly(settled(one), settled(two));
    }

    @Test
    void aLaterReceiptOfAGrantAddsOnlyWhatIsNew() {
        // Given
        StoredReceipt early = stored(AGrant.number(1), 1, 1_048_576);
        SignedBatch first = compose(SettlementState.EMPTY, early);
        SettlementState after = decided(SettlementState.EMPTY, first, posted(early, 1_048_576, 1000))
                .state();
        StoredReceipt late = stored(AGrant.number(1), 2, 3_145_728);
        SignedBatch second = compose(after.withLast(first), late);

        // When
        Decided decided = decided(after, second, posted(late, 3_145_728, 2000));

        // Then
        assertThat(decided.state().settledBytes()).isEqualTo(3_145_728);
        assertThat(decided.state().earnedMicroCredits()).isEqualTo(3000);
    }

    @Test
    void theSameAckTwiceCountsOnce() {
        // Given
        StoredReceipt receipt = stored(AGrant.number(1), 1, 1_048_576);
        SignedBatch batch = compose(SettlementState.EMPTY, receipt);
        Decided once = decided(SettlementState.EMPTY, batch, posted(receipt, 1_048_576, 1000));

        // When
        Decided twice = decided(once.state(), batch, posted(receipt, 1_048_576, 1000));

        // Then
        assertThat(twice.state()).isEqualTo(once.state());
        assertThat(twice.settled()).isEqualTo(once.settled());
    }

    @Test
    void anEmptyPoolKeepsTheReceiptAndEveryOtherResultLetsItGo() {
        // Given
        StoredReceipt receipt = stored(AGrant.number(1), 1, 100);
        SignedBatch batch = compose(SettlementState.EMPTY, receipt);
        List<ResultCode> kept = new ArrayList<>();

        // When
        for (ResultCode code : ResultCode.values()) {
            if (decided(SettlementState.EMPTY, batch, result(receipt, code, 0, 0))
                    .settled()
                    .isEmpty()) {
                kept.add(code);
            }
        }

        // Then
        assertThat(kept).containsExactly(ResultCode.UNKNOWN_KEY, ResultCode.QUARANTINED, ResultCode.POOL_EMPTY);
    }

    @Test
    void anAckWithOtherEntriesIsNotBelieved() {
        // Given
        StoredReceipt one = stored(AGrant.number(1), 1, 100);
        StoredReceipt two = stored(AGrant.number(2), 1, 100);
        SignedBatch batch = compose(SettlementState.EMPTY, one, two);

        // Then
        assertThat(apply(SettlementState.EMPTY, batch, posted(one, 100, 1)))
                .isEqualTo(new Disbelieved(Reason.OTHER_ENTRIES));
        assertThat(apply(SettlementState.EMPTY, batch, posted(two, 100, 1), posted(one, 100, 1)))
                .isEqualTo(new Disbelieved(Reason.OTHER_ENTRIES));
    }

    @Test
    void anAckOfAnotherBatchIsNotBelieved() {
        // Given
        StoredReceipt receipt = stored(AGrant.number(1), 1, 100);
        SignedBatch batch = compose(SettlementState.EMPTY, receipt);
        SignedBatch other = compose(SettlementState.EMPTY.withLast(batch), receipt);

        // When
        AckVerdict verdict = SettlementRules.apply(
                SettlementState.EMPTY, batch, new Ack(other.id(), NOW, List.of(posted(receipt, 100, 1))), NOW);

        // Then
        assertThat(verdict).isEqualTo(new Disbelieved(Reason.UNKNOWN_BATCH));
    }

    @Test
    void marksAreForgottenWhenTheGrantCanNoLongerBeSettled() {
        // Given
        StoredReceipt old = stored(AGrant.number(1), 1, 100);
        SignedBatch first = compose(SettlementState.EMPTY, old);
        SettlementState after =
                decided(SettlementState.EMPTY, first, posted(old, 100, 1)).state();
        SignedBatch second = compose(after.withLast(first), stored(AGrant.number(2), 1, 100));

        // When
        Decided later = (Decided) SettlementRules.apply(
                after,
                second,
                new Ack(second.id(), NOW, List.of(posted(stored(AGrant.number(2), 1, 100), 100, 1))),
                AGrant.SETTLE_BY_MS + 1);

        // Then
        assertThat(later.state().marks().keySet())
                .containsExactly(AGrant.number(2).id());
        assertThat(later.state().settledBytes()).isEqualTo(200);
    }

    private static SignedBatch compose(SettlementState state, StoredReceipt... due) {
        return SettlementRules.compose(Operator.NODE, state, List.of(due)).orElseThrow();
    }

    private static Decided decided(SettlementState state, SignedBatch batch, SettlementResult... results) {
        return (Decided) apply(state, batch, results);
    }

    private static AckVerdict apply(SettlementState state, SignedBatch batch, SettlementResult... results) {
        return SettlementRules.apply(state, batch, new Ack(batch.id(), NOW, List.of(results)), NOW);
    }

    private static SettlementResult posted(StoredReceipt receipt, long settledBytes, long amount) {
        return result(receipt, ResultCode.POSTED, settledBytes, amount);
    }

    private static SettlementResult result(StoredReceipt receipt, ResultCode code, long settledBytes, long amount) {
        return new SettlementResult(receipt.grantId(), code, settledBytes, amount, 0, 0);
    }

    private static Settled settled(StoredReceipt receipt) {
        return new Settled(receipt.grantId(), receipt.receiptEnvelope().id());
    }

    private static StoredReceipt stored(AGrant grant, int sequence, long bytes) {
        try {
            return StoredReceipt.of(grant.envelope(), grant.receipt(sequence, bytes));
        } catch (MalformedDocumentException e) {
            throw new AssertionError(e);
        }
    }
}
