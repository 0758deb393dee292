package io.ayni.agent.swarm.grpc;

import io.ayni.agent.swarm.core.PeerMessage;
import io.ayni.agent.swarm.testing.ServingNode;
import io.ayni.agent.swarm.testing.TestOperator;
import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.Grant;
import io.ayni.contracts.document.PeerProof;
import io.ayni.contracts.document.Receipt;
import io.ayni.peer.v1.Frame;
import io.ayni.peer.v1.GrantRefusal;
import java.util.Arrays;
import java.util.Optional;

/** A downloader that does each step of the protocol when a test wants it, rightly or wrongly. */
final class HandMadeDownloader implements AutoCloseable {
    /** Before the first receipt. */
    static final DocumentId NO_RECEIPT = new DocumentId(new byte[DocumentId.WIDTH]);

    private static final byte[] NONCE = new byte[PeerProof.NONCE_WIDTH];

    static {
        Arrays.fill(NONCE, (byte) 5);
    }

    final RawPeer wire;
    final Ed25519PrivateKey session = TestOperator.key(50);
    private final ServingNode node;
    private final TestOperator operator;
    private byte[] uploaderNonce;

    private HandMadeDownloader(ServingNode node, TestOperator operator, RawPeer wire) {
        this.node = node;
        this.operator = operator;
        this.wire = wire;
    }

    /** Connects and exchanges greetings. */
    static HandMadeDownloader greeted(ServingNode node, TestOperator operator) {
        return greeted(node, operator, RawPeer.dial(node.engine().peerAddress()));
    }

    /** Exchanges greetings on this call. */
    static HandMadeDownloader greeted(ServingNode node, TestOperator operator, RawPeer wire) {
        HandMadeDownloader downloader = new HandMadeDownloader(node, operator, wire);
        downloader.greet();
        return downloader;
    }

    /** Connects, exchanges greetings and has a good grant accepted. */
    static HandMadeDownloader served(ServingNode node, TestOperator operator) {
        HandMadeDownloader downloader = greeted(node, operator);
        downloader.begin(downloader.grant());
        return downloader;
    }

    /** A good grant for this downloader's session key. */
    Grant grant() {
        return node.grantTo(session.publicKey());
    }

    void greet() {
        wire.say(hello());
        uploaderNonce = wire.hear(Frame.KindCase.HELLO).getHello().getNonce().toByteArray();
    }

    PeerMessage.Hello hello() {
        ContentId item = node.item().metainfo().contentId();
        return new PeerMessage.Hello(PeerMessage.VERSION, NONCE, item, Optional.empty());
    }

    /** Presents a good grant and hears that it is accepted and what is held. */
    void begin(Grant grant) {
        present(operator.sign(grant), grant);
        wire.hear(Frame.KindCase.GRANT_ACCEPTED);
        wire.hear(Frame.KindCase.BITFIELD);
    }

    /** Presents a grant with the proof that belongs to it. */
    void present(Envelope envelope, Grant grant) {
        wire.say(new PeerMessage.PresentGrant(envelope, session.sign(proofOf(grant))));
    }

    /** What the session key signs. */
    byte[] proofOf(Grant grant) {
        return new PeerProof(PeerProof.Role.DOWNLOADER, NONCE, uploaderNonce, grant.grantId(), grant.contentId())
                .encode();
    }

    /** What the uploader's node key must sign. */
    byte[] uploadersProofOf(Grant grant) {
        return new PeerProof(PeerProof.Role.UPLOADER, uploaderNonce, NONCE, grant.grantId(), grant.contentId())
                .encode();
    }

    /** The reason of the refusal that must come next. */
    GrantRefusal refusal() {
        return wire.hear(Frame.KindCase.GRANT_REFUSED).getGrantRefused().getReason();
    }

    void request(int piece, int begin, int length) {
        wire.say(new PeerMessage.Request(piece, begin, length));
    }

    /** Asks for a whole piece and takes it. */
    byte[] fetch(int piece) {
        int length = node.item().metainfo().piece(piece).lengthBytes();
        request(piece, 0, length);
        return wire.hear(Frame.KindCase.PIECE_DATA).getPieceData().getData().toByteArray();
    }

    /** A receipt by the session key. */
    Envelope receipt(Grant grant, long sequence, long cumulativeBytes, DocumentId previous) {
        return receipt(grant, sequence, cumulativeBytes, previous, session);
    }

    /** A receipt by any key. */
    Envelope receipt(Grant grant, long sequence, long cumulativeBytes, DocumentId previous, Ed25519PrivateKey signer) {
        return Envelope.sign(
                new Receipt(grant.grantId(), sequence, cumulativeBytes, 1, new byte[Receipt.DIGEST_WIDTH], previous, 0),
                signer);
    }

    void sign(Envelope receipt) {
        wire.say(new PeerMessage.SignedReceipt(receipt));
    }

    @Override
    public void close() {
        wire.close();
    }
}
