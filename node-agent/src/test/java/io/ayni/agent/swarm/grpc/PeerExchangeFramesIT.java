package io.ayni.agent.swarm.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.ayni.agent.swarm.ItemStatus;
import io.ayni.agent.swarm.testing.SampleItem;
import io.ayni.agent.swarm.testing.ServingNode;
import io.ayni.agent.swarm.testing.TestOperator;
import io.ayni.documents.v1.SignedEnvelope;
import io.ayni.peer.v1.Bitfield;
import io.ayni.peer.v1.Bye;
import io.ayni.peer.v1.ByeReason;
import io.ayni.peer.v1.Cancel;
import io.ayni.peer.v1.Choke;
import io.ayni.peer.v1.Frame;
import io.ayni.peer.v1.GrantAccepted;
import io.ayni.peer.v1.GrantRefused;
import io.ayni.peer.v1.Have;
import io.ayni.peer.v1.Hello;
import io.ayni.peer.v1.PieceData;
import io.ayni.peer.v1.PresentGrant;
import io.ayni.peer.v1.Receipt;
import io.ayni.peer.v1.Request;
import io.ayni.peer.v1.Unchoke;
import io.grpc.Metadata;
import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Frames that are out of shape, out of bounds or out of order, each on a real stream. */
class PeerExchangeFramesIT {
    private static final TestOperator OPERATOR = new TestOperator();
    private static final SampleItem ITEM = SampleItem.single("film.bin", 1 << 20, 1);

    @TempDir
    static Path directory;

    private static ServingNode node;

    @BeforeAll
    static void start() throws IOException {
        node = ServingNode.holding(ITEM, directory, OPERATOR);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    /** Whatever was said: nobody is left, nothing was given, stored or counted. */
    @AfterEach
    void nothingChanged() {
        await().until(() -> node.status().peers() == 0);
        assertThat(node.engine().totals()).isEqualTo(ServingNode.NOTHING);
        assertThat(node.receipts().newest()).isEmpty();
        assertThat(node.status().state()).isEqualTo(ItemStatus.State.COMPLETE);
    }

    static Stream<Arguments> framesOutOfShape() {
        return Stream.of(
                Arguments.of("nothing", Frame.getDefaultInstance(), "an empty or unreadable frame"),
                Arguments.of("nonce of 31 bytes", hello(31, 32, 0), "a field of the wrong width"),
                Arguments.of("content id of 20 bytes", hello(32, 20, 0), "a field of the wrong width"),
                Arguments.of("dial-back id of 15 bytes", hello(32, 32, 15), "a field of the wrong width"),
                Arguments.of("grant without envelope", grant(0, 0, 0, 64), "a signature or key id of the wrong width"),
                Arguments.of(
                        "grant signature too short", grant(9, 63, 8, 64), "a signature or key id of the wrong width"),
                Arguments.of("grant key id too long", grant(9, 64, 9, 64), "a signature or key id of the wrong width"),
                Arguments.of("grant body too long", grant(513, 64, 8, 64), "a document longer than any"),
                Arguments.of("proof too short", grant(9, 64, 8, 63), "a field of the wrong width"),
                Arguments.of("accepted id too short", accepted(15, 32, 64), "a field of the wrong width"),
                Arguments.of("accepted key too long", accepted(16, 33, 64), "a field of the wrong width"),
                Arguments.of("accepted proof missing", accepted(16, 32, 0), "a field of the wrong width"),
                Arguments.of("refused id too long", refused(17, 1), "a field of the wrong width"),
                Arguments.of("refused for no reason", refused(16, 0), "an unknown refusal"),
                Arguments.of("refused for an unknown reason", refused(16, 10), "an unknown refusal"),
                Arguments.of("have of 1,025 pieces", have(1025), "a have of too many pieces"),
                Arguments.of("data of 256 KiB and a byte", data((256 << 10) + 1), "piece data longer than any request"),
                Arguments.of("receipt without envelope", receipt(0, 0, 0), "a signature or key id of the wrong width"),
                Arguments.of("receipt body too long", receipt(513, 64, 8), "a document longer than any"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("framesOutOfShape")
    void aFrameOutOfShapeEndsTheStream(String what, Frame frame, String detail) {
        try (HandMadeDownloader peer = HandMadeDownloader.greeted(node, OPERATOR)) {
            // When
            peer.wire.say(frame);

            // Then
            assertRefused(peer.wire, detail);
        }
    }

    static Stream<Arguments> framesOutOfOrder() {
        return Stream.of(
                Arguments.of("a second hello", hello(32, 32, 0), "a second Hello"),
                Arguments.of("accepted", accepted(16, 32, 64), "a grant was accepted that was not presented"),
                Arguments.of("refused", refused(16, 1), "a grant was refused that was not presented"),
                Arguments.of("bitfield", bitfield(2), "a bitfield out of order"),
                Arguments.of("have", have(1), "a have out of order or too long"),
                Arguments.of("request", request(0, 0, 16 << 10), "a request without a grant"),
                Arguments.of("data", data(16 << 10), "data that was not asked for"),
                Arguments.of("cancel", cancel(), "a cancel without a grant"),
                Arguments.of("choke", choke(), "a choke out of order"),
                Arguments.of("unchoke", unchoke(), "an unchoke out of order"),
                Arguments.of("receipt", receipt(9, 64, 8), "a receipt without a grant"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("framesOutOfOrder")
    void aFrameBeforeItsTurnEndsTheStream(String what, Frame frame, String detail) {
        try (HandMadeDownloader peer = HandMadeDownloader.greeted(node, OPERATOR)) {
            // When
            peer.wire.say(frame);

            // Then
            assertRefused(peer.wire, detail);
        }
    }

    static Stream<Arguments> framesThatAreNoHello() {
        return Stream.concat(
                framesOutOfOrder().skip(1),
                Stream.of(
                        Arguments.of("grant", grant(9, 64, 8, 64), ""),
                        Arguments.of("bye", bye(ByeReason.BYE_REASON_DONE), "")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("framesThatAreNoHello")
    void nothingIsHeardBeforeHello(String what, Frame frame, String whatItWouldBeAfterHello) {
        try (RawPeer peer = RawPeer.dial(node.engine().peerAddress())) {
            // When
            peer.say(frame);

            // Then
            assertRefused(peer, "a frame before Hello");
        }
    }

    static Stream<Arguments> requestsThatDoNotFit() {
        int pieces = ITEM.metainfo().pieceCount();
        int length = ITEM.metainfo().pieceLengthBytes();
        return Stream.of(
                Arguments.of("a piece beyond the last", request(pieces, 0, 16 << 10)),
                Arguments.of("a piece of 2^32 - 1", request(-1, 0, 16 << 10)),
                Arguments.of("no bytes", request(0, 0, 0)),
                Arguments.of("2^31 bytes", request(0, 0, Integer.MIN_VALUE)),
                Arguments.of("more than 256 KiB", request(0, 0, (256 << 10) + (16 << 10))),
                Arguments.of("a begin between blocks", request(0, 1, 16 << 10)),
                Arguments.of("a begin of 2^31", request(0, Integer.MIN_VALUE, 16 << 10)),
                Arguments.of("beyond the end of the piece", request(0, length - (16 << 10), 32 << 10)),
                Arguments.of("a part of a block inside a piece", request(0, 0, 100)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requestsThatDoNotFit")
    void aRequestThatDoesNotFitTheItemEndsTheStreamUnanswered(String what, Frame request) {
        try (HandMadeDownloader peer = HandMadeDownloader.served(node, OPERATOR)) {
            // When
            peer.wire.say(request);

            // Then
            assertRefused(peer.wire, "a request that does not fit the item");
        }
    }

    @Test
    void aBitfieldFromAPeerThatWasPresentedNothingEndsTheStreamHoweverLongItIs() {
        try (HandMadeDownloader peer = HandMadeDownloader.greeted(node, OPERATOR)) {
            // When
            peer.wire.say(bitfield((1 << 20) - 100));

            // Then
            assertRefused(peer.wire, "a bitfield out of order");
        }
    }

    @Test
    void bytesThatAreNoFrameEndTheStream() {
        try (HandMadeDownloader peer = HandMadeDownloader.greeted(node, OPERATOR)) {
            // When
            peer.wire.say(new byte[] {10, 100, 1, 2, 3});

            // Then
            assertRefused(peer.wire, "an empty or unreadable frame");
        }
    }

    @Test
    void aFrameLongerThanOneMebibyteIsNotReadAndResetsTheStream() {
        try (HandMadeDownloader peer = HandMadeDownloader.greeted(node, OPERATOR)) {
            // When
            peer.wire.say(data(1 << 20));

            // Then
            assertThat(peer.wire.end().getCode()).isEqualTo(Status.Code.CANCELLED);
        }
    }

    @Test
    void headersLongerThanEightKibibytesAreRefused() {
        // Given
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of("padding", Metadata.ASCII_STRING_MARSHALLER), "x".repeat(9 << 10));

        try (RawPeer peer = RawPeer.dial(node.engine().peerAddress(), headers)) {
            // Then
            assertThat(peer.end().getCode()).isEqualTo(Status.Code.INTERNAL);
        }
    }

    @Test
    void anotherVersionIsToldSo() {
        try (RawPeer peer = RawPeer.dial(node.engine().peerAddress())) {
            peer.say(Frame.newBuilder()
                    .setHello(hello(32, 32, 0).getHello().toBuilder().setVersion(2))
                    .build());

            assertThat(peer.bye()).isEqualTo(ByeReason.BYE_REASON_UNSUPPORTED_VERSION);
        }
    }

    @Test
    void anItemThatIsNotHeldIsToldSo() {
        try (RawPeer peer = RawPeer.dial(node.engine().peerAddress())) {
            peer.say(hello(32, 32, 0));

            assertThat(peer.bye()).isEqualTo(ByeReason.BYE_REASON_UNKNOWN_CONTENT);
        }
    }

    @Test
    void aByeForAReasonOfALaterVersionIsAnsweredLikeAnyOther() {
        try (HandMadeDownloader peer = HandMadeDownloader.greeted(node, OPERATOR)) {
            peer.wire.say(Frame.newBuilder()
                    .setBye(Bye.newBuilder().setReasonValue(77))
                    .build());

            assertThat(peer.wire.bye()).isEqualTo(ByeReason.BYE_REASON_DONE);
        }
    }

    @Test
    void aPeerThatHangsUpAfterItsHelloEndsTheStreamWell() {
        try (HandMadeDownloader peer = HandMadeDownloader.greeted(node, OPERATOR)) {
            peer.wire.hangUp();

            assertThat(peer.wire.end().getCode()).isEqualTo(Status.Code.OK);
        }
    }

    static void assertRefused(RawPeer peer, String detail) {
        Status end = peer.end();
        assertThat(end.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(end.getDescription()).isEqualTo(detail);
    }

    private static ByteString bytes(int width) {
        return ByteString.copyFrom(new byte[width]);
    }

    private static SignedEnvelope envelope(int body, int signature, int keyId) {
        return SignedEnvelope.newBuilder()
                .setBody(bytes(body))
                .setSignature(bytes(signature))
                .setKeyId(bytes(keyId))
                .build();
    }

    private static Frame hello(int nonce, int contentId, int dialBack) {
        return Frame.newBuilder()
                .setHello(Hello.newBuilder()
                        .setVersion(1)
                        .setNonce(bytes(nonce))
                        .setContentId(bytes(contentId))
                        .setDialBackGrantId(bytes(dialBack)))
                .build();
    }

    private static Frame grant(int body, int signature, int keyId, int proof) {
        PresentGrant.Builder present = PresentGrant.newBuilder().setProof(bytes(proof));
        if (body > 0) {
            present.setGrant(envelope(body, signature, keyId));
        }
        return Frame.newBuilder().setPresentGrant(present).build();
    }

    private static Frame accepted(int grantId, int nodeKey, int proof) {
        return Frame.newBuilder()
                .setGrantAccepted(GrantAccepted.newBuilder()
                        .setGrantId(bytes(grantId))
                        .setNodeKey(bytes(nodeKey))
                        .setProof(bytes(proof)))
                .build();
    }

    private static Frame refused(int grantId, int reason) {
        return Frame.newBuilder()
                .setGrantRefused(
                        GrantRefused.newBuilder().setGrantId(bytes(grantId)).setReasonValue(reason))
                .build();
    }

    private static Frame bitfield(int length) {
        return Frame.newBuilder()
                .setBitfield(Bitfield.newBuilder().setBits(bytes(length)))
                .build();
    }

    private static Frame have(int pieces) {
        return Frame.newBuilder()
                .setHave(Have.newBuilder().addAllPieces(Collections.nCopies(pieces, 0)))
                .build();
    }

    private static Frame request(int piece, int begin, int length) {
        return Frame.newBuilder()
                .setRequest(Request.newBuilder().setPiece(piece).setBegin(begin).setLength(length))
                .build();
    }

    private static Frame data(int length) {
        return Frame.newBuilder()
                .setPieceData(PieceData.newBuilder().setData(bytes(length)))
                .build();
    }

    private static Frame cancel() {
        return Frame.newBuilder().setCancel(Cancel.getDefaultInstance()).build();
    }

    private static Frame choke() {
        return Frame.newBuilder().setChoke(Choke.getDefaultInstance()).build();
    }

    private static Frame unchoke() {
        return Frame.newBuilder().setUnchoke(Unchoke.getDefaultInstance()).build();
    }

    private static Frame receipt(int body, int signature, int keyId) {
        Receipt.Builder receipt = Receipt.newBuilder();
        if (body > 0) {
            receipt.setReceipt(envelope(body, signature, keyId));
        }
        return Frame.newBuilder().setReceipt(receipt).build();
    }

    private static Frame bye(ByeReason reason) {
        return Frame.newBuilder().setBye(Bye.newBuilder().setReason(reason)).build();
    }
}
