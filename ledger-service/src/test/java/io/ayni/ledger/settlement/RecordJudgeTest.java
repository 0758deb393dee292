package io.ayni.ledger.settlement;

import static io.ayni.ledger.fixture.TestGrant.aGrant;
import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.ResultCode;
import io.ayni.ledger.fixture.Node;
import io.ayni.ledger.fixture.TestGrant;
import io.ayni.ledger.settlement.JudgedEntry.Claim;
import io.ayni.ledger.settlement.JudgedEntry.Proven;
import io.ayni.ledger.settlement.JudgedEntry.Refused;
import io.ayni.ledger.settlement.JudgedRecord.BrokenRecord;
import io.ayni.ledger.settlement.JudgedRecord.JudgedBatch;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordJudgeTest {
    private static final Node NODE = Node.named("uploader");
    private static final Node OTHER = Node.named("other");
    private static final int SHARDS = 4;
    private static final long NOW = TestGrant.SETTLED_AT_MS;

    private final RecordJudge judge = new RecordJudge(Records.ENTRY_RULES, SHARDS);

    @Test
    void aSoundBatchComesOutWithItsEntriesScreenedInOrder() {
        // Given
        TestGrant own = aGrant("own").to(NODE);
        TestGrant others = aGrant("others").to(OTHER);
        Envelope batch = NODE.batch(7, own.settling(1), others.settling(1));
        Arrival arrival = Records.arrival(12, NODE, batch);

        // When
        JudgedBatch judged = (JudgedBatch) judge.judge(NODE.shard(SHARDS), arrival);

        // Then
        assertThat(judged.raw()).isSameAs(arrival.raw());
        assertThat(judged.offset()).isEqualTo(12);
        assertThat(judged.batchId()).isEqualTo(batch.id());
        assertThat(judged.uploader()).isEqualTo(NODE.id());
        assertThat(judged.entries()).hasSize(2);
        assertThat(judged.entries().getFirst()).isInstanceOf(Claim.class);
        assertThat(judged.entries().getLast()).isEqualTo(new Refused(others.id(), ResultCode.NOT_THE_UPLOADER));
    }

    @Test
    void theTimeOfReceiptIsTheRecords() {
        // Given
        TestGrant grant = aGrant("g").to(NODE);
        long late = grant.grant().settleByMs() + 1;

        // When
        JudgedBatch judged = (JudgedBatch)
                judge.judge(NODE.shard(SHARDS), Records.arrival(0, NODE, NODE.batch(1, grant.settling(1)), late));

        // Then
        assertThat(judged.entries()).containsExactly(new Refused(grant.id(), ResultCode.WINDOW_CLOSED));
    }

    @Test
    void whatIsNoRecordIsUnreadable() {
        assertParked(Records.unreadable(3), ParkReason.UNREADABLE_RECORD);
    }

    @Test
    void whatIsNoBatchIsMalformed() {
        byte[] body = {1, 2, 3};
        assertParked(keyed(NODE.id().bytes(), signed(NODE, body)), ParkReason.MALFORMED_BATCH);
    }

    @Test
    void aRecordUnderAnotherNodesKeyIsNotTheUploaders() {
        assertParked(keyed(OTHER.id().bytes(), sound()), ParkReason.WRONG_KEY);
    }

    @Test
    void aRecordInAnotherShardThanItsUploadersIsInTheWrongPlace() {
        // Given
        Arrival arrival = keyed(NODE.id().bytes(), sound());
        int otherShard = (NODE.shard(SHARDS) + 1) % SHARDS;

        // Then
        assertThat(judge.judge(otherShard, arrival)).isEqualTo(new BrokenRecord(arrival.raw(), ParkReason.WRONG_KEY));
    }

    @Test
    void inTheWrongPlaceABadSignatureIsTheLaterReason() {
        // Given
        Arrival arrival = keyed(NODE.id().bytes(), signed(OTHER, sound().body()));
        int otherShard = (NODE.shard(SHARDS) + 1) % SHARDS;

        // Then
        assertThat(judge.judge(otherShard, arrival)).isEqualTo(new BrokenRecord(arrival.raw(), ParkReason.WRONG_KEY));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 33, 64})
    void aKeyOfAnotherLengthIsNotTheUploaders(int length) {
        assertParked(keyed(Arrays.copyOf(NODE.id().bytes(), length), sound()), ParkReason.WRONG_KEY);
    }

    @Test
    void aSignatureOfAnotherKeyIsBad() {
        assertParked(keyed(NODE.id().bytes(), signed(OTHER, sound().body())), ParkReason.BAD_BATCH_SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 33})
    void ofTwoFaultsTheEarlierReasonWins(int keyLength) {
        // Given
        byte[] wrongKey = Arrays.copyOf(NODE.id().bytes(), keyLength);
        byte[] body = sound().body();
        byte[] cut = Arrays.copyOf(body, body.length - 1);

        // Then
        assertParked(keyed(wrongKey, signed(OTHER, cut)), ParkReason.MALFORMED_BATCH);
        assertParked(keyed(wrongKey, signed(OTHER, body)), ParkReason.WRONG_KEY);
        assertParked(
                new Arrival(new RawRecord(0, wrongKey, new byte[0]), Optional.empty(), NOW),
                ParkReason.UNREADABLE_RECORD);
    }

    @Test
    void onlyClaimsAreProven() {
        // Given
        Refused refused = new Refused(aGrant("g").id(), ResultCode.OVER_LIMIT);
        JudgedBatch batch =
                (JudgedBatch) judge.judge(NODE.shard(SHARDS), keyed(NODE.id().bytes(), sound()));

        // Then
        assertThat(judge.prove(refused)).isSameAs(refused);
        assertThat(judge.prove(batch.entries().getFirst())).isInstanceOf(Proven.class);
        JudgedEntry proven = judge.prove(batch.entries().getFirst());
        assertThat(judge.prove(proven)).isSameAs(proven);
    }

    private void assertParked(Arrival arrival, ParkReason reason) {
        assertThat(judge.judge(NODE.shard(SHARDS), arrival)).isEqualTo(new BrokenRecord(arrival.raw(), reason));
    }

    private static Envelope sound() {
        return NODE.batch(1, aGrant("g").to(NODE).settling(1));
    }

    private static Arrival keyed(byte[] key, Envelope batch) {
        return Records.arrival(0, key, batch, NOW);
    }

    private static Envelope signed(Node node, byte[] body) {
        return new Envelope(body, node.key().sign(body), node.key().publicKey().id());
    }
}
