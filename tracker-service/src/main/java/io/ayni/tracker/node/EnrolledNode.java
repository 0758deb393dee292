package io.ayni.tracker.node;

import io.ayni.contracts.crypto.Ed25519PublicKey;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.identity.NodeId;
import java.util.Optional;

/**
 * A node that proved its key. Immutable; changes make a new value.
 *
 * @param nodeId name, derived from the key
 * @param publicKey the proven key
 * @param account who earns for it
 * @param network where its registration came from
 * @param prefixTag keyed tag of that network, for the sealed part of grants
 * @param agentVersion as it says, at most 64 bytes
 * @param listenAddress where it says that it can be dialled; believed only when {@code reachability} says so
 * @param reachability result of the newest dial-back
 * @param checkedAtMs when that was found, Unix milliseconds; 0 when never
 * @param consent the owner's decision
 */
public record EnrolledNode(
        NodeId nodeId,
        Ed25519PublicKey publicKey,
        AccountId account,
        NetworkPrefix network,
        int prefixTag,
        String agentVersion,
        Optional<PeerAddress> listenAddress,
        Reachability reachability,
        long checkedAtMs,
        Consent consent) {

    /** The address that may be handed out: present only when a dial-back proved it. */
    public Optional<PeerAddress> provenAddress() {
        return reachability == Reachability.REACHABLE ? listenAddress : Optional.empty();
    }

    /** The same node with the result of a dial-back. */
    public EnrolledNode found(Reachability result, long nowMs) {
        return new EnrolledNode(
                nodeId, publicKey, account, network, prefixTag, agentVersion, listenAddress, result, nowMs, consent);
    }

    /** The same node after its owner decided anew. */
    public EnrolledNode decided(Consent decision) {
        return new EnrolledNode(
                nodeId,
                publicKey,
                account,
                network,
                prefixTag,
                agentVersion,
                listenAddress,
                reachability,
                checkedAtMs,
                decision);
    }
}
