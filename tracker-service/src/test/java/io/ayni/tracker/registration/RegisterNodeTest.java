package io.ayni.tracker.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.crypto.Ed25519PublicKey;
import io.ayni.contracts.document.RegistrationProof;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.identity.NodeId;
import io.ayni.tracker.access.SecretText;
import io.ayni.tracker.grant.PrefixTagger;
import io.ayni.tracker.node.Consent;
import io.ayni.tracker.node.EnrolledNode;
import io.ayni.tracker.node.NetworkPrefix;
import io.ayni.tracker.node.PeerAddress;
import io.ayni.tracker.node.Reachability;
import io.ayni.tracker.registration.RegistrationVerdict.Reason;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegisterNodeTest {
    private static final Ed25519PrivateKey KEY = key(1);
    private static final Ed25519PrivateKey OTHER_KEY = key(2);
    /** An honest key plus the point of order two. */
    private static final Ed25519PublicKey MIXED_ORDER_KEY =
            Ed25519PublicKey.fromHex("76985cdbd2364a744397b773ed9a33933a0d9390c3775a2aa16fe4f8cb235a8d");

    private static final InetAddress SOURCE = InetAddress.ofLiteral("203.0.113.9");
    private static final Consent CONSENT = new Consent(true, 2, 5);
    private static final PrefixTagger TAGGER = new PrefixTagger(new byte[32]);
    private static final long NOW = 1_000;

    private final Challenges challenges = new Challenges();
    private final RegisterNode registerNode =
            new RegisterNode(challenges, "here", new SecretText("the-token"), new DialPolicy(false), TAGGER);

    @Test
    void provenNodeComesInWithWhatItSaid() {
        // Given
        Nonce nonce = open(KEY.publicKey());
        // When
        RegistrationVerdict verdict = registerNode.register(registration(nonce, "203.0.113.9:7000"), NOW);
        // Then
        assertThat(verdict)
                .isEqualTo(new RegistrationVerdict.Proven(new EnrolledNode(
                        NodeId.of(KEY.publicKey()),
                        KEY.publicKey(),
                        AccountId.ofName("owner"),
                        NetworkPrefix.of(SOURCE),
                        TAGGER.tag(NetworkPrefix.of(SOURCE)),
                        "agent 1",
                        PeerAddress.parse("203.0.113.9:7000"),
                        Reachability.UNKNOWN,
                        0,
                        CONSENT)));
    }

    @Test
    void addressThatMayNotBeDialledCountsAsUnreachable() {
        for (String address : new String[] {"127.0.0.1:22", "203.0.113.8:7000"}) {
            var verdict = registerNode.register(registration(open(KEY.publicKey()), address), NOW);
            EnrolledNode node = ((RegistrationVerdict.Proven) verdict).node();
            assertThat(node.listenAddress()).isEmpty();
            assertThat(node.reachability()).isEqualTo(Reachability.UNREACHABLE);
        }
    }

    @Test
    void registrationIsNotReplayed() {
        // Given
        Registration registration = registration(open(KEY.publicKey()), "");
        registerNode.register(registration, NOW);
        // When, Then
        assertThat(registerNode.register(registration, NOW)).isEqualTo(rejected(Reason.NONCE_NOT_OPEN));
    }

    @Test
    void nonceIsUsedUpByARejectedRegistration() {
        // Given
        Nonce nonce = open(KEY.publicKey());
        Proof wrong = new Proof(nonce, KEY, "elsewhere", "owner");
        // When
        RegistrationVerdict first =
                registerNode.register(registration(nonce, wrong, KEY.publicKey(), "the-token"), NOW);
        // Then
        assertThat(first).isEqualTo(rejected(Reason.PROOF_FAILED));
        assertThat(registerNode.register(registration(nonce, ""), NOW)).isEqualTo(rejected(Reason.NONCE_NOT_OPEN));
    }

    @Test
    void keyOfMixedOrderIsRefused() {
        Nonce nonce = open(MIXED_ORDER_KEY);
        Proof proof = new Proof(nonce, KEY, "here", "owner");
        assertThat(registerNode.register(registration(nonce, proof, MIXED_ORDER_KEY, "the-token"), NOW))
                .isEqualTo(rejected(Reason.KEY_NOT_PRIME_ORDER));
    }

    @Test
    void proofIsGoodForThisNonceAudienceAccountAndKeyOnly() {
        assertProofFails(new Proof(new Nonce(new byte[32]), KEY, "here", "owner"));
        assertProofFails(new Proof(null, KEY, "elsewhere", "owner"));
        assertProofFails(new Proof(null, KEY, "here", "thief"));
        assertProofFails(new Proof(null, OTHER_KEY, "here", "owner"));
    }

    @Test
    void proofThatIsNoDocumentOrIsAlteredFails() {
        // Given
        Nonce nonce = open(KEY.publicKey());
        Registration honest = registration(nonce, "");
        byte[] truncated = Arrays.copyOf(honest.proofBody(), honest.proofBody().length - 1);
        // When
        RegistrationVerdict verdict = registerNode.register(
                new Registration(
                        honest.publicKey(),
                        nonce,
                        truncated,
                        KEY.sign(truncated),
                        "owner",
                        "the-token",
                        Optional.empty(),
                        "",
                        CONSENT,
                        SOURCE),
                NOW);
        // Then
        assertThat(verdict).isEqualTo(rejected(Reason.PROOF_FAILED));
    }

    @Test
    void wrongEnrolmentTokenIsRefusedAfterTheProof() {
        Nonce nonce = open(KEY.publicKey());
        Proof proof = new Proof(nonce, KEY, "here", "owner");
        assertThat(registerNode.register(registration(nonce, proof, KEY.publicKey(), "the-tokem"), NOW))
                .isEqualTo(rejected(Reason.WRONG_ENROLMENT_TOKEN));
    }

    private void assertProofFails(Proof proof) {
        Nonce nonce = open(KEY.publicKey());
        Proof complete = proof.nonce == null ? new Proof(nonce, proof.signer, proof.audience, proof.account) : proof;
        assertThat(registerNode.register(registration(nonce, complete, KEY.publicKey(), "the-token"), NOW))
                .isEqualTo(rejected(Reason.PROOF_FAILED));
    }

    private record Proof(Nonce nonce, Ed25519PrivateKey signer, String audience, String account) {
        byte[] body() {
            return new RegistrationProof(nonce.bytes(), signer.publicKey().bytes(), audience, account).encode();
        }
    }

    private int nonces;

    private Nonce open(Ed25519PublicKey key) {
        Nonce nonce = new Nonce(ByteBuffer.allocate(32).putInt(++nonces).array());
        challenges.issue(nonce, key, NetworkPrefix.of(SOURCE), NOW);
        return nonce;
    }

    private Registration registration(Nonce nonce, String address) {
        Proof proof = new Proof(nonce, KEY, "here", "owner");
        return new Registration(
                KEY.publicKey(),
                nonce,
                proof.body(),
                KEY.sign(proof.body()),
                "owner",
                "the-token",
                PeerAddress.parse(address),
                "agent 1",
                CONSENT,
                SOURCE);
    }

    private static Registration registration(Nonce nonce, Proof proof, Ed25519PublicKey key, String token) {
        return new Registration(
                key,
                nonce,
                proof.body(),
                proof.signer.sign(proof.body()),
                "owner",
                token,
                Optional.empty(),
                "",
                CONSENT,
                SOURCE);
    }

    private static RegistrationVerdict rejected(Reason reason) {
        return new RegistrationVerdict.Rejected(reason);
    }

    private static Ed25519PrivateKey key(int number) {
        return new Ed25519PrivateKey(ByteBuffer.allocate(32).putInt(number).array());
    }
}
