package io.ayni.agent.tracker.grpc;

import com.google.protobuf.ByteString;
import io.ayni.agent.consent.Consent;
import io.ayni.agent.tracker.Registrant;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.RegistrationProof;
import io.ayni.tracker.v1.ChallengeRequest;
import io.ayni.tracker.v1.ChallengeResponse;
import io.ayni.tracker.v1.RegisterRequest;
import io.ayni.tracker.v1.RegisterResponse;
import io.ayni.tracker.v1.RegistrationGrpc;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;

/** Registers this node: answers the tracker's challenge with a proof that is good for the expected tracker only. */
final class TrackerEnrolment {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Channel channel;
    private final Registrant registrant;

    TrackerEnrolment(Channel channel, Registrant registrant) {
        this.channel = channel;
        this.registrant = registrant;
    }

    /** Blocks for at most 20 s. */
    RegisterResponse register(Consent consent) {
        byte[] publicKey = registrant.nodeKey().publicKey().bytes();
        ChallengeResponse challenge = stub().challenge(ChallengeRequest.newBuilder()
                .setPublicKey(ByteString.copyFrom(publicKey))
                .build());
        Envelope proof = Envelope.sign(proofFor(challenge, publicKey), registrant.nodeKey());
        return stub().register(RegisterRequest.newBuilder()
                .setPublicKey(ByteString.copyFrom(publicKey))
                .setNonce(challenge.getNonce())
                .setProofBody(ByteString.copyFrom(proof.body()))
                .setProofSignature(ByteString.copyFrom(proof.signature()))
                .setAccount(registrant.account())
                .setEnrolmentToken(registrant.enrolmentToken())
                .setListenAddress(registrant.listenAddress())
                .setAgentVersion(registrant.agentVersion())
                .setConsent(TrackerMessages.consent(consent))
                .build());
    }

    private RegistrationProof proofFor(ChallengeResponse challenge, byte[] publicKey) {
        if (!challenge.getAudience().equals(registrant.trackerName())) {
            throw refusal("the tracker calls itself \"" + printable(challenge.getAudience()) + "\", not \""
                    + registrant.trackerName() + "\"; nothing was signed. Check --tracker and --tracker-name");
        }
        if (challenge.getNonce().size() != RegistrationProof.NONCE_WIDTH) {
            throw refusal("the tracker's nonce has the wrong length");
        }
        return new RegistrationProof(
                challenge.getNonce().toByteArray(), publicKey, challenge.getAudience(), registrant.account());
    }

    private static String printable(String text) {
        String head = text.length() > 64 ? text.substring(0, 64) + "…" : text;
        return head.replaceAll("\\p{Cntrl}", "?");
    }

    private static StatusRuntimeException refusal(String reason) {
        return Status.FAILED_PRECONDITION.withDescription(reason).asRuntimeException();
    }

    private RegistrationGrpc.RegistrationBlockingStub stub() {
        return RegistrationGrpc.newBlockingStub(channel)
                .withDeadlineAfter(LIMIT)
                .withMaxInboundMessageSize(64 * 1024);
    }
}
