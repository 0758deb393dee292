package io.ayni.agent.tracker;

import io.ayni.contracts.crypto.Ed25519PrivateKey;

/**
 * What this node registers with.
 *
 * @param nodeKey the node's key
 * @param account name of the owner's account
 * @param enrolmentToken the operator's
 * @param trackerName the only tracker that a proof is signed for
 * @param listenAddress HOST:PORT for peers; empty when nobody can dial
 * @param agentVersion free text
 */
public record Registrant(
        Ed25519PrivateKey nodeKey,
        String account,
        String enrolmentToken,
        String trackerName,
        String listenAddress,
        String agentVersion) {
    @Override
    public String toString() {
        return "Registrant[" + account + " at " + listenAddress + "]"; // never the token
    }
}
