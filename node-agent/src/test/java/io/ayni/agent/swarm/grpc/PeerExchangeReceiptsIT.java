package io.ayni.agent.swarm.grpc;

import static io.ayni.agent.swarm.grpc.HandMadeDownloader.NO_RECEIPT;
import static io.ayni.agent.swarm.grpc.PeerExchangeFramesIT.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ayni.agent.swarm.EngineTotals;
import io.ayni.agent.swarm.testing.SampleItem;
import io.ayni.agent.swarm.testing.ServingNode;
import io.ayni.agent.swarm.testing.TestOperator;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.Grant;
import io.ayni.contracts.document.Receipt;
import io.ayni.peer.v1.ByeReason;
import io.ayni.peer.v1.Frame;
import io.ayni.peer.v1.GrantRefusal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Receipts on real streams. Each test begins with one piece fetched and one good receipt for it; a receipt that does not
 * hold ends the stream, and the good one still counts.
 */
class PeerExchangeReceiptsIT {
    private static final SampleItem ITEM = SampleItem.single("film.bin", 4 << 20, 1);
    private static final int PIECE_BYTES = ITEM.metainfo().pieceLengthBytes();
    private static final int WINDOW_BYTES = 1 << 20;

    @TempDir
    Path directory;

    private final TestOperator operator = new TestOperator();
    private ServingNode node;
    private HandMadeDownloader peer;
    private Grant grant;
    private Envelope first;

    @BeforeEach
    void fetchAPieceAndSignForIt() throws IOException {
        node = ServingNode.holding(ITEM, directory, operator);
        peer = HandMadeDownloader.greeted(node, operator);
        grant = peer.grant();
        peer.begin(grant);
        assertThat(peer.fetch(0)).isEqualTo(ITEM.piece(0));
        first = peer.receipt(grant, 1, PIECE_BYTES, NO_RECEIPT);
        peer.sign(first);
        await().until(() -> node.engine().totals().receiptedBytes() == PIECE_BYTES);
    }

    @AfterEach
    void stop() {
        peer.close();
        node.close();
    }

    @Test
    void aReceiptThatFollowsIsKeptInPlaceOfTheOneBefore() {
        // Given
        peer.fetch(1);

        // When
        peer.sign(peer.receipt(grant, 2, 2 * PIECE_BYTES, first.id()));

        // Then
        await().untilAsserted(() -> assertThat(node.engine().totals())
                .isEqualTo(new EngineTotals(2 * PIECE_BYTES, 2 * PIECE_BYTES, 0, 0, 0, 0)));
        assertThat(node.receipts().receiptedBytes()).isEqualTo(2 * PIECE_BYTES);
    }

    @Test
    void theSameReceiptAgainIsOutOfSequence() {
        assertDisbelieved(first, "WRONG_SEQUENCE");
    }

    @Test
    void aReceiptThatLeavesOneOutIsOutOfSequence() {
        assertDisbelieved(peer.receipt(grant, 3, PIECE_BYTES, first.id()), "WRONG_SEQUENCE");
    }

    @Test
    void aReceiptOfSequenceZeroIsOutOfSequence() {
        assertDisbelieved(peer.receipt(grant, 0, PIECE_BYTES, first.id()), "WRONG_SEQUENCE");
    }

    @Test
    void aReceiptThatDoesNotNameTheOneBeforeBreaksTheChain() {
        assertDisbelieved(peer.receipt(grant, 2, PIECE_BYTES, NO_RECEIPT), "WRONG_PREVIOUS");
    }

    @Test
    void aReceiptForLessThanTheOneBeforeTakesNothingBack() {
        assertDisbelieved(peer.receipt(grant, 2, PIECE_BYTES - 1, first.id()), "LOWER_TOTAL");
    }

    @Test
    void aReceiptForOneByteMoreThanWasSentEarnsNothing() {
        assertDisbelieved(peer.receipt(grant, 2, PIECE_BYTES + 1, first.id()), "MORE_THAN_SENT");
    }

    @Test
    void aReceiptForMoreThanAnyNumberEarnsNothing() {
        assertDisbelieved(peer.receipt(grant, 2, Long.MAX_VALUE, first.id()), "MORE_THAN_SENT");
    }

    @Test
    void aReceiptSignedByAnotherKeyIsNone() {
        assertDisbelieved(peer.receipt(grant, 2, PIECE_BYTES, first.id(), TestOperator.key(66)), "BAD_SIGNATURE");
    }

    @Test
    void aReceiptThatWasChangedAfterSigningIsNone() {
        Envelope signed = peer.receipt(grant, 2, PIECE_BYTES, first.id());
        byte[] body = signed.body().clone();
        body[body.length - 1] ^= 1;

        assertDisbelieved(new Envelope(body, signed.signature(), signed.keyId()), "BAD_SIGNATURE");
    }

    @Test
    void aReceiptUnderAnotherGrantIsNone() {
        assertDisbelieved(peer.receipt(peer.grant(), 1, PIECE_BYTES, NO_RECEIPT), "OTHER_GRANT");
    }

    @Test
    void bytesThatAreNoReceiptAreNone() {
        byte[] body = Arrays.copyOf(first.body(), first.body().length - 1);

        assertDisbelieved(new Envelope(body, peer.session.sign(body), first.keyId()), "MALFORMED");
    }

    @Test
    void aGrantInPlaceOfAReceiptIsNone() {
        assertDisbelieved(Envelope.sign(grant, peer.session), "MALFORMED");
    }

    @Test
    void aDownloaderThatSignsNoFurtherGetsOneWindowAndIsToldGoodbye() {
        // When: it asks for two windows and signs for nothing of them
        long extra = 0;
        for (int piece = 1; piece <= 2 * WINDOW_BYTES / PIECE_BYTES; piece++) {
            peer.request(piece, 0, PIECE_BYTES);
        }
        for (int piece = 1; piece <= WINDOW_BYTES / PIECE_BYTES; piece++) {
            extra += peer.wire
                    .hear(Frame.KindCase.PIECE_DATA)
                    .getPieceData()
                    .getData()
                    .size();
        }
        node.passUntil(Duration.ofSeconds(31), () -> peer.wire.unheard() > 0);

        // Then
        assertThat(peer.wire.bye()).isEqualTo(ByeReason.BYE_REASON_NO_RECEIPTS);
        assertThat(extra).isEqualTo(WINDOW_BYTES);
        assertThat(node.engine().totals())
                .isEqualTo(new EngineTotals(PIECE_BYTES + WINDOW_BYTES, PIECE_BYTES, 0, 0, 0, 0));
    }

    @Test
    void comingBackWithTheSameGrantBuysNoSecondWindow() {
        // Given: a window less one piece was sent and not signed for
        int last = WINDOW_BYTES / PIECE_BYTES;
        for (int piece = 1; piece < last; piece++) {
            peer.fetch(piece);
        }
        peer.close();
        await().until(() -> node.status().peers() == 0);

        // When
        peer = HandMadeDownloader.greeted(node, operator);
        peer.begin(grant);
        peer.request(last, 0, PIECE_BYTES);
        peer.request(last + 1, 0, PIECE_BYTES);

        // Then
        assertThat(peer.wire.hear(Frame.KindCase.PIECE_DATA).getPieceData().getPiece())
                .isEqualTo(last);
        node.passUntil(Duration.ofSeconds(31), () -> peer.wire.unheard() > 0);
        assertThat(peer.wire.bye()).isEqualTo(ByeReason.BYE_REASON_NO_RECEIPTS);
        assertThat(node.engine().totals().givenBytes()).isEqualTo(PIECE_BYTES + WINDOW_BYTES);
    }

    @Test
    void aReceiptOpensTheWindowThatWasUsedUp() {
        // Given
        int last = WINDOW_BYTES / PIECE_BYTES;
        for (int piece = 1; piece <= last; piece++) {
            peer.fetch(piece);
        }
        peer.request(last + 1, 0, PIECE_BYTES);

        // When
        peer.sign(peer.receipt(grant, 2, PIECE_BYTES + WINDOW_BYTES, first.id()));

        // Then
        assertThat(peer.wire.hear(Frame.KindCase.PIECE_DATA).getPieceData().getPiece())
                .isEqualTo(last + 1);
    }

    @Test
    void aReceiptThatCannotBeKeptOpensNothingAndEndsTheStream() {
        // Given
        node.receipts().fail();
        peer.fetch(1);

        // When
        peer.sign(peer.receipt(grant, 2, 2 * PIECE_BYTES, first.id()));

        // Then
        assertThat(peer.wire.bye()).isEqualTo(ByeReason.BYE_REASON_DONE);
        assertThat(node.engine().totals().receiptedBytes()).isEqualTo(PIECE_BYTES);
    }

    @Test
    void theReceiptThatComesAfterGoodbyeStillCounts() {
        // Given
        peer.fetch(1);
        node.engine().setSharing(false);
        assertThat(peer.wire.hear(Frame.KindCase.BYE).getBye().getReason()).isEqualTo(ByeReason.BYE_REASON_NOT_SHARING);

        // When
        peer.sign(peer.receipt(grant, 2, 2 * PIECE_BYTES, first.id()));
        peer.wire.hangUp();

        // Then
        await().until(() -> node.receipts().receiptedBytes() == 2 * PIECE_BYTES);
    }

    @Test
    void aGrantIsServedUpToItsLimitAndNoByteBeyond() {
        // Given: a grant over one piece and a half
        peer.close();
        operator.limitedTo(PIECE_BYTES + PIECE_BYTES / 2);
        peer = HandMadeDownloader.served(node, operator);

        // When
        peer.fetch(0);
        peer.request(1, 0, PIECE_BYTES / 2);
        peer.request(1, PIECE_BYTES / 2, PIECE_BYTES / 2);

        // Then
        assertThat(peer.wire.hear(Frame.KindCase.PIECE_DATA).getPieceData().getBegin())
                .isZero();
        node.passUntil(Duration.ofMinutes(12), () -> peer.wire.unheard() > 0);
        assertThat(peer.refusal()).isEqualTo(GrantRefusal.GRANT_REFUSAL_EXPIRED);
        assertThat(node.engine().totals().givenBytes()).isEqualTo(PIECE_BYTES + PIECE_BYTES + PIECE_BYTES / 2);
    }

    /** Hands the receipt in: the stream ends, and the ledger would still hear of the first one only. */
    private void assertDisbelieved(Envelope receipt, String fault) {
        peer.sign(receipt);

        assertRefused(peer.wire, "a receipt that does not hold: " + fault);
        await().until(() -> node.status().peers() == 0);
        Receipt kept = node.receipts().newest().get(grant.grantId());
        assertThat(node.receipts().newest()).hasSize(1);
        assertThat(kept.sequence()).isEqualTo(1);
        assertThat(kept.cumulativeBytes()).isEqualTo(PIECE_BYTES);
        assertThat(node.engine().totals()).isEqualTo(new EngineTotals(PIECE_BYTES, PIECE_BYTES, 0, 0, 0, 0));
    }
}
