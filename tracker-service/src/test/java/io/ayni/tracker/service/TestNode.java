package io.ayni.tracker.service;

import com.google.protobuf.ByteString;
import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.RegistrationProof;
import io.ayni.contracts.identity.NodeId;
import io.ayni.tracker.v1.ChallengeRequest;
import io.ayni.tracker.v1.ChallengeResponse;
import io.ayni.tracker.v1.RegisterRequest;
import io.ayni.tracker.v1.RegisterResponse;
import io.ayni.tracker.v1.RegistrationGrpc;
import io.ayni.tracker.v1.SharingConsent;
import io.ayni.tracker.v1.TrackerGrpc;
import io.grpc.Channel;
import io.grpc.ClientInterceptor;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A node as the tracker sees one: a key, a registration, calls with its token. */
final class TestNode {
    private static final SecureRandom RANDOM = new SecureRandom();

    final Ed25519PrivateKey key = Ed25519PrivateKey.generate(RANDOM);
    private final Channel channel;
    private String account = "owner";
    private String listenAddress = "";
    private boolean sharing = true;
    private String token = "";

    TestNode(Channel channel) {
        this.channel = channel;
    }

    TestNode ofAccount(String name) {
        account = name;
        return this;
    }

    TestNode listeningOn(String address) {
        listenAddress = address;
        return this;
    }

    TestNode withoutConsent() {
        sharing = false;
        return this;
    }

    NodeId id() {
        return NodeId.of(key.publicKey());
    }

    ByteString idBytes() {
        return ByteString.copyFrom(id().bytes());
    }

    Channel channel() {
        return channel;
    }

    /** The same node with another token in hand. */
    TestNode withToken(String other) {
        token = other;
        return this;
    }

    String token() {
        return token;
    }

    RegistrationGrpc.RegistrationBlockingStub openRegistration() {
        return RegistrationGrpc.newBlockingStub(channel).withDeadlineAfter(10, TimeUnit.SECONDS);
    }

    ChallengeResponse challenge() {
        return openRegistration()
                .challenge(ChallengeRequest.newBuilder()
                        .setPublicKey(ByteString.copyFrom(key.publicKey().bytes()))
                        .build());
    }

    /** A registration that would be accepted. */
    RegisterRequest.Builder registration() {
        ChallengeResponse challenge = challenge();
        return answering(challenge.getNonce(), challenge.getAudience());
    }

    RegisterRequest.Builder answering(ByteString nonce, String audience) {
        Envelope proof = Envelope.sign(
                new RegistrationProof(nonce.toByteArray(), key.publicKey().bytes(), audience, account), key);
        return RegisterRequest.newBuilder()
                .setPublicKey(ByteString.copyFrom(key.publicKey().bytes()))
                .setNonce(nonce)
                .setProofBody(ByteString.copyFrom(proof.body()))
                .setProofSignature(ByteString.copyFrom(proof.signature()))
                .setAccount(account)
                .setEnrolmentToken(OperatorFiles.ENROLMENT_TOKEN)
                .setListenAddress(listenAddress)
                .setAgentVersion("test 1")
                .setConsent(consent(sharing));
    }

    static SharingConsent consent(boolean sharing) {
        return SharingConsent.newBuilder()
                .setSharing(sharing)
                .setTextVersion(sharing ? 3 : 0)
                .setGivenAtMs(sharing ? 1_700_000_000_000L : 0)
                .build();
    }

    TestNode register() {
        RegisterResponse response = openRegistration().register(registration().build());
        token = response.getNodeToken();
        return this;
    }

    RegistrationGrpc.RegistrationBlockingStub registrations() {
        return openRegistration().withInterceptors(bearer(token));
    }

    TrackerGrpc.TrackerBlockingStub tracker() {
        return TrackerGrpc.newBlockingStub(channel)
                .withDeadlineAfter(10, TimeUnit.SECONDS)
                .withInterceptors(bearer(token));
    }

    TestSession openSession() {
        return new TestSession(TrackerGrpc.newStub(channel).withInterceptors(bearer(token)));
    }

    static ClientInterceptor bearer(String token) {
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
        return MetadataUtils.newAttachHeadersInterceptor(headers);
    }

    static List<ByteString> sessionKeys(int count) {
        List<ByteString> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            keys.add(ByteString.copyFrom(
                    Ed25519PrivateKey.generate(RANDOM).publicKey().bytes()));
        }
        return keys;
    }
}
