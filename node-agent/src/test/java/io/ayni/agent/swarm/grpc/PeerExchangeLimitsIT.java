package io.ayni.agent.swarm.grpc;

import static io.ayni.agent.swarm.grpc.PeerExchangeFramesIT.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ayni.agent.swarm.testing.SampleItem;
import io.ayni.agent.swarm.testing.ServingNode;
import io.ayni.agent.swarm.testing.TestOperator;
import io.ayni.peer.v1.ByeReason;
import io.ayni.peer.v1.Frame;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Too much, too often, or nothing at all, on real streams. */
class PeerExchangeLimitsIT {
    private static final SampleItem ITEM = SampleItem.single("film.bin", 4 << 20, 1);
    private static final int PIECE_BYTES = ITEM.metainfo().pieceLengthBytes();
    private static final int WINDOW_BYTES = 1 << 20;

    @TempDir
    Path directory;

    private final TestOperator operator = new TestOperator();
    private final List<AutoCloseable> open = new ArrayList<>();
    private ServingNode node;

    @BeforeEach
    void start() throws IOException {
        node = ServingNode.holding(ITEM, directory, operator);
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable connection : open) {
            connection.close();
        }
        node.close();
    }

    @Test
    void aPeerThatNeverSaysHelloIsToldGoodbye() {
        RawPeer peer = peer();

        node.passUntil(Duration.ofSeconds(10), () -> peer.unheard() > 0);

        assertThat(peer.bye()).isEqualTo(ByeReason.BYE_REASON_IDLE);
    }

    @Test
    void aPeerThatSaysHelloAndNothingElseIsToldGoodbye() {
        HandMadeDownloader peer = greeted();

        node.pass(Duration.ofMinutes(1));

        assertThat(peer.wire.bye()).isEqualTo(ByeReason.BYE_REASON_IDLE);
        assertThat(node.engine().totals()).isEqualTo(ServingNode.NOTHING);
    }

    @Test
    void aPeerThatHasAGrantAndAsksForNothingIsToldGoodbye() {
        HandMadeDownloader peer = served();

        node.pass(Duration.ofMinutes(10));

        assertThat(peer.wire.bye()).isEqualTo(ByeReason.BYE_REASON_IDLE);
        assertThat(node.engine().totals()).isEqualTo(ServingNode.NOTHING);
    }

    @Test
    void moreThan512RequestsThatWaitEndTheStreamAndNoMoreThanAWindowIsGiven() {
        // Given
        HandMadeDownloader peer = served();

        // When: the window takes a part of these, the rest waits for a receipt
        int answered = WINDOW_BYTES / PIECE_BYTES;
        for (int i = 0; i <= answered + 512; i++) {
            peer.request(i % ITEM.metainfo().pieceCount(), 0, PIECE_BYTES);
        }

        // Then
        assertRefused(peer.wire, "too many requests");
        assertThat(node.engine().totals().givenBytes()).isLessThanOrEqualTo(WINDOW_BYTES);
    }

    @Test
    void aRequestForAPieceThatIsNotHeldIsAnsweredWithGoodbye() throws IOException {
        // Given
        BitSet half = new BitSet();
        half.set(0, 32);
        try (ServingNode partial = ServingNode.holding(ITEM, half, directory.resolve("half"), operator);
                HandMadeDownloader peer = HandMadeDownloader.served(partial, operator)) {
            // When
            peer.request(32, 0, PIECE_BYTES);

            // Then
            assertThat(peer.wire.bye()).isEqualTo(ByeReason.BYE_REASON_DONE);
            assertThat(partial.engine().totals()).isEqualTo(ServingNode.NOTHING);
        }
    }

    @Test
    void streamNumber65IsRefusedUntilAnotherEnds() {
        // Given
        List<HandMadeDownloader> peers = new ArrayList<>();
        for (int i = 0; i < StreamLimits.MAX_STREAMS; i++) {
            peers.add(greeted());
        }

        // When
        RawPeer late = peer();

        // Then
        assertThat(late.end().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertThat(late.end().getDescription()).isEqualTo("too many streams");
        peers.getFirst().wire.hangUp();
        assertThat(peers.getFirst().wire.end().getCode()).isEqualTo(Status.Code.OK);
        assertThat(served().fetch(0)).isEqualTo(ITEM.piece(0));
    }

    @Test
    void streamsThatBreakTheProtocolGiveTheirPlacesBack() {
        for (int i = 0; i < 2 * StreamLimits.MAX_STREAMS; i++) {
            try (HandMadeDownloader peer = HandMadeDownloader.greeted(node, operator)) {
                peer.wire.say(i % 2 == 0 ? new byte[] {10, 100, 1} : new byte[2 << 20]);
                assertThat(peer.wire.end().getCode())
                        .isEqualTo(i % 2 == 0 ? Status.Code.INVALID_ARGUMENT : Status.Code.CANCELLED);
            }
        }

        assertThat(served().fetch(0)).isEqualTo(ITEM.piece(0));
        await().until(() -> node.status().peers() == 1);
    }

    @Test
    void aThirdCallOnOneConnectionWaitsForAnother() {
        // Given
        ManagedChannel connection = connection();
        HandMadeDownloader first = HandMadeDownloader.greeted(node, operator, RawPeer.callOn(connection));
        HandMadeDownloader.greeted(node, operator, RawPeer.callOn(connection));
        RawPeer third = RawPeer.callOn(connection);
        third.say(first.hello());

        // When
        first.wire.hangUp();

        // Then
        assertThat(first.wire.unheard()).isZero();
        third.hear(Frame.KindCase.HELLO);
        assertThat(first.wire.end().getCode()).isEqualTo(Status.Code.OK);
    }

    @Test
    void aConnectionThatResetsCallAfterCallIsEnded() {
        // Given
        ManagedChannel connection = connection();
        HandMadeDownloader patient = HandMadeDownloader.greeted(node, operator, RawPeer.callOn(connection));

        // When
        for (int i = 0; i <= 100; i++) {
            HandMadeDownloader.greeted(node, operator, RawPeer.callOn(connection))
                    .wire
                    .vanish();
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> node.status().peers() <= 1);
        }

        // Then
        assertThat(patient.wire.end().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertThat(patient.wire.end().getDescription()).contains("ENHANCE_YOUR_CALM", "too_many_rststreams");
        assertThat(served().fetch(0)).isEqualTo(ITEM.piece(0));
    }

    @Test
    void aPeerThatDoesNotReadGetsWhatTheTransportTakesAndLosesItsConnection() {
        // Given: it reads hello, acceptance and bitfield, and nothing after
        RawPeer deaf = RawPeer.dialDeaf(node.engine().peerAddress(), 3);
        open.add(deaf);
        HandMadeDownloader peer = HandMadeDownloader.greeted(node, operator, deaf);
        peer.begin(peer.grant());
        for (int piece = 0; piece < WINDOW_BYTES / PIECE_BYTES; piece++) {
            peer.request(piece, 0, PIECE_BYTES);
        }
        await().until(() -> node.engine().totals().givenBytes() > 0);

        // When
        node.pass(Duration.ofMinutes(10));

        // Then
        await().until(() -> !deaf.isConnected());
        assertThat(node.engine().totals().givenBytes()).isLessThan(WINDOW_BYTES);
        await().until(() -> node.status().peers() == 0);
    }

    @Test
    void whoSpeaksSomethingElseThanHttp2IsHungUpOn() throws IOException {
        try (Socket socket = new Socket(
                node.engine().peerAddress().getAddress(),
                node.engine().peerAddress().getPort())) {
            // When
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes());
            socket.setSoTimeout(10_000);

            // Then: settings and a farewell, then the end
            assertThat(socket.getInputStream().readAllBytes().length).isLessThan(1000);
        }
        assertThat(node.engine().totals()).isEqualTo(ServingNode.NOTHING);
    }

    @Test
    void connectionNumber129IsClosedAsItComes() throws IOException {
        // Given
        for (int i = 0; i < Connections.MAX_CONNECTIONS; i++) {
            Socket socket = new Socket(
                    node.engine().peerAddress().getAddress(),
                    node.engine().peerAddress().getPort());
            open.add(socket);
            socket.setSoTimeout(10_000);
            assertThat(socket.getInputStream().read()).isZero(); // the first byte of the server's settings
        }

        // When
        try (Socket late = new Socket(
                node.engine().peerAddress().getAddress(),
                node.engine().peerAddress().getPort())) {
            late.setSoTimeout(10_000);

            // Then
            assertThat(late.getInputStream().read()).isEqualTo(-1);
        }
    }

    private RawPeer peer() {
        RawPeer peer = RawPeer.dial(node.engine().peerAddress());
        open.add(peer);
        return peer;
    }

    private HandMadeDownloader greeted() {
        return HandMadeDownloader.greeted(node, operator, peer());
    }

    private HandMadeDownloader served() {
        HandMadeDownloader peer = greeted();
        peer.begin(peer.grant());
        return peer;
    }

    private ManagedChannel connection() {
        ManagedChannel connection = RawPeer.connection(node.engine().peerAddress());
        open.add(connection::shutdownNow);
        return connection;
    }
}
