package io.ayni.tracker.registration;

import io.ayni.contracts.document.MalformedDocumentException;
import io.ayni.contracts.document.RegistrationProof;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.identity.NodeId;
import io.ayni.tracker.access.SecretText;
import io.ayni.tracker.grant.PrefixTagger;
import io.ayni.tracker.node.EnrolledNode;
import io.ayni.tracker.node.NetworkPrefix;
import io.ayni.tracker.node.PeerAddress;
import io.ayni.tracker.node.Reachability;
import io.ayni.tracker.registration.RegistrationVerdict.Reason;
import java.util.Arrays;
import java.util.Optional;

/**
 * Checks a registration: open nonce, honest key, proof over exactly this nonce, key, audience and account, operator's
 * token. The nonce is used up by the first registration that names it with its key, whatever comes of it. Safe for all
 * threads.
 */
public final class RegisterNode {
    private final Challenges challenges;
    private final String audience;
    private final SecretText enrolmentToken;
    private final DialPolicy dialPolicy;
    private final PrefixTagger tagger;

    /**
     * @param challenges open nonces
     * @param audience the tracker's public name
     * @param enrolmentToken what the operator gives to new nodes
     * @param dialPolicy which addresses may be dialled
     * @param tagger names networks
     */
    public RegisterNode(
            Challenges challenges,
            String audience,
            SecretText enrolmentToken,
            DialPolicy dialPolicy,
            PrefixTagger tagger) {
        this.challenges = challenges;
        this.audience = audience;
        this.enrolmentToken = enrolmentToken;
        this.dialPolicy = dialPolicy;
        this.tagger = tagger;
    }

    /** The verdict; of several faults the first in the order of {@link Reason} is named. */
    public RegistrationVerdict register(Registration registration, long nowMs) {
        if (!challenges.redeem(registration.nonce(), registration.publicKey(), nowMs)) {
            return new RegistrationVerdict.Rejected(Reason.NONCE_NOT_OPEN);
        }
        if (!registration.publicKey().hasPrimeOrder()) {
            return new RegistrationVerdict.Rejected(Reason.KEY_NOT_PRIME_ORDER);
        }
        if (!isProven(registration)) {
            return new RegistrationVerdict.Rejected(Reason.PROOF_FAILED);
        }
        if (!enrolmentToken.matches(registration.enrolmentToken())) {
            return new RegistrationVerdict.Rejected(Reason.WRONG_ENROLMENT_TOKEN);
        }
        return new RegistrationVerdict.Proven(enrol(registration, nowMs));
    }

    private boolean isProven(Registration registration) {
        try {
            RegistrationProof proof = RegistrationProof.decode(registration.proofBody());
            return Arrays.equals(proof.nonce(), registration.nonce().bytes())
                    && Arrays.equals(proof.publicKey(), registration.publicKey().bytes())
                    && proof.audience().equals(audience)
                    && proof.account().equals(registration.account())
                    && registration.publicKey().verify(registration.proofBody(), registration.proofSignature());
        } catch (MalformedDocumentException e) {
            return false; // what is no proof proves nothing
        }
    }

    private EnrolledNode enrol(Registration registration, long nowMs) {
        Optional<PeerAddress> dialled =
                registration.listenAddress().filter(address -> dialPolicy.mayDial(address, registration.source()));
        boolean neverReachable = registration.listenAddress().isPresent() && dialled.isEmpty();
        NetworkPrefix network = NetworkPrefix.of(registration.source());
        return new EnrolledNode(
                NodeId.of(registration.publicKey()),
                registration.publicKey(),
                AccountId.ofName(registration.account()),
                network,
                tagger.tag(network),
                registration.agentVersion(),
                dialled,
                neverReachable ? Reachability.UNREACHABLE : Reachability.UNKNOWN,
                neverReachable ? nowMs : 0,
                registration.consent());
    }
}
