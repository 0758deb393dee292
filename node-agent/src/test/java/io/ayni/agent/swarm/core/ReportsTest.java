package io.ayni.agent.swarm.core;

import static io.ayni.agent.swarm.core.OneCore.pieces;
import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.agent.swarm.testing.SampleItem;
import io.ayni.agent.swarm.testing.TestOperator;
import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.document.Grant;
import io.ayni.contracts.document.MalformedDocumentException;
import io.ayni.contracts.document.Receipt;
import io.ayni.contracts.document.Report;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a downloader reports on a grant, and what it says. */
class ReportsTest {
    private static final int PIECE = 64 << 10;
    private static final SampleItem ITEM = SampleItem.single("film.bin", 4 * PIECE, 1);
    private static final Ed25519PrivateKey UPLOADER = TestOperator.key(1);
    private static final long REDIAL_MS = 1_000;

    private final OneCore one = OneCore.holdingNothing(ITEM);
    private final LinkId link = one.meet(UPLOADER, pieces(0, 1, 2));
    private final Deque<PeerMessage.Request> asked = new ArrayDeque<>(one.said(link, PeerMessage.Request.class));

    @Test
    void aGrantThatIsInUseIsNotReported() {
        give(2);

        one.pass(60_000);

        assertThat(one.look(SwarmEffect.KeepReport.class)).isEmpty();
    }

    @Test
    void completionReportsWhatCameUnderTheGrantAndWhatTheEdgeGaveMeanwhile() {
        // Given
        give(3);

        // When
        one.on(new SwarmEvent.PieceStored(3, new Source.Edge(1)));

        // Then
        assertThat(reports()).singleElement().satisfies(report -> {
            assertThat(report.cumulativeBytes()).isEqualTo(3 * PIECE);
            assertThat(report.failedPieces()).isZero();
            assertThat(report.edgeBytes()).isEqualTo(PIECE);
            assertThat(report.stallMs()).isZero();
        });
    }

    @Test
    void aReportIsMadeOnceAndSignedWithTheNodeKey() {
        // Given
        give(3);
        one.on(new SwarmEvent.PieceStored(3, new Source.Edge(1)));
        List<SwarmEffect.KeepReport> made = one.look(SwarmEffect.KeepReport.class);

        // When
        one.pass(1_000);
        one.on(new SwarmEvent.Stopped());

        // Then
        assertThat(made).hasSize(1);
        assertThat(made.getFirst().report().isSignedBy(one.nodeKey.publicKey())).isTrue();
        assertThat(one.look(SwarmEffect.KeepReport.class)).isEmpty();
    }

    @Test
    void aStreamThatBrokeIsReportedOnlyWhenTheUploaderIsNotMetAgain() {
        // Given
        give(1);
        one.on(new SwarmEvent.Closed(link));
        assertThat(one.look(SwarmEffect.KeepReport.class)).isEmpty();

        // When: three times nobody answers
        for (int attempt = 1; attempt <= 3; attempt++) {
            one.pass(REDIAL_MS << attempt - 1);
            List<SwarmEffect> effects = List.copyOf(one.effects);
            assertThat(effects).noneMatch(SwarmEffect.KeepReport.class::isInstance);
            one.on(new SwarmEvent.Closed(
                    one.look(SwarmEffect.Dial.class).getFirst().link()));
        }
        one.pass(1);

        // Then
        assertThat(reports()).extracting(Report::cumulativeBytes).containsExactly((long) PIECE);
    }

    @Test
    void piecesThatFailedAreReported() {
        // Given
        one.give(link, asked.remove());
        SwarmEffect.StorePiece store = one.look(SwarmEffect.StorePiece.class).getFirst();

        // When
        one.on(new SwarmEvent.PieceCorrupt(store.piece(), store.source()));
        one.pass(1);

        // Then
        assertThat(reports()).singleElement().satisfies(report -> {
            assertThat(report.cumulativeBytes()).isZero();
            assertThat(report.failedPieces()).isEqualTo(1);
        });
    }

    @Test
    void theTimeThatAPlayerWaitedIsReported() {
        // Given
        one.on(new SwarmEvent.ReaderWaits(0, 0));
        one.pass(1_000);
        one.on(new SwarmEvent.ReaderWaits(0, 0));
        one.pass(500);
        give(3);

        // When
        one.on(new SwarmEvent.Stopped());

        // Then
        assertThat(reports()).extracting(Report::stallMs).containsExactly(1_500L);
    }

    @Test
    void stoppingReportsNoLessThanTheLastReceiptSigns() throws MalformedDocumentException {
        // Given
        give(2);

        // When
        one.on(new SwarmEvent.Stopped());

        // Then
        List<SwarmEffect> effects = List.copyOf(one.effects);
        Receipt last = Receipt.decode(one.said(link, PeerMessage.SignedReceipt.class)
                .getLast()
                .receipt()
                .body());
        one.effects.addAll(effects);
        assertThat(last.cumulativeBytes()).isEqualTo(2 * PIECE);
        assertThat(reports()).extracting(Report::cumulativeBytes).containsExactly(2L * PIECE);
    }

    @Test
    void whatIsVerifiedAfterTheReportIsNeitherSignedForNorReportedAgain() {
        // Given: a piece is being verified when the agent stops
        one.give(link, asked.remove());
        SwarmEffect.StorePiece store = one.look(SwarmEffect.StorePiece.class).getFirst();
        give(1);
        one.on(new SwarmEvent.Stopped());
        assertThat(reports()).extracting(Report::cumulativeBytes).containsExactly((long) PIECE);

        // When
        one.on(new SwarmEvent.PieceStored(store.piece(), store.source()));
        one.pass(5_000);

        // Then
        List<SwarmEffect> effects = List.copyOf(one.effects);
        assertThat(effects).noneMatch(SwarmEffect.KeepReport.class::isInstance);
        assertThat(one.said(link, PeerMessage.SignedReceipt.class)).isEmpty();
    }

    @Test
    void receiptForAPieceThatWasVerifiedAfterTheStreamBrokeIsDeliveredEvenWhenAllIsThere() throws Exception {
        // Given: the stream breaks while the last piece of the peer is verified, the edge gives the rest
        give(2);
        one.pass(Receipts.LATEST_MS);
        one.give(link, asked.remove());
        SwarmEffect.StorePiece last = one.look(SwarmEffect.StorePiece.class).getFirst();
        one.on(new SwarmEvent.Closed(link));
        one.on(new SwarmEvent.PieceStored(3, new Source.Edge(1)));
        one.on(new SwarmEvent.PieceStored(last.piece(), last.source()));
        assertThat(one.look(SwarmEffect.KeepReport.class)).isEmpty();

        // When
        one.pass(REDIAL_MS);
        LinkId again = one.meetAgain(UPLOADER);

        // Then
        List<SwarmEffect> effects = List.copyOf(one.effects);
        assertThat(effects).contains(new SwarmEffect.Close(again, PeerMessage.Bye.Reason.DONE));
        assertThat(reports()).extracting(Report::cumulativeBytes).containsExactly(3L * PIECE);
        one.effects.addAll(effects);
        Receipt receipt = Receipt.decode(one.said(again, PeerMessage.SignedReceipt.class)
                .getLast()
                .receipt()
                .body());
        assertThat(receipt.cumulativeBytes()).isEqualTo(3 * PIECE);
    }

    @Test
    void aRenewedGrantIsReportedByItself() {
        // Given
        give(2);
        Grant second = one.handOut(UPLOADER);
        give(1);

        // When: nothing is on its way, the second is presented and accepted
        one.acceptRenewal(link, UPLOADER, second);
        one.pass(1);

        // Then
        assertThat(reports()).singleElement().satisfies(report -> {
            assertThat(report.cumulativeBytes()).isEqualTo(3 * PIECE);
            assertThat(report.grantId()).isNotEqualTo(second.grantId());
        });
    }

    private void give(int count) {
        for (int i = 0; i < count; i++) {
            one.give(link, asked.remove());
            one.on(stored(one.look(SwarmEffect.StorePiece.class).getFirst()));
        }
    }

    private static SwarmEvent stored(SwarmEffect.StorePiece store) {
        return new SwarmEvent.PieceStored(store.piece(), store.source());
    }

    private List<Report> reports() {
        return one.look(SwarmEffect.KeepReport.class).stream()
                .map(keep -> decode(keep.report().body()))
                .toList();
    }

    private static Report decode(byte[] body) {
        try {
            return Report.decode(body);
        } catch (MalformedDocumentException e) {
            throw new IllegalStateException(e);
        }
    }
}
