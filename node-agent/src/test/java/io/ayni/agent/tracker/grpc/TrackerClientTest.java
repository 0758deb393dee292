package io.ayni.agent.tracker.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.ayni.agent.consent.Consent;
import io.ayni.agent.fixture.AGrant;
import io.ayni.agent.fixture.GrpcService;
import io.ayni.agent.fixture.Operator;
import io.ayni.agent.fixture.ScriptedTracker;
import io.ayni.agent.swarm.Announcement;
import io.ayni.agent.swarm.Announcement.Event;
import io.ayni.agent.swarm.DialBack;
import io.ayni.agent.swarm.PeerHandout;
import io.ayni.agent.tracker.Registrant;
import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.RegistrationProof;
import io.ayni.contracts.identity.NodeId;
import io.ayni.contracts.transport.Envelopes;
import io.ayni.tracker.v1.AnnounceEvent;
import io.ayni.tracker.v1.AnnounceRequest;
import io.ayni.tracker.v1.DialBackRequest;
import io.ayni.tracker.v1.Drain;
import io.ayni.tracker.v1.Handout;
import io.ayni.tracker.v1.RegisterRequest;
import io.ayni.tracker.v1.SessionRequest;
import io.ayni.tracker.v1.SessionResponse;
import io.grpc.Status;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TrackerClientTest {
    private static final ContentId ITEM = new ContentId(new byte[ContentId.WIDTH]);
    private static final Duration SOON = Duration.ofSeconds(10);

    private final ScriptedTracker script = new ScriptedTracker();
    private final List<PeerHandout> handouts = new CopyOnWriteArrayList<>();
    private final List<DialBack> dialBacks = new CopyOnWriteArrayList<>();
    private GrpcService service;
    private TrackerClient client;

    @BeforeEach
    void listen() throws IOException {
        service = new GrpcService(script.registration(), script.tracker());
        client = new TrackerClient(service.channel(), Consent.NONE, InstantSource.system(), new Random(1));
    }

    @AfterEach
    void close() throws InterruptedException {
        client.close();
        service.close();
    }

    @Test
    void registeringProvesTheNodeKeyToThisTrackerOnly() throws Exception {
        // When
        connect();

        // Then
        RegisterRequest request = script.registrations.getFirst();
        RegistrationProof proof =
                RegistrationProof.decode(request.getProofBody().toByteArray());
        assertThat(proof.audience()).isEqualTo("ayni-local");
        assertThat(proof.account()).isEqualTo("alice");
        assertThat(Operator.NODE
                        .publicKey()
                        .verify(
                                request.getProofBody().toByteArray(),
                                request.getProofSignature().toByteArray()))
                .isTrue();
        assertThat(request.getListenAddress()).isEqualTo("127.0.0.1:4711");
        assertThat(request.getEnrolmentToken()).isEqualTo("enrol");
        assertThat(request.getConsent().getSharing()).isFalse();
        assertThat(client.token()).contains("token-1");
        assertThat(service.authorizations).containsExactly("none", "none", "Bearer token-1");
    }

    @Test
    void aTrackerOfAnotherNameGetsNoSignature() {
        // Given
        script.audience = "evil";

        // When
        client.start(registrant(), listener());

        // Then
        await().atMost(SOON).until(() -> client.trouble().orElse("").contains("calls itself \"evil\""));
        assertThat(script.registrations).isEmpty();
        assertThat(client.token()).isEmpty();
    }

    @Test
    void aRefusedRegistrationIsToldAndTriedAgain() {
        // Given
        script.refusal = Status.PERMISSION_DENIED.withDescription("wrong enrolment token");

        // When
        client.start(registrant(), listener());
        await().atMost(SOON).until(() -> script.registrations.size() >= 2);

        // Then
        assertThat(client.trouble()).contains("PERMISSION_DENIED: wrong enrolment token");
        script.refusal = null;
        await().atMost(SOON).until(client::isConnected);
        assertThat(client.trouble()).isEmpty();
    }

    @Test
    void anAnnouncementReachesTheTrackerAndItsHandoutTheEngine() {
        // Given
        client.announce(announcement(Event.STARTED, 0));
        connect();
        await().atMost(SOON).until(() -> !announces().isEmpty());

        // When
        script.sessions.getFirst().onNext(handout());

        // Then
        AnnounceRequest announce = announces().getFirst();
        assertThat(announce.getEvent()).isEqualTo(AnnounceEvent.ANNOUNCE_EVENT_STARTED);
        assertThat(announce.getMissingBytes()).isEqualTo(100);
        assertThat(announce.getSessionKeysList())
                .containsExactly(ByteString.copyFrom(
                        Operator.DOWNLOADER_SESSION.publicKey().bytes()));
        await().atMost(SOON).until(() -> !handouts.isEmpty());
        assertThat(handouts.getFirst())
                .isEqualTo(new PeerHandout(
                        ITEM,
                        List.of(new PeerHandout.Peer(
                                NodeId.of(Operator.NODE.publicKey()),
                                Optional.of(new InetSocketAddress("127.0.0.1", 9)),
                                AGrant.number(1).envelope(),
                                Operator.DOWNLOADER_SESSION.publicKey())),
                        List.of(URI.create("http://127.0.0.1:8080")),
                        Duration.ofSeconds(30),
                        3,
                        4));
    }

    @Test
    void whatIsOutOfShapeInAHandoutIsLeftOut() {
        // Given
        connect();
        io.ayni.tracker.v1.PeerHandout good =
                handout().getHandout().getPeersList().getFirst();
        Handout message = handout().getHandout().toBuilder()
                .clearPeers()
                .addPeers(good.toBuilder().setAddress("tracker.example:80"))
                .addPeers(good.toBuilder().setNodeId(ByteString.EMPTY))
                .addPeers(good.toBuilder().setSessionKey(ByteString.EMPTY))
                .addPeers(good.toBuilder().clearGrant())
                .addPeers(good.toBuilder().setAddress(""))
                .clearEdges()
                .addEdges("file:///etc/passwd")
                .addEdges(":")
                .setIntervalMs(1)
                .build();

        // When
        script.sessions
                .getFirst()
                .onNext(SessionResponse.newBuilder()
                        .setHandout(Handout.getDefaultInstance())
                        .build());
        script.sessions
                .getFirst()
                .onNext(SessionResponse.newBuilder().setHandout(message).build());

        // Then
        await().atMost(SOON).until(() -> !handouts.isEmpty());
        assertThat(handouts).hasSize(1);
        assertThat(handouts.getFirst().peers())
                .extracting(PeerHandout.Peer::address)
                .containsExactly(Optional.empty());
        assertThat(handouts.getFirst().edges()).isEmpty();
        assertThat(handouts.getFirst().interval()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aDialBackReachesTheEngine() {
        // Given
        connect();

        // When
        script.sessions
                .getFirst()
                .onNext(SessionResponse.newBuilder()
                        .setDialBack(DialBackRequest.newBuilder()
                                .setContentId(ByteString.copyFrom(ITEM.bytes()))
                                .setAddress("127.0.0.1:12")
                                .setGrantId(ByteString.copyFrom(
                                        AGrant.number(5).id().bytes())))
                        .build());

        // Then
        await().atMost(SOON).until(() -> !dialBacks.isEmpty());
        assertThat(dialBacks)
                .containsExactly(new DialBack(
                        ITEM,
                        new InetSocketAddress("127.0.0.1", 12),
                        AGrant.number(5).id()));
    }

    @Test
    void consentIsToldAtOnceAndAgainAtTheNextRegistration() throws Exception {
        // Given
        connect();

        // When
        client.onConsent(Consent.given(7000));

        // Then
        await().atMost(SOON).until(() -> script.heard.stream().anyMatch(SessionRequest::hasConsent));
        SessionRequest told = script.heard.stream()
                .filter(SessionRequest::hasConsent)
                .findFirst()
                .orElseThrow();
        assertThat(told.getConsent().getSharing()).isTrue();
        assertThat(told.getConsent().getGivenAtMs()).isEqualTo(7000);
        service.leave();
        service.comeBack();
        await().atMost(SOON).until(() -> script.registrations.size() == 2);
        assertThat(script.registrations.getLast().getConsent().getSharing()).isTrue();
    }

    @Test
    void afterTheTrackerWasAwayEverythingIsAnnouncedAgain() throws Exception {
        // Given
        connect();
        client.announce(announcement(Event.STARTED, 0));
        await().atMost(SOON).until(() -> announces().size() == 1);
        service.leave();
        await().atMost(SOON).until(() -> !client.isConnected());
        client.announce(announcement(Event.UPDATE, 40));
        client.announce(announcement(Event.UPDATE, 60));

        // When
        service.comeBack();

        // Then
        await().atMost(SOON).until(() -> announces().size() == 2);
        assertThat(announces().getLast().getEvent()).isEqualTo(AnnounceEvent.ANNOUNCE_EVENT_STARTED);
        assertThat(announces().getLast().getHaveBytes()).isEqualTo(60);
        assertThat(client.token()).contains("token-2");
    }

    @Test
    void aSessionThatANewerOneEndedIsOpenedAgain() {
        connect();

        script.sessions.getFirst().onError(Status.ABORTED.asRuntimeException());

        await().atMost(SOON).until(() -> script.sessions.size() == 2);
    }

    @Test
    void drainingReconnectsAfterTheGivenTime() {
        connect();

        script.sessions
                .getFirst()
                .onNext(SessionResponse.newBuilder()
                        .setDrain(Drain.newBuilder().setReconnectAfterMs(50))
                        .build());

        await().atMost(SOON).until(() -> script.sessions.size() == 2);
    }

    @Test
    void theTokenIsRenewedOnTheSessionBeforeItEnds() {
        // Given
        script.tokenLifeMs = 4_000;

        // When
        connect();

        // Then
        await().atMost(SOON)
                .until(() -> client.token().filter("token-2"::equals).isPresent());
        assertThat(script.sessions).hasSize(1);
        assertThat(script.registrations).hasSize(1);
    }

    @Test
    void aTokenThatIsNotRenewedEndsTheSessionAndIsNotUsed() {
        // Given
        script.tokenLifeMs = 3_000;
        script.renews = false;

        // When
        connect();

        // Then
        await().atMost(SOON).until(() -> client.token().isEmpty());
        await().atMost(SOON).until(() -> script.registrations.size() >= 2);
    }

    @Test
    void closingSendsWhatWaits() {
        // Given
        connect();

        // When
        client.announce(announcement(Event.STOPPED, 10));
        client.close();

        // Then
        await().atMost(SOON).until(() -> !announces().isEmpty());
        assertThat(announces().getLast().getEvent()).isEqualTo(AnnounceEvent.ANNOUNCE_EVENT_STOPPED);
    }

    private void connect() {
        client.start(registrant(), listener());
        await().atMost(SOON).until(() -> client.isConnected() && !script.sessions.isEmpty());
    }

    private List<AnnounceRequest> announces() {
        return script.heard.stream()
                .filter(SessionRequest::hasAnnounce)
                .map(SessionRequest::getAnnounce)
                .toList();
    }

    private TrackerListener listener() {
        return new TrackerListener() {
            @Override
            public void onHandout(PeerHandout handout) {
                handouts.add(handout);
            }

            @Override
            public void onDialBack(DialBack request) {
                dialBacks.add(request);
            }
        };
    }

    private static Registrant registrant() {
        return new Registrant(Operator.NODE, "alice", "enrol", "ayni-local", "127.0.0.1:4711", "test");
    }

    private static Announcement announcement(Event event, long haveBytes) {
        return new Announcement(
                ITEM,
                event,
                haveBytes,
                100 - haveBytes,
                List.of(Operator.DOWNLOADER_SESSION.publicKey()),
                List.of(),
                List.of());
    }

    private static SessionResponse handout() {
        Envelope grant = AGrant.number(1).envelope();
        return SessionResponse.newBuilder()
                .setHandout(Handout.newBuilder()
                        .setContentId(ByteString.copyFrom(ITEM.bytes()))
                        .addPeers(io.ayni.tracker.v1.PeerHandout.newBuilder()
                                .setNodeId(ByteString.copyFrom(
                                        NodeId.of(Operator.NODE.publicKey()).bytes()))
                                .setAddress("127.0.0.1:9")
                                .setGrant(Envelopes.toMessage(grant))
                                .setSessionKey(ByteString.copyFrom(
                                        Operator.DOWNLOADER_SESSION.publicKey().bytes())))
                        .addEdges("http://127.0.0.1:8080")
                        .setIntervalMs(30_000)
                        .setSeeds(3)
                        .setLeeches(4))
                .build();
    }
}
