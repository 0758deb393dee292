package io.ayni.agent.swarm.grpc;

import static io.ayni.agent.swarm.grpc.PeerExchangeFramesIT.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ayni.agent.swarm.core.PeerMessage;
import io.ayni.agent.swarm.testing.SampleItem;
import io.ayni.agent.swarm.testing.ServingNode;
import io.ayni.agent.swarm.testing.TestOperator;
import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.crypto.Ed25519PublicKey;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.Grant;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.document.PayerMode;
import io.ayni.contracts.identity.NodeId;
import io.ayni.peer.v1.ByeReason;
import io.ayni.peer.v1.Frame;
import io.ayni.peer.v1.GrantAccepted;
import io.ayni.peer.v1.GrantRefusal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Grants presented on real streams: the exact refusal of each that does not hold, and no byte given for it. */
class PeerExchangeGrantsIT {
    private static final SampleItem ITEM = SampleItem.single("film.bin", 1 << 20, 1);
    private static final int PIECE_BYTES = ITEM.metainfo().pieceLengthBytes();
    private static final Duration TOLERANCE = Duration.ofMinutes(1);
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final byte[] ZEROS = new byte[Envelope.SIGNATURE_WIDTH];
    private static final Ed25519PrivateKey STRANGER = TestOperator.key(66);

    @TempDir
    Path directory;

    private final TestOperator operator = new TestOperator();
    private ServingNode node;
    private HandMadeDownloader peer;

    @BeforeEach
    void start() throws IOException {
        node = ServingNode.holding(ITEM, directory, operator);
        peer = HandMadeDownloader.greeted(node, operator);
    }

    @AfterEach
    void stop() {
        peer.close();
        node.close();
    }

    @Test
    void aGoodGrantIsAcceptedWithTheUploadersProofAndTheFirstWindow() {
        // When
        Grant grant = peer.grant();
        peer.present(operator.sign(grant), grant);

        // Then
        GrantAccepted accepted = peer.wire.hear(Frame.KindCase.GRANT_ACCEPTED).getGrantAccepted();
        assertThat(accepted.getGrantId().toByteArray())
                .isEqualTo(grant.grantId().bytes());
        assertThat(accepted.getWindowBytes()).isEqualTo(1 << 20);
        Ed25519PublicKey key = Ed25519PublicKey.of(accepted.getNodeKey().toByteArray());
        assertThat(NodeId.of(key)).isEqualTo(node.id());
        assertThat(key.verify(peer.uploadersProofOf(grant), accepted.getProof().toByteArray()))
                .isTrue();
        byte[] held =
                peer.wire.hear(Frame.KindCase.BITFIELD).getBitfield().getBits().toByteArray();
        assertThat(held).containsExactly(0xff, 0xff);
    }

    @Test
    void bytesThatAreNoGrantAreMalformedAndHaveNoId() {
        // When
        peer.present(envelopeOf(new byte[200]), peer.grant());

        // Then
        Frame answer = peer.wire.hear(Frame.KindCase.GRANT_REFUSED);
        assertThat(answer.getGrantRefused().getReason()).isEqualTo(GrantRefusal.GRANT_REFUSAL_MALFORMED);
        assertThat(answer.getGrantRefused().getGrantId().toByteArray()).isEqualTo(new byte[GrantId.WIDTH]);
        assertNothingIsServed();
    }

    @Test
    void aGrantWithAByteMissingIsMalformed() {
        byte[] body = peer.grant().encode();

        assertRefusedAs(
                GrantRefusal.GRANT_REFUSAL_MALFORMED, envelopeOf(Arrays.copyOf(body, body.length - 1)), peer.grant());
    }

    @Test
    void aGrantThatNoHonestTrackerSignsIsMalformed() {
        Grant boundless = new GrantChange(peer.grant()).maxBytes(Grant.MAX_GRANT_BYTES + 1);

        assertRefusedAs(GrantRefusal.GRANT_REFUSAL_MALFORMED, operator.sign(boundless), boundless);
    }

    @Test
    void aGrantOverASmallOrderSessionKeyIsMalformed() {
        Grant anybody = new GrantChange(peer.grant()).sessionKey(new byte[Ed25519PublicKey.WIDTH]);

        assertRefusedAs(GrantRefusal.GRANT_REFUSAL_MALFORMED, operator.sign(anybody), anybody);
    }

    @Test
    void aGrantInAnEnvelopeOfAnotherKeyIsMalformed() {
        Grant grant = peer.grant();
        Envelope signed = operator.sign(grant);

        assertRefusedAs(
                GrantRefusal.GRANT_REFUSAL_MALFORMED,
                new Envelope(
                        signed.body(), signed.signature(), STRANGER.publicKey().id()),
                grant);
    }

    @Test
    void aGrantForAnotherUploaderIsNotServed() {
        Grant others = operator.grant(
                NodeId.of(STRANGER.publicKey()),
                peer.session.publicKey(),
                ITEM.metainfo().contentId(),
                node.nowMs());

        assertRefusedAs(GrantRefusal.GRANT_REFUSAL_NOT_FOR_ME, operator.sign(others), others);
    }

    @Test
    void aGrantForAnotherItemIsNotServed() {
        Grant others = operator.grant(
                node.id(), peer.session.publicKey(), new ContentId(new byte[ContentId.WIDTH]), node.nowMs());

        assertRefusedAs(GrantRefusal.GRANT_REFUSAL_NOT_FOR_ME, operator.sign(others), others);
    }

    @Test
    void aGrantIsGoodForAMinuteAfterItsEndAndNoLonger() {
        Grant grant = peer.grant();

        node.pass(LIFE.plus(TOLERANCE));
        peer.close();
        try (HandMadeDownloader late = HandMadeDownloader.greeted(node, operator)) {
            late.begin(grant);
        }
        node.pass(Duration.ofMillis(1));
        peer = HandMadeDownloader.greeted(node, operator);
        assertRefusedAs(GrantRefusal.GRANT_REFUSAL_EXPIRED, operator.sign(grant), grant);
    }

    @Test
    void aGrantFromMoreThanAMinuteAheadIsNotServedYet() {
        Grant early = operator.grant(
                node.id(),
                peer.session.publicKey(),
                ITEM.metainfo().contentId(),
                node.nowMs() + TOLERANCE.toMillis() + 1);

        assertRefusedAs(GrantRefusal.GRANT_REFUSAL_EXPIRED, operator.sign(early), early);
    }

    @Test
    void aGrantFromBeforeTheUploadersMemoryIsExpired() {
        Grant forgotten = operator.grant(
                node.id(), peer.session.publicKey(), ITEM.metainfo().contentId(), ServingNode.START_MS - 1);

        assertRefusedAs(GrantRefusal.GRANT_REFUSAL_EXPIRED, operator.sign(forgotten), forgotten);
    }

    @Test
    void aGrantSignedByAnyoneButTheOperatorIsNotServed() {
        Grant grant = peer.grant();
        Grant own = new Grant(
                grant.grantId(),
                STRANGER.publicKey().id(),
                grant.issuedAtMs(),
                grant.expiresAtMs(),
                grant.settleByMs(),
                grant.window(),
                grant.uploaderId(),
                grant.sessionKey(),
                grant.contentId(),
                grant.maxBytes(),
                grant.priceMicroCreditsPerMib(),
                PayerMode.CAMPAIGN_POOL,
                grant.weightPerMille(),
                grant.sealed());

        assertRefusedAs(GrantRefusal.GRANT_REFUSAL_UNKNOWN_KEY, Envelope.sign(own, STRANGER), own);
    }

    @Test
    void aGrantSignedAfterItsKeyWasRevokedIsNotServed() throws IOException {
        // Given
        TestOperator robbed = new TestOperator().revokedAt(ServingNode.START_MS - 1);
        try (ServingNode warned = ServingNode.holding(ITEM, directory.resolve("warned"), robbed);
                HandMadeDownloader thief = HandMadeDownloader.greeted(warned, robbed)) {
            // When
            Grant grant = thief.grant();
            thief.present(robbed.sign(grant), grant);

            // Then
            assertThat(thief.refusal()).isEqualTo(GrantRefusal.GRANT_REFUSAL_UNKNOWN_KEY);
        }
    }

    @Test
    void aGrantThatWasChangedAfterSigningIsNotServed() {
        Envelope signed = operator.sign(peer.grant());
        Grant dearer = new GrantChange(peer.grant()).maxBytes(1 << 20);

        assertRefusedAs(
                GrantRefusal.GRANT_REFUSAL_BAD_SIGNATURE,
                new Envelope(dearer.encode(), signed.signature(), signed.keyId()),
                dearer);
    }

    @Test
    void ofTwoFaultsTheFirstInOrderIsTold() {
        Grant both = operator.grant(
                NodeId.of(STRANGER.publicKey()),
                peer.session.publicKey(),
                ITEM.metainfo().contentId(),
                ServingNode.START_MS - LIFE.toMillis() - TOLERANCE.toMillis() - 1);

        assertRefusedAs(
                GrantRefusal.GRANT_REFUSAL_NOT_FOR_ME,
                new Envelope(
                        both.encode(), ZEROS, operator.grantKey().publicKey().id()),
                both);
    }

    @Test
    void aGrantWithoutProofOfItsSessionKeyIsNotServed() {
        Grant grant = peer.grant();

        // When
        peer.wire.say(new PeerMessage.PresentGrant(operator.sign(grant), STRANGER.sign(peer.proofOf(grant))));

        // Then
        assertThat(peer.refusal()).isEqualTo(GrantRefusal.GRANT_REFUSAL_BAD_PROOF);
        assertNothingIsServed();
    }

    @Test
    void aProofInTheOtherRoleIsNone() {
        Grant grant = peer.grant();

        // When
        peer.wire.say(
                new PeerMessage.PresentGrant(operator.sign(grant), peer.session.sign(peer.uploadersProofOf(grant))));

        // Then
        assertThat(peer.refusal()).isEqualTo(GrantRefusal.GRANT_REFUSAL_BAD_PROOF);
        assertNothingIsServed();
    }

    @Test
    void aPresentationThatWasOverheardIsWorthNothingOnAnotherStream() {
        // Given
        Grant grant = peer.grant();
        PeerMessage.PresentGrant overheard =
                new PeerMessage.PresentGrant(operator.sign(grant), peer.session.sign(peer.proofOf(grant)));
        peer.close();
        peer = HandMadeDownloader.greeted(node, operator);

        // When
        peer.wire.say(overheard);

        // Then
        assertThat(peer.refusal()).isEqualTo(GrantRefusal.GRANT_REFUSAL_BAD_PROOF);
        assertNothingIsServed();
    }

    @Test
    void aGrantServesOneStreamAtATime() {
        // Given
        Grant grant = peer.grant();
        peer.begin(grant);

        try (HandMadeDownloader second = HandMadeDownloader.greeted(node, operator)) {
            // When
            second.present(operator.sign(grant), grant);

            // Then
            assertThat(second.refusal()).isEqualTo(GrantRefusal.GRANT_REFUSAL_BUSY);
            second.request(0, 0, PIECE_BYTES);
            assertRefused(second.wire, "a request without a grant");
        }
        assertThat(peer.fetch(0)).isEqualTo(ITEM.piece(0));
        await().until(() -> node.engine().totals().givenBytes() == PIECE_BYTES);
    }

    @Test
    void aGrantPresentedAgainOnItsOwnStreamIsBusyAndGoesOnAsItWas() {
        // Given
        Grant grant = peer.grant();
        peer.begin(grant);

        // When
        peer.present(operator.sign(grant), grant);

        // Then
        assertThat(peer.refusal()).isEqualTo(GrantRefusal.GRANT_REFUSAL_BUSY);
        assertThat(peer.fetch(3)).isEqualTo(ITEM.piece(3));
    }

    @Test
    void aStreamThatPresentsGrantAfterGrantInVainIsEnded() {
        Grant late = new GrantChange(peer.grant()).maxBytes(0);

        // When
        for (int i = 0; i <= 32; i++) {
            peer.present(operator.sign(late), late);
        }

        // Then
        assertRefused(peer.wire, "too many grants that cannot be served");
    }

    @Test
    void withoutTheOwnersAgreementNoGrantIsServed() {
        node.engine().setSharing(false);
        Grant grant = peer.grant();

        assertRefusedAs(GrantRefusal.GRANT_REFUSAL_NOT_SHARING, operator.sign(grant), grant);
    }

    @Test
    void whenTheOwnerRevokesEveryStreamThatIsServedIsToldAndEnds() {
        // Given
        peer.begin(peer.grant());

        // When
        node.engine().setSharing(false);

        // Then
        assertThat(peer.wire.bye()).isEqualTo(ByeReason.BYE_REASON_NOT_SHARING);
        assertThat(node.engine().totals()).isEqualTo(ServingNode.NOTHING);
    }

    @Test
    void whoHoldsNothingServesNothing() throws IOException {
        try (ServingNode empty = ServingNode.holding(ITEM, new BitSet(), directory.resolve("empty"), operator);
                HandMadeDownloader eager = HandMadeDownloader.greeted(empty, operator)) {
            // When
            Grant grant = eager.grant();
            eager.present(operator.sign(grant), grant);

            // Then
            assertThat(eager.refusal()).isEqualTo(GrantRefusal.GRANT_REFUSAL_NOT_HELD);
        }
    }

    /** Presents the grant with a good proof. */
    private void assertRefusedAs(GrantRefusal reason, Envelope envelope, Grant grant) {
        peer.present(envelope, grant);
        assertThat(peer.refusal()).isEqualTo(reason);
        assertNothingIsServed();
    }

    private void assertNothingIsServed() {
        peer.request(0, 0, PIECE_BYTES);
        assertRefused(peer.wire, "a request without a grant");
        assertThat(peer.wire.unheard()).isZero();
        assertThat(node.engine().totals()).isEqualTo(ServingNode.NOTHING);
        assertThat(node.receipts().newest()).isEmpty();
    }

    private Envelope envelopeOf(byte[] body) {
        return new Envelope(
                body,
                operator.grantKey().sign(body),
                operator.grantKey().publicKey().id());
    }

    /** A grant with one field changed. */
    private record GrantChange(Grant from) {
        Grant maxBytes(long bytes) {
            return with(bytes, from.sessionKey());
        }

        Grant sessionKey(byte[] key) {
            return with(from.maxBytes(), key);
        }

        private Grant with(long maxBytes, byte[] sessionKey) {
            return new Grant(
                    from.grantId(),
                    from.keyId(),
                    from.issuedAtMs(),
                    from.expiresAtMs(),
                    from.settleByMs(),
                    from.window(),
                    from.uploaderId(),
                    sessionKey,
                    from.contentId(),
                    maxBytes,
                    from.priceMicroCreditsPerMib(),
                    from.payerMode(),
                    from.weightPerMille(),
                    from.sealed());
        }
    }
}
