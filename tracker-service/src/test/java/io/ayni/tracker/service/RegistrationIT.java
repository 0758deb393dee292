package io.ayni.tracker.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.token.NodeToken;
import io.ayni.contracts.token.NodeTokenVerifier;
import io.ayni.tracker.v1.ChallengeRequest;
import io.ayni.tracker.v1.ChallengeResponse;
import io.ayni.tracker.v1.CheckReachabilityRequest;
import io.ayni.tracker.v1.Reachability;
import io.ayni.tracker.v1.RegisterRequest;
import io.ayni.tracker.v1.RegisterResponse;
import io.ayni.tracker.v1.RegistrationGrpc;
import io.ayni.tracker.v1.SharingConsent;
import io.grpc.Status;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RegistrationIT extends RunningTracker {
    private static final ByteString SMALL_ORDER_KEY = ByteString.copyFrom(new byte[32]);

    @Test
    void challengeGivesAFreshNonceForThisTracker() {
        // Given
        TestNode node = new TestNode(channel);
        // When
        ChallengeResponse first = node.challenge();
        ChallengeResponse second = node.challenge();
        // Then
        assertThat(first.getNonce().size()).isEqualTo(32);
        assertThat(first.getAudience()).isEqualTo("ayni-local");
        assertThat(second.getNonce()).isNotEqualTo(first.getNonce());
    }

    @Test
    void challengeRefusesWhatIsNoKey() {
        for (ByteString key :
                List.of(ByteString.EMPTY, ByteString.copyFrom(new byte[31]), SMALL_ORDER_KEY, allOnes())) {
            assertThat(codeOf(() -> new TestNode(channel)
                            .openRegistration()
                            .challenge(ChallengeRequest.newBuilder()
                                    .setPublicKey(key)
                                    .build())))
                    .isEqualTo(Status.Code.INVALID_ARGUMENT);
        }
    }

    @Test
    void registeredNodeHoldsATokenThatOthersCanCheck() {
        // Given
        TestNode node = new TestNode(channel).ofAccount("ana");
        long before = System.currentTimeMillis();
        // When
        RegisterResponse response =
                node.openRegistration().register(node.registration().build());
        // Then
        NodeToken token = new NodeTokenVerifier(OperatorFiles.KEYS, "ayni-local")
                .verify(response.getNodeToken(), before)
                .orElseThrow();
        assertThat(token).isEqualTo(new NodeToken(node.id(), AccountId.ofName("ana"), response.getExpiresAtMs()));
        assertThat(response.getNodeId()).isEqualTo(node.idBytes());
        assertThat(response.getExpiresAtMs()).isBetween(before + 590_000, before + 610_000);
    }

    @Test
    void registrationIsNotReplayed() {
        // Given
        TestNode node = new TestNode(channel);
        RegisterRequest request = node.registration().build();
        node.openRegistration().register(request);
        // When, Then
        assertThat(codeOf(() -> node.openRegistration().register(request))).isEqualTo(Status.Code.UNAUTHENTICATED);
    }

    @Test
    void proofForAnotherTrackerNonceOrAccountFails() {
        TestNode node = new TestNode(channel);
        assertThat(codeOf(() -> node.openRegistration()
                        .register(node.answering(node.challenge().getNonce(), "elsewhere")
                                .build())))
                .isEqualTo(Status.Code.UNAUTHENTICATED);
        assertThat(codeOf(() -> node.openRegistration()
                        .register(node.answering(ByteString.copyFrom(new byte[32]), "ayni-local")
                                .build())))
                .isEqualTo(Status.Code.UNAUTHENTICATED);
        assertThat(codeOf(() -> node.openRegistration()
                        .register(node.registration().setAccount("thief").build())))
                .isEqualTo(Status.Code.UNAUTHENTICATED);
        assertThat(codeOf(() -> node.openRegistration()
                        .register(node.registration()
                                .setProofSignature(ByteString.copyFrom(new byte[64]))
                                .build())))
                .isEqualTo(Status.Code.UNAUTHENTICATED);
    }

    @Test
    void wrongEnrolmentTokenIsNotPermitted() {
        TestNode node = new TestNode(channel);
        assertThat(codeOf(() -> node.openRegistration()
                        .register(node.registration().setEnrolmentToken("guess").build())))
                .isEqualTo(Status.Code.PERMISSION_DENIED);
    }

    @Test
    void fieldsOutOfShapeAreInvalid() {
        List<Consumer<RegisterRequest.Builder>> faults = new ArrayList<>();
        faults.add(request -> request.setPublicKey(SMALL_ORDER_KEY));
        faults.add(request -> request.setPublicKey(ByteString.copyFrom(new byte[33])));
        faults.add(request -> request.setNonce(ByteString.copyFrom(new byte[31])));
        faults.add(request -> request.setProofBody(ByteString.copyFrom(new byte[513])));
        faults.add(request -> request.setProofSignature(ByteString.copyFrom(new byte[63])));
        faults.add(request -> request.setAccount(""));
        faults.add(request -> request.setAccount("Ana"));
        faults.add(request -> request.setAccount("a".repeat(65)));
        faults.add(request -> request.setEnrolmentToken("x".repeat(513)));
        faults.add(request -> request.setAgentVersion("é".repeat(33)));
        faults.add(request -> request.setListenAddress("example.org:80"));
        faults.add(request -> request.setListenAddress("127.0.0.1:0"));
        faults.add(request -> request.setListenAddress("127.0.0.1"));
        faults.add(request ->
                request.setConsent(SharingConsent.newBuilder().setSharing(true).setTextVersion(0)));
        TestNode node = new TestNode(channel);
        for (int i = 0; i < faults.size(); i++) {
            RegisterRequest.Builder request = node.registration();
            faults.get(i).accept(request);
            assertThat(codeOf(() -> node.openRegistration().register(request.build())))
                    .as("fault %d", i)
                    .isEqualTo(Status.Code.INVALID_ARGUMENT);
        }
    }

    @Test
    void requestsThatAreNoMessagesAreInvalidAndOversizedOnesAreRefused() {
        TestNode node = new TestNode(channel).register();
        byte[] garbage = {0x0a, 0x7f, 0x01};
        byte[] oversized = new byte[16_385];
        for (var method : List.of(
                RegistrationGrpc.getChallengeMethod(),
                RegistrationGrpc.getRegisterMethod(),
                RegistrationGrpc.getCheckReachabilityMethod())) {
            assertThat(statusOfRaw(node, method, garbage).getCode())
                    .as(method.getFullMethodName())
                    .isEqualTo(Status.Code.INVALID_ARGUMENT);
            assertThat(statusOfRaw(node, method, oversized).getCode())
                    .as(method.getFullMethodName())
                    .isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        }
    }

    @Test
    void reachabilityIsWhatTheDialBackFound() throws Exception {
        try (FakePeer peer = new FakePeer()) {
            awaitReachability(
                    new TestNode(channel).listeningOn(peer.address()).register(), Reachability.REACHABILITY_REACHABLE);
        }
        awaitReachability(
                new TestNode(channel).listeningOn("127.0.0.1:1").register(), Reachability.REACHABILITY_UNREACHABLE);
        awaitReachability(
                new TestNode(channel).listeningOn("203.0.113.7:80").register(), Reachability.REACHABILITY_UNREACHABLE);
        awaitReachability(new TestNode(channel).register(), Reachability.REACHABILITY_UNKNOWN);
    }

    @Test
    void reachabilityNeedsANodeToken() {
        TestNode stranger = new TestNode(channel);
        for (String token : List.of("", "a.b.c", OperatorFiles.EDGE_TOKEN, "x".repeat(3_000))) {
            stranger.withToken(token);
            assertThat(codeOf(() ->
                            stranger.registrations().checkReachability(CheckReachabilityRequest.getDefaultInstance())))
                    .isEqualTo(Status.Code.UNAUTHENTICATED);
        }
    }

    private static ByteString allOnes() {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) 0xff);
        return ByteString.copyFrom(key);
    }
}
