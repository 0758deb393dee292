package io.ayni.agent.swarm.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ayni.agent.swarm.EngineTotals;
import io.ayni.agent.swarm.ItemStatus;
import io.ayni.agent.swarm.core.PeerMessage;
import io.ayni.agent.swarm.testing.SampleItem;
import io.ayni.agent.swarm.testing.ServingNode;
import io.ayni.agent.swarm.testing.TestOperator;
import io.ayni.contracts.document.Grant;
import io.ayni.peer.v1.ByeReason;
import io.ayni.peer.v1.Frame;
import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An uploader that breaks the protocol, dialled by a real downloader: it is left at once, and no byte of it counts. */
class PeerExchangeHostileUploaderIT {
    private static final SampleItem ITEM = SampleItem.single("film.bin", 1 << 20, 1);
    private static final int PIECE_BYTES = ITEM.metainfo().pieceLengthBytes();

    @TempDir
    Path directory;

    private HandMadeUploader uploader;
    private ServingNode node;
    private Grant grant;

    @BeforeEach
    void meet() throws IOException {
        uploader = new HandMadeUploader(ITEM);
        node = ServingNode.holding(ITEM, new BitSet(), directory, new TestOperator());
        grant = node.meet(uploader.id(), uploader.address());
    }

    @AfterEach
    void stop() {
        node.close();
        uploader.close();
    }

    @Test
    void anHonestUploaderIsReceiptedForWhatWasVerified() {
        // Given
        uploader.begin(grant);

        // When
        PeerMessage.Request request = uploader.request();
        uploader.give(request.piece(), request.begin(), ITEM.piece(request.piece()));
        await().until(() -> node.engine().totals().fromPeersBytes() == PIECE_BYTES);
        node.pass(Duration.ofSeconds(2));

        // Then
        uploader.await(Frame.KindCase.RECEIPT);
        assertThat(node.engine().totals()).isEqualTo(new EngineTotals(0, 0, PIECE_BYTES, 0, 0, 0));
    }

    @Test
    void dataThatWasNotAskedForIsNotTaken() {
        uploader.begin(grant);
        PeerMessage.Request first = uploader.request();

        uploader.give((first.piece() + 1) % ITEM.metainfo().pieceCount(), 0, new byte[100]);

        assertLeft();
    }

    @Test
    void dataForAnotherPlaceInThePieceIsNotTaken() {
        uploader.begin(grant);
        PeerMessage.Request first = uploader.request();

        uploader.give(first.piece(), 16 << 10, new byte[first.length()]);

        assertLeft();
    }

    @Test
    void dataOfAnotherLengthIsNotTaken() {
        uploader.begin(grant);
        PeerMessage.Request first = uploader.request();

        uploader.give(first.piece(), 0, new byte[first.length() - 1]);

        assertLeft();
    }

    @Test
    void dataBeforeTheGrantIsAcceptedIsNotTaken() {
        uploader.hearGrant();

        uploader.give(0, 0, ITEM.piece(0));

        assertLeft();
    }

    @Test
    void thePieceThatWasGivenIsNotTakenASecondTime() {
        // Given
        uploader.begin(grant);
        PeerMessage.Request first = uploader.request();
        uploader.give(first.piece(), 0, ITEM.piece(first.piece()));

        // When
        uploader.give(first.piece(), 0, ITEM.piece(first.piece()));

        // Then
        assertThat(uploader.end().getCode()).isEqualTo(Status.Code.CANCELLED);
        await().until(() -> node.engine().totals().fromPeersBytes() == PIECE_BYTES);
    }

    @Test
    void aPieceWithAWrongByteIsNotStoredAndItsGiverIsDroppedAndNotMetAgain() {
        // Given
        uploader.begin(grant);
        PeerMessage.Request first = uploader.request();
        byte[] wrong = ITEM.piece(first.piece());
        wrong[PIECE_BYTES - 1] ^= 1;

        // When
        uploader.give(first.piece(), 0, wrong);

        // Then
        assertThat(uploader.await(Frame.KindCase.BYE).getBye().getReason())
                .isEqualTo(ByeReason.BYE_REASON_CORRUPT_PIECES);
        await().untilAsserted(() -> assertThat(node.engine().totals()).isEqualTo(new EngineTotals(0, 0, 0, 0, 1, 1)));
        assertNothingIsStored();
        node.meet(uploader.id(), uploader.address());
        node.pass(Duration.ofSeconds(5));
        await().during(Duration.ofMillis(300)).until(() -> uploader.calls.get() == 1);
    }

    @Test
    void anUploaderWithAnotherKeyThanTheGrantsIsLeft() {
        uploader.hearGrant();

        uploader.accept(grant, TestOperator.key(66), 1 << 20);

        assertLeft();
    }

    @Test
    void anUploaderThatProvesAnotherGrantIsLeft() {
        uploader.hearGrant();
        Grant other = node.grantTo(TestOperator.key(50).publicKey());

        uploader.accept(other, uploader.key, 1 << 20);

        assertLeft();
    }

    @Test
    void anUploaderWhoseWindowIsSmallerThanTheLawIsLeft() {
        uploader.hearGrant();

        uploader.accept(grant, uploader.key, (1 << 20) - 1);

        assertLeft();
    }

    @Test
    void aBitfieldThatDoesNotFitTheItemIsNotBelieved() {
        uploader.hearGrant();
        uploader.accept(grant, uploader.key, 1 << 20);

        uploader.say(new PeerMessage.Bitfield(new byte[3]));

        assertLeft();
    }

    @Test
    void aSecondBitfieldIsNotBelieved() {
        uploader.begin(grant);

        uploader.say(new PeerMessage.Bitfield(new byte[2]));

        assertLeft();
    }

    @Test
    void aPieceThatTheItemDoesNotHaveCannotBeHad() {
        uploader.begin(grant);

        uploader.say(new PeerMessage.Have(new int[] {ITEM.metainfo().pieceCount()}));

        assertLeft();
    }

    @Test
    void anEmptyFrameEndsTheStream() {
        uploader.greet();

        uploader.say(Frame.getDefaultInstance());

        assertLeft();
    }

    @Test
    void anUploaderThatNeverAnswersTheGrantIsLeft() {
        uploader.hearGrant();

        node.pass(Duration.ofSeconds(10));

        assertThat(uploader.hear(Frame.KindCase.BYE).getBye().getReason()).isEqualTo(ByeReason.BYE_REASON_IDLE);
        assertNothingIsStored();
    }

    @Test
    void anUploaderThatNeverSaysHelloIsLeft() {
        uploader.hear(Frame.KindCase.HELLO);

        node.pass(Duration.ofSeconds(10));

        assertThat(uploader.hear(Frame.KindCase.BYE).getBye().getReason()).isEqualTo(ByeReason.BYE_REASON_IDLE);
        assertNothingIsStored();
    }

    @Test
    void whileItOwesDataAnUploaderGetsNoReceipt() {
        // Given
        uploader.begin(grant);
        uploader.request();

        // When: it is snubbed after ten seconds
        node.pass(Duration.ofSeconds(10));

        // Then
        uploader.await(Frame.KindCase.CANCEL);
        assertThat(uploader.hasHeard(Frame.KindCase.RECEIPT)).isFalse();
        assertNothingIsStored();
    }

    /** The call was broken off, and what came on it is neither stored nor counted. */
    private void assertLeft() {
        assertThat(uploader.end().getCode()).isEqualTo(Status.Code.CANCELLED);
        assertThat(node.engine().totals()).isEqualTo(ServingNode.NOTHING);
        assertThat(uploader.hasHeard(Frame.KindCase.RECEIPT)).isFalse();
        assertNothingIsStored();
    }

    private void assertNothingIsStored() {
        assertThat(node.status().verifiedBytes()).isZero();
        assertThat(node.status().state()).isEqualTo(ItemStatus.State.FETCHING);
    }
}
