package io.ayni.ledger.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.ayni.contracts.crypto.Digests;
import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.transport.Envelopes;
import io.ayni.documents.v1.SignedEnvelope;
import io.ayni.ledger.fixture.Node;
import io.ayni.ledger.fixture.Operator;
import io.ayni.ledger.fixture.RunningLedger;
import io.ayni.ledger.fixture.SettlementStream;
import io.ayni.ledger.fixture.SettlementStream.Refusal;
import io.ayni.ledger.fixture.Tokens;
import io.ayni.ledger.v1.BatchRefusal;
import io.ayni.ledger.v1.LedgerGrpc;
import io.grpc.Status;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What SubmitSettlement refuses and how it says so. */
@QuarkusTest
class SubmitSettlementIT extends RunningLedger {
    private static final int BODY_LIMIT = 256 * 1024;
    private static final int MESSAGE_LIMIT = 263_168;

    @Test
    void streamWithoutAValidTokenEndsUnauthenticated() {
        Node node = Node.named("submit-token");
        for (String token : Tokens.invalidOnes(node, System.currentTimeMillis())) {
            // When
            SettlementStream stream = client.stream(token);

            // Then
            assertThat(stream.awaitEnd().getCode()).as(token).isEqualTo(Status.Code.UNAUTHENTICATED);
        }
    }

    @Test
    void openStreamEndsUnauthenticatedWhenItsTokenExpires() {
        // Given
        Node node = Node.named("submit-expiry");
        SettlementStream stream = client.stream(Tokens.shortLived(node, System.currentTimeMillis()));
        Envelope batch = node.batch(1, grant("submit-expiry", node).settling(MIB));
        stream.hand(batch).awaitAcks(1);

        // When: time passes

        // Then
        assertThat(stream.awaitEnd().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
        assertThat(stream.accepted()).containsExactly(batch.id());
    }

    @Test
    void envelopesAndBodiesThatAreNoBatchAreRefusedAndTheStreamGoesOn() {
        // Given
        Node node = Node.named("submit-malformed");
        Envelope good = node.batch(1, grant("submit-malformed", node).settling(MIB));
        byte[] garbage = new byte[200];
        byte[] oneByteMore = Arrays.copyOf(good.body(), good.body().length + 1);
        byte[] oneByteLess = Arrays.copyOf(good.body(), good.body().length - 1);
        List<SignedEnvelope> malformed = List.of(
                SignedEnvelope.getDefaultInstance(),
                message(good).setSignature(ByteString.copyFrom(new byte[63])).build(),
                message(good).setSignature(ByteString.copyFrom(new byte[65])).build(),
                message(good).setKeyId(ByteString.copyFrom(new byte[7])).build(),
                message(good).setBody(ByteString.EMPTY).build(),
                message(good).setBody(ByteString.copyFrom(garbage)).build(),
                message(good).setBody(ByteString.copyFrom(oneByteMore)).build(),
                message(good).setBody(ByteString.copyFrom(oneByteLess)).build(),
                Envelopes.toMessage(grant("submit-malformed", node).envelope()));
        SettlementStream stream = client.stream(node);

        // When
        malformed.forEach(stream::hand);
        stream.hand(good).halfClose();

        // Then
        assertThat(stream.awaitEnd()).isEqualTo(Status.OK);
        assertThat(stream.refusals())
                .containsExactlyElementsOf(malformed.stream()
                        .map(message -> refusal(message, BatchRefusal.BATCH_REFUSAL_MALFORMED))
                        .toList());
        assertThat(stream.accepted()).containsExactly(good.id());
        assertThat(stream.acks()).hasSize(1);
    }

    @Test
    void bodyBeyondItsLimitIsRefusedAndAMessageBeyondItsLimitEndsTheStream() throws Exception {
        // Given
        Node node = Node.named("submit-oversized");
        SignedEnvelope oversized = message(
                        node.batch(1, grant("submit-oversized", node).settling(MIB)))
                .setBody(ByteString.copyFrom(new byte[BODY_LIMIT + 1]))
                .build();

        // When
        SettlementStream stream = client.stream(node).hand(oversized).halfClose();
        Status tooLarge = client.statusOfRaw(
                node.token(System.currentTimeMillis()),
                LedgerGrpc.getSubmitSettlementMethod(),
                new byte[MESSAGE_LIMIT + 1]);

        // Then
        assertThat(stream.awaitEnd()).isEqualTo(Status.OK);
        assertThat(stream.refusals()).containsExactly(refusal(oversized, BatchRefusal.BATCH_REFUSAL_MALFORMED));
        assertThat(tooLarge.getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    }

    @Test
    void bytesThatAreNoMessageEndTheStream() throws Exception {
        // Given
        Node node = Node.named("submit-garbage");
        byte[] garbage = {0x0a, 0x7f, 0x01};

        // When
        Status status = client.statusOfRaw(
                node.token(System.currentTimeMillis()), LedgerGrpc.getSubmitSettlementMethod(), garbage);

        // Then
        assertThat(status.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    }

    @Test
    void batchOfAnotherUploaderAndBatchSignedByAnotherAreRefused() {
        // Given
        Node node = Node.named("submit-own");
        Node other = Node.named("submit-other");
        Envelope othersBatch = other.batch(1, grant("submit-others", other).settling(MIB));
        Envelope own = node.batch(1, grant("submit-own", node).settling(MIB));
        Envelope signedByOther = new Envelope(own.body(), other.key().sign(own.body()), own.keyId());

        // When
        SettlementStream stream =
                client.stream(node).hand(othersBatch, signedByOther).halfClose();

        // Then
        assertThat(stream.awaitEnd()).isEqualTo(Status.OK);
        assertThat(stream.refusals())
                .containsExactly(
                        new Refusal(othersBatch.id(), BatchRefusal.BATCH_REFUSAL_NOT_THE_UPLOADER),
                        new Refusal(own.id(), BatchRefusal.BATCH_REFUSAL_BAD_SIGNATURE));
        assertThat(stream.accepted()).isEmpty();
        assertThat(client.balance(other).getGivenBytes()).isZero();
        assertThat(client.balance(node).getGivenBytes()).isZero();
    }

    @Test
    void seventeenthUndecidedBatchIsRefusedUntilAnAckComes() throws Exception {
        // Given: a ledger that cannot decide, because somebody holds its shards
        Node node = Node.named("submit-undecided");
        List<Envelope> batches = IntStream.rangeClosed(1, 17)
                .mapToObj(
                        i -> node.batch(i, grant("submit-undecided-" + i, node).settling(MIB)))
                .toList();
        SettlementStream stream = client.stream(node);
        try (Connection blocker = database.asOwner();
                Statement statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("select from ledger.shard_head for update");

            // When
            batches.forEach(stream::hand);

            // Then
            stream.awaitRefusals(1).awaitAccepted(16);
            assertThat(stream.refusals())
                    .containsExactly(new Refusal(batches.get(16).id(), BatchRefusal.BATCH_REFUSAL_TOO_MANY_UNDECIDED));
            blocker.rollback();
        }
        stream.awaitAcks(16).hand(batches.get(16)).halfClose();
        assertThat(stream.awaitEnd()).isEqualTo(Status.OK);
        assertThat(stream.acks()).hasSize(17);
        assertThat(client.balance(node).getGivenBytes()).isEqualTo(17 * MIB);
    }

    @Test
    void fifthStreamOfANodeIsToldWhenToTryAgainAndAClosedStreamMakesRoom() {
        // Given
        Node node = Node.named("submit-streams");
        List<SettlementStream> open = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            Envelope batch = node.batch(i, grant("submit-streams-" + i, node).settling(MIB));
            open.add(client.stream(node).hand(batch).awaitAcks(1));
        }

        // When
        SettlementStream fifth = client.stream(node);

        // Then
        assertThat(fifth.awaitEnd().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertThat(fifth.awaitRetryAfterMs()).isEqualTo("1000");
        assertThat(open.removeFirst().halfClose().awaitEnd()).isEqualTo(Status.OK);
        assertThat(client.stream(node).halfClose().awaitEnd()).isEqualTo(Status.OK);
        open.forEach(stream -> assertThat(stream.halfClose().awaitEnd()).isEqualTo(Status.OK));
    }

    @Test
    void brokenOffStreamsMakeRoom() {
        // Given
        Node node = Node.named("submit-broken-off");
        for (int i = 1; i <= 4; i++) {
            Envelope batch = node.batch(i, grant("submit-broken-off-" + i, node).settling(MIB));
            client.stream(node).hand(batch).awaitAcks(1).cancel();
        }

        // When / Then
        Awaitility.await()
                .until(() -> client.stream(node).halfClose().awaitEnd().isOk());
    }

    @Test
    void replayedBatchEarnsNothingAndGetsTheSameAckByteForByte() {
        // Given
        Node node = Node.named("submit-replay");
        Envelope batch = node.batch(1, grant("submit-replay", node).settling(3 * MIB));
        Envelope first = client.submit(node, batch).acks().getFirst();
        long earned = client.balance(node).getEarnedMicroCredits();

        // When
        SettlementStream sameStreamTwice = client.submit(node, batch, batch);
        Envelope fetched = client.ack(node, batch.id());

        // Then
        assertThat(sameStreamTwice.acks()).isNotEmpty().containsOnly(first);
        assertThat(fetched).isEqualTo(first);
        assertThat(first.isSignedBy(Operator.LEDGER_KEY.publicKey())).isTrue();
        assertThat(client.balance(node).getEarnedMicroCredits())
                .isEqualTo(earned)
                .isEqualTo(3_000);
        assertThat(client.settlements(node)).hasSize(1);
    }

    private static SignedEnvelope.Builder message(Envelope envelope) {
        return Envelopes.toMessage(envelope).toBuilder();
    }

    private static Refusal refusal(SignedEnvelope message, BatchRefusal reason) {
        return new Refusal(new DocumentId(Digests.sha256(message.getBody().toByteArray())), reason);
    }
}
