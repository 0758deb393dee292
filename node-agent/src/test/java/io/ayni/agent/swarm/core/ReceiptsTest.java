package io.ayni.agent.swarm.core;

import static io.ayni.agent.swarm.core.OneCore.pieces;
import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.agent.swarm.testing.SampleItem;
import io.ayni.agent.swarm.testing.TestOperator;
import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.document.MalformedDocumentException;
import io.ayni.contracts.document.Receipt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a downloader signs, and for what. */
class ReceiptsTest {
    private static final int PIECE = 64 << 10;
    private static final SampleItem ITEM = SampleItem.single("film.bin", 16 * PIECE, 1);
    private static final Ed25519PrivateKey UPLOADER = TestOperator.key(1);

    private final OneCore one = OneCore.holdingNothing(ITEM);
    private final LinkId link = one.meet(UPLOADER, pieces(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15));
    private final Deque<PeerMessage.Request> asked = new ArrayDeque<>(one.said(link, PeerMessage.Request.class));

    @Test
    void nothingIsSignedForWhatIsNotVerified() {
        one.give(link, asked.remove());
        one.pass(Receipts.LATEST_MS);

        assertThat(one.said(link, PeerMessage.SignedReceipt.class)).isEmpty();
    }

    @Test
    void nothingIsSignedForAPieceThatFailedItsHash() {
        // Given
        one.give(link, asked.remove());
        SwarmEffect.StorePiece store = one.look(SwarmEffect.StorePiece.class).getFirst();

        // When
        one.on(new SwarmEvent.PieceCorrupt(store.piece(), store.source()));

        // Then
        assertThat(one.effects).contains(new SwarmEffect.Close(link, PeerMessage.Bye.Reason.CORRUPT_PIECES));
        assertThat(one.said(link, PeerMessage.SignedReceipt.class)).isEmpty();
        assertThat(one.core.totals().corruptPieces()).isEqualTo(1);
    }

    @Test
    void twoSecondsAfterTheFirstVerifiedPieceAReceiptGoesOut() throws MalformedDocumentException {
        // Given
        one.give(link, asked.remove());
        one.storeAll();
        one.pass(Receipts.LATEST_MS - 1);
        assertThat(one.said(link, PeerMessage.SignedReceipt.class)).isEmpty();

        // When
        one.pass(1);

        // Then
        List<PeerMessage.SignedReceipt> signed = one.said(link, PeerMessage.SignedReceipt.class);
        assertThat(signed).hasSize(1);
        Receipt receipt = Receipt.decode(signed.getFirst().receipt().body());
        assertThat(receipt.sequence()).isEqualTo(1);
        assertThat(receipt.cumulativeBytes()).isEqualTo(PIECE);
    }

    @Test
    void halfAWindowIsSignedForAtOnce() throws MalformedDocumentException {
        // When: eight of sixteen pieces, half a mebibyte, one after the other
        List<PeerMessage.SignedReceipt> receipts = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            assertThat(receipts).isEmpty();
            one.give(link, asked.remove());
            SwarmEffect.StorePiece store =
                    one.look(SwarmEffect.StorePiece.class).getFirst();
            one.on(new SwarmEvent.PieceStored(store.piece(), store.source()));
            for (SwarmEffect.Send send : one.look(SwarmEffect.Send.class)) {
                switch (send.message()) {
                    case PeerMessage.SignedReceipt receipt -> receipts.add(receipt);
                    case PeerMessage.Request request -> asked.add(request);
                    default -> {}
                }
            }
        }

        // Then
        assertThat(receipts).hasSize(1);
        assertThat(Receipt.decode(receipts.getFirst().receipt().body()).cumulativeBytes())
                .isEqualTo(8 * PIECE);
    }

    @Test
    void goodbyeIsAnsweredWithTheLastReceipt() {
        one.give(link, asked.remove());
        one.storeAll();

        one.hear(link, new PeerMessage.Bye(PeerMessage.Bye.Reason.SHUTTING_DOWN));

        assertThat(one.said(link, PeerMessage.SignedReceipt.class)).hasSize(1);
    }

    @Test
    void stoppingSignsForWhatWasVerified() {
        one.give(link, asked.remove());
        one.storeAll();

        one.on(new SwarmEvent.Stopped());

        assertThat(one.effects).contains(new SwarmEffect.Close(link, PeerMessage.Bye.Reason.SHUTTING_DOWN));
        assertThat(one.said(link, PeerMessage.SignedReceipt.class)).hasSize(1);
    }

    @Test
    void aPieceFromTheEdgeIsNobodysToSignFor() {
        one.on(new SwarmEvent.PieceStored(0, new Source.Edge(1)));
        one.pass(Receipts.LATEST_MS);

        assertThat(one.said(link, PeerMessage.SignedReceipt.class)).isEmpty();
        assertThat(one.core.totals().fromEdgeBytes()).isEqualTo(PIECE);
    }
}
