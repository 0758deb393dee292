package io.ayni.tracker.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.document.Grant;
import io.ayni.contracts.token.NodeTokenVerifier;
import io.ayni.tracker.engine.TrackerEngine;
import io.ayni.tracker.v1.AnnounceEvent;
import io.ayni.tracker.v1.AnnounceRefused;
import io.ayni.tracker.v1.AnnounceRequest;
import io.ayni.tracker.v1.DialBackRequest;
import io.ayni.tracker.v1.Handout;
import io.ayni.tracker.v1.RefusalReason;
import io.ayni.tracker.v1.RenewToken;
import io.ayni.tracker.v1.SessionRequest;
import io.ayni.tracker.v1.SessionResponse;
import io.ayni.tracker.v1.SharingConsent;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SessionIT extends RunningTracker {
    @Inject
    TrackerEngine engine;

    @Test
    void announceIsAnsweredAndANewcomerIsPushed() throws Exception {
        try (FakePeer listening = new FakePeer();
                TestSession session = new TestNode(channel).register().openSession()) {
            // Given
            ContentId item = knownItem();
            AnnounceRequest.Builder announce = leeching(item, 2);
            Handout alone = session.announce(announce).next().getHandout();
            assertThat(alone.getPeersList()).isEmpty();
            TestNode seed = reachableNode(listening);
            // When
            seed.tracker().announce(seeding(item).build());
            // Then
            Handout pushed = session.next().getHandout();
            assertThat(pushed.getPeersList()).hasSize(1);
            assertThat(pushed.getPeers(0).getNodeId()).isEqualTo(seed.idBytes());
            assertThat(pushed.getPeers(0).getSessionKey()).isEqualTo(announce.getSessionKeys(0));
            assertThat(pushed.getSeeds()).isEqualTo(1);
        }
    }

    @Test
    void unreachableUploaderIsAskedToDialBackUnderTheVeryGrant() throws Exception {
        try (FakePeer listening = new FakePeer();
                TestSession uploader = new TestNode(channel).register().openSession()) {
            // Given
            ContentId item = knownItem();
            uploader.announce(seeding(item)).next();
            TestNode leech = reachableNode(listening);
            // When
            Handout handout = leech.tracker().announce(leeching(item, 1).build());
            // Then
            assertThat(handout.getPeers(0).getAddress()).isEmpty();
            Grant grant = Grant.decode(handout.getPeers(0).getGrant().getBody().toByteArray());
            assertThat(uploader.next().getDialBack())
                    .isEqualTo(DialBackRequest.newBuilder()
                            .setContentId(ByteString.copyFrom(item.bytes()))
                            .setAddress(listening.address())
                            .setGrantId(ByteString.copyFrom(grant.grantId().bytes()))
                            .build());
        }
    }

    @Test
    void refusedAnnouncesAreNamedAndTheSessionGoesOn() throws Exception {
        ContentId item = knownItem();
        ContentId unknown = PublishedItems.randomId();
        try (TestSession session = new TestNode(channel).register().openSession()) {
            assertThat(refusal(session, seeding(unknown)).getReason())
                    .isEqualTo(RefusalReason.REFUSAL_REASON_UNKNOWN_CONTENT);
            assertThat(refusal(session, seeding(item).setHaveBytes(SIZE + 1)).getReason())
                    .isEqualTo(RefusalReason.REFUSAL_REASON_MALFORMED);
            AnnounceRefused shape = refusal(session, seeding(item).addAllSessionKeys(TestNode.sessionKeys(9)));
            assertThat(shape)
                    .isEqualTo(AnnounceRefused.newBuilder()
                            .setContentId(ByteString.copyFrom(item.bytes()))
                            .setReason(RefusalReason.REFUSAL_REASON_MALFORMED)
                            .setDetail("session_keys holds at most 8")
                            .build());
            assertThat(session.announce(seeding(item)).next().getHandout().getSeeds())
                    .isEqualTo(1);
        }
    }

    @Test
    void floodOnASessionIsRefusedAndTheSessionGoesOn() throws Exception {
        ContentId unknown = PublishedItems.randomId();
        try (TestSession session = new TestNode(channel).register().openSession()) {
            // to open the session took one of the 40
            for (int i = 0; i < 39; i++) {
                assertThat(refusal(session, seeding(unknown)).getReason())
                        .isEqualTo(RefusalReason.REFUSAL_REASON_UNKNOWN_CONTENT);
            }
            // refilled at one a second: of the next ten most find nothing left
            int overCapacity = 0;
            for (int i = 0; i < 10; i++) {
                overCapacity +=
                        refusal(session, seeding(unknown)).getReason() == RefusalReason.REFUSAL_REASON_OVER_CAPACITY
                                ? 1
                                : 0;
            }
            assertThat(overCapacity).isGreaterThan(5);
        }
    }

    @Test
    void floodOfRenewalsEndsTheSession() throws Exception {
        TestSession session = new TestNode(channel).register().openSession();
        for (int i = 0; i < 60; i++) {
            session.send(SessionRequest.newBuilder().setRenewToken(RenewToken.getDefaultInstance()));
        }
        assertThat(session.end().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    }

    private static AnnounceRefused refusal(TestSession session, AnnounceRequest.Builder announce)
            throws InterruptedException {
        SessionResponse response = session.announce(announce).next();
        assertThat(response.getKindCase()).isEqualTo(SessionResponse.KindCase.REFUSED);
        return response.getRefused();
    }

    @Test
    void tokenIsRenewed() throws Exception {
        TestNode node = new TestNode(channel).register();
        try (TestSession session = node.openSession()) {
            // When
            var renewed = session.send(SessionRequest.newBuilder().setRenewToken(RenewToken.getDefaultInstance()))
                    .next()
                    .getTokenRenewed();
            // Then
            var token = new NodeTokenVerifier(OperatorFiles.KEYS, "ayni-local")
                    .verify(renewed.getNodeToken(), System.currentTimeMillis())
                    .orElseThrow();
            assertThat(token.nodeId()).isEqualTo(node.id());
            assertThat(token.expiresAtMs()).isEqualTo(renewed.getExpiresAtMs());
        }
    }

    @Test
    void revokedConsentHoldsForTheNextHandout() throws Exception {
        try (FakePeer listening = new FakePeer()) {
            // Given
            ContentId item = knownItem();
            TestNode uploader = reachableNode(listening);
            TestNode leech = new TestNode(channel).register();
            try (TestSession session = uploader.openSession()) {
                session.announce(seeding(item)).next();
                assertThat(leech.tracker().announce(leeching(item, 1).build()).getPeersCount())
                        .isEqualTo(1);
                // When: the renewal after it shows that the decision was taken
                session.send(SessionRequest.newBuilder().setConsent(TestNode.consent(false)));
                session.send(SessionRequest.newBuilder().setRenewToken(RenewToken.getDefaultInstance()))
                        .next();
                // Then
                assertThat(leech.tracker().announce(leeching(item, 1).build()).getPeersCount())
                        .isZero();
            }
        }
    }

    @Test
    void newerSessionEndsTheOlderWithAborted() throws Exception {
        TestNode node = new TestNode(channel).register();
        ContentId item = knownItem();
        TestSession older = node.openSession();
        older.announce(seeding(item)).next();
        // When
        try (TestSession newer = node.openSession()) {
            assertThat(newer.announce(seeding(item)).next().hasHandout()).isTrue();
            // Then
            assertThat(older.end().getCode()).isEqualTo(Status.Code.ABORTED);
            assertThat(newer.announce(seeding(item)).next().hasHandout()).isTrue();
        }
    }

    @Test
    void requestsOutOfShapeEndTheSession() throws Exception {
        TestNode node = new TestNode(channel).register();
        assertThat(node.openSession().send(SessionRequest.newBuilder()).end().getCode())
                .isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(node.openSession()
                        .send(SessionRequest.newBuilder()
                                .setConsent(SharingConsent.newBuilder().setSharing(true)))
                        .end()
                        .getCode())
                .isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(node.openSession()
                        .announce(AnnounceRequest.newBuilder().setContentId(ByteString.copyFrom(new byte[20_000])))
                        .end()
                        .getCode())
                .isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    }

    @Test
    void sessionNeedsATokenOfANodeThatIsKnown() throws Exception {
        for (String token : List.of("", "junk", OperatorFiles.EDGE_TOKEN)) {
            assertThat(new TestNode(channel)
                            .withToken(token)
                            .openSession()
                            .end()
                            .getCode())
                    .isEqualTo(Status.Code.UNAUTHENTICATED);
        }
    }

    @Test
    void peersStayListedWhenTheStreamEndsAndTheSessionIsGone() throws Exception {
        // Given
        ContentId item = knownItem();
        TestNode node = new TestNode(channel).register();
        TestSession session = node.openSession();
        session.announce(seeding(item)).next();
        int before = engine.sizes().sessions();
        // When
        session.close();
        // Then
        assertThat(session.end().getCode()).isEqualTo(Status.Code.OK);
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() -> engine.sizes().sessions() == before - 1);
        assertThat(node.tracker().scrape(scrape(item)).getSeeds()).isEqualTo(1);
    }

    @Test
    void sessionIsGoneWhenItsConnectionBreaks() throws Exception {
        try (BreakableWire wire = new BreakableWire(root.getPort())) {
            // Given
            ManagedChannel breakable = ManagedChannelBuilder.forAddress("127.0.0.1", wire.port())
                    .usePlaintext()
                    .build();
            ContentId item = knownItem();
            TestSession session = new TestNode(breakable).register().openSession();
            session.announce(seeding(item)).next();
            int before = engine.sizes().sessions();
            // When
            wire.cut();
            // Then
            Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> engine.sizes().sessions() == before - 1);
            breakable.shutdownNow();
        }
    }

    @Test
    void stoppedPeerIsNotListed() throws Exception {
        ContentId item = knownItem();
        try (TestSession session = new TestNode(channel).register().openSession()) {
            session.announce(seeding(item)).next();
            Handout farewell = session.announce(seeding(item).setEvent(AnnounceEvent.ANNOUNCE_EVENT_STOPPED))
                    .next()
                    .getHandout();
            assertThat(farewell.getSeeds()).isZero();
        }
    }

    /** Passes bytes on between a client and the tracker, until it is cut without a word. */
    private static final class BreakableWire implements AutoCloseable {
        private final ServerSocket server = new ServerSocket(0, 4, InetAddress.ofLiteral("127.0.0.1"));
        private final List<Socket> sockets = new CopyOnWriteArrayList<>();

        BreakableWire(int trackerPort) throws IOException {
            Thread.ofVirtual().start(() -> {
                try {
                    Socket client = server.accept();
                    Socket tracker = new Socket(InetAddress.ofLiteral("127.0.0.1"), trackerPort);
                    sockets.addAll(List.of(client, tracker));
                    Thread.ofVirtual().start(() -> pass(client, tracker));
                    pass(tracker, client);
                } catch (IOException e) {
                    // cut
                }
            });
        }

        private static void pass(Socket from, Socket to) {
            try {
                from.getInputStream().transferTo(to.getOutputStream());
            } catch (IOException e) {
                // cut
            }
        }

        int port() {
            return server.getLocalPort();
        }

        void cut() throws IOException {
            for (Socket socket : sockets) {
                if (!socket.isClosed()) {
                    socket.setSoLinger(true, 0);
                    socket.close();
                }
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
            cut();
        }
    }
}
