package io.ayni.tracker.registration.grpc;

import static io.ayni.tracker.transport.grpc.Fields.require;

import io.ayni.contracts.crypto.Ed25519PublicKey;
import io.ayni.contracts.identity.AccountId;
import io.ayni.tracker.node.PeerAddress;
import io.ayni.tracker.registration.Nonce;
import io.ayni.tracker.registration.Registration;
import io.ayni.tracker.transport.grpc.Fields;
import io.ayni.tracker.transport.grpc.MalformedRequestException;
import io.ayni.tracker.v1.RegisterRequest;
import java.net.InetAddress;
import java.util.Optional;

/** Turns register requests into registrations, every field checked against its bound. */
final class RegistrationReader {
    private static final int MAX_PROOF_BYTES = 512;
    private static final int MAX_TOKEN_BYTES = 512;
    private static final int MAX_VERSION_BYTES = 64;

    private RegistrationReader() {}

    static Registration read(RegisterRequest request, InetAddress source) throws MalformedRequestException {
        require(request.getNonce().size() == Nonce.WIDTH, "nonce is 32 bytes");
        require(request.getProofBody().size() <= MAX_PROOF_BYTES, "proof_body is at most 512 bytes");
        require(request.getProofSignature().size() == Ed25519PublicKey.SIGNATURE_WIDTH, "proof_signature is 64 bytes");
        require(AccountId.isName(request.getAccount()), "account is 1 to 64 characters of [a-z0-9._-]");
        return new Registration(
                Fields.publicKey("public_key", request.getPublicKey()),
                new Nonce(request.getNonce().toByteArray()),
                request.getProofBody().toByteArray(),
                request.getProofSignature().toByteArray(),
                request.getAccount(),
                Fields.text("enrolment_token", request.getEnrolmentToken(), MAX_TOKEN_BYTES),
                listenAddress(request.getListenAddress()),
                Fields.text("agent_version", request.getAgentVersion(), MAX_VERSION_BYTES),
                Fields.consent(request.getConsent()),
                source);
    }

    private static Optional<PeerAddress> listenAddress(String field) throws MalformedRequestException {
        if (field.isEmpty()) {
            return Optional.empty();
        }
        Optional<PeerAddress> address = PeerAddress.parse(field);
        require(address.isPresent(), "listen_address is IP:PORT, the IP a literal, in brackets when it is IPv6");
        return address;
    }
}
