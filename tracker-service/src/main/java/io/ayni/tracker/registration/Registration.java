package io.ayni.tracker.registration;

import io.ayni.contracts.crypto.Ed25519PublicKey;
import io.ayni.tracker.node.Consent;
import io.ayni.tracker.node.PeerAddress;
import java.net.InetAddress;
import java.util.Optional;

/**
 * A registration as it came in, every field in shape and inside its bound.
 *
 * @param publicKey the node key to be proven
 * @param nonce the nonce that was answered
 * @param proofBody what was signed
 * @param proofSignature 64 bytes
 * @param account name of the owner's account
 * @param enrolmentToken what the operator gave out
 * @param listenAddress where the node says that it can be dialled
 * @param agentVersion free text, at most 64 bytes
 * @param consent the owner's decision
 * @param source where the request came from, as the tracker's socket saw it
 */
public record Registration(
        Ed25519PublicKey publicKey,
        Nonce nonce,
        byte[] proofBody,
        byte[] proofSignature,
        String account,
        String enrolmentToken,
        Optional<PeerAddress> listenAddress,
        String agentVersion,
        Consent consent,
        InetAddress source) {}
