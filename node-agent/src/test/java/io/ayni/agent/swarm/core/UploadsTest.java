package io.ayni.agent.swarm.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.agent.swarm.DialBack;
import io.ayni.agent.swarm.exchange.Refusal;
import io.ayni.agent.swarm.testing.SampleItem;
import io.ayni.agent.swarm.testing.TestOperator;
import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.Grant;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.document.Receipt;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The uploader's part where its order of events cannot be brought about on real streams. */
class UploadsTest {
    private static final int PIECE = 64 << 10;
    private static final SampleItem ITEM = SampleItem.single("film.bin", 4 << 20, 1);
    private static final Ed25519PrivateKey SESSION = TestOperator.key(50);

    private final OneCore one = OneCore.holdingAll(ITEM);
    private LinkId link = one.admit();
    private final byte[] nonce =
            one.said(link, PeerMessage.Hello.class).getFirst().nonce();

    @Test
    void noMoreThanTwoBlocksOfAStreamAreOnTheirWayOut() {
        one.present(link, SESSION, nonce);
        for (int piece = 0; piece < 5; piece++) {
            request(piece);
        }
        assertThat(one.look(SwarmEffect.SendBlock.class)).hasSize(2);

        one.on(new SwarmEvent.BlockSent(link, PIECE));

        assertThat(one.look(SwarmEffect.SendBlock.class)).containsExactly(new SwarmEffect.SendBlock(link, 2, 0, PIECE));
    }

    @Test
    void aFurtherGrantIsAnsweredWhenTheBlocksUnderTheOneBeforeHaveLeft() {
        // Given
        one.present(link, SESSION, nonce);
        request(0);
        one.effects.clear();

        // When
        Grant renewal = one.present(link, SESSION, nonce);
        assertThat(one.said(link, PeerMessage.GrantAccepted.class)).isEmpty();
        one.on(new SwarmEvent.BlockSent(link, PIECE));

        // Then
        assertThat(one.said(link, PeerMessage.GrantAccepted.class))
                .extracting(PeerMessage.GrantAccepted::grantId)
                .containsExactly(renewal.grantId());
    }

    @Test
    void aGrantPresentedWhileAnotherWaitsForItsAnswerIsAViolation() {
        one.present(link, SESSION, nonce);
        request(0);
        one.present(link, SESSION, nonce);

        one.present(link, SESSION, nonce);

        assertThat(one.look(SwarmEffect.Abort.class))
                .containsExactly(
                        new SwarmEffect.Abort(link, "a grant was presented before the one before was answered"));
    }

    @Test
    void aRequestThatOnlyAReceiptHoldsUpIsWaitedForHalfAMinute() {
        useUpTheWindowAndAskForMore();

        one.pass(BlockPump.NO_RECEIPT_MS - 1);
        assertThat(one.look(SwarmEffect.Close.class)).isEmpty();
        one.pass(1);

        assertThat(one.look(SwarmEffect.Close.class))
                .containsExactly(new SwarmEffect.Close(link, PeerMessage.Bye.Reason.NO_RECEIPTS));
    }

    @Test
    void aRequestThatWasWithdrawnIsNotAnsweredAndWaitsForNoReceipt() {
        // Given
        Grant grant = useUpTheWindowAndAskForMore();

        // When
        one.hear(link, new PeerMessage.Cancel(16, 0));
        one.pass(BlockPump.NO_RECEIPT_MS);

        // Then
        assertThat(one.look(SwarmEffect.Close.class)).isEmpty();
        one.on(new SwarmEvent.ReceiptKept(link, grant.grantId(), 1 << 20));
        assertThat(one.look(SwarmEffect.SendBlock.class)).isEmpty();
    }

    @Test
    void requestsAreDroppedAndRefusedWhenTheGrantRunsOut() {
        // Given
        useUpTheWindowAndAskForMore();

        // When
        one.core
                .on(new SwarmEvent.Tick(), new Moment(OneCore.START_WALL_MS + 12 * 60_000, 20_000))
                .forEach(one.effects::add);

        // Then
        assertThat(one.said(link, PeerMessage.GrantRefused.class))
                .extracting(PeerMessage.GrantRefused::reason)
                .containsExactly(Refusal.EXPIRED);
    }

    @Test
    void moreThan64ReceiptsThatAreNotDurableYetAreTooMany() {
        // Given
        Grant grant = one.present(link, SESSION, nonce);
        request(0);
        one.on(new SwarmEvent.BlockSent(link, PIECE));

        // When
        DocumentId previous = new DocumentId(new byte[DocumentId.WIDTH]);
        for (int sequence = 1; sequence <= 65; sequence++) {
            Envelope receipt = receipt(grant, sequence, previous);
            one.hear(link, new PeerMessage.SignedReceipt(receipt));
            previous = receipt.id();
        }

        // Then
        List<SwarmEffect> effects = List.copyOf(one.effects);
        assertThat(effects.stream().filter(SwarmEffect.KeepReceipt.class::isInstance))
                .hasSize(64);
        assertThat(effects).contains(new SwarmEffect.Abort(link, "too many receipts at once"));
    }

    @Test
    void aReceiptTwoSecondsAfterGoodbyeIsTooLate() {
        // Given
        Grant grant = one.present(link, SESSION, nonce);
        request(0);
        one.on(new SwarmEvent.BlockSent(link, PIECE));
        one.on(new SwarmEvent.SharingSet(false));
        one.pass(2_001);
        one.effects.clear();

        // When
        one.hear(link, new PeerMessage.SignedReceipt(receipt(grant, 1, new DocumentId(new byte[DocumentId.WIDTH]))));

        // Then
        assertThat(one.effects).isEmpty();
    }

    @Test
    void aPieceThatRottedEndsEveryStreamThatIsServed() {
        one.present(link, SESSION, nonce);
        LinkId stranger = one.admit();
        one.effects.clear();

        one.on(new SwarmEvent.PieceRotted(3));

        assertThat(one.look(SwarmEffect.Close.class))
                .containsExactly(new SwarmEffect.Close(link, PeerMessage.Bye.Reason.DONE));
        assertThat(one.core.holds(3)).isFalse();
        assertThat(stranger).isNotEqualTo(link);
    }

    @Test
    void whoDoesNotShareDialsNobodyBack() {
        DialBack request = new DialBack(
                ITEM.metainfo().contentId(),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 9),
                new GrantId(new byte[GrantId.WIDTH]));
        one.on(new SwarmEvent.SharingSet(false));
        one.on(new SwarmEvent.DialBackAsked(request));
        assertThat(one.look(SwarmEffect.Dial.class)).isEmpty();

        one.on(new SwarmEvent.SharingSet(true));
        one.on(new SwarmEvent.DialBackAsked(request));

        assertThat(one.look(SwarmEffect.Dial.class)).hasSize(1);
    }

    /** Sixteen pieces fill a window; the seventeenth, piece 16, waits. */
    private Grant useUpTheWindowAndAskForMore() {
        Grant grant = one.present(link, SESSION, nonce);
        for (int piece = 0; piece < 16; piece++) {
            request(piece);
            one.on(new SwarmEvent.BlockSent(link, PIECE));
        }
        request(16);
        one.effects.clear();
        return grant;
    }

    private void request(int piece) {
        one.hear(link, new PeerMessage.Request(piece, 0, PIECE));
    }

    private static Envelope receipt(Grant grant, int sequence, DocumentId previous) {
        return Envelope.sign(
                new Receipt(grant.grantId(), sequence, PIECE, 1, new byte[Receipt.DIGEST_WIDTH], previous, 0), SESSION);
    }
}
