package io.ayni.agent.swarm.grpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.ayni.agent.swarm.core.PeerMessage;
import io.ayni.agent.swarm.exchange.Refusal;
import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.document.PeerProof;
import io.ayni.contracts.transport.Envelopes;
import io.ayni.documents.v1.SignedEnvelope;
import io.ayni.peer.v1.Bitfield;
import io.ayni.peer.v1.Bye;
import io.ayni.peer.v1.ByeReason;
import io.ayni.peer.v1.Cancel;
import io.ayni.peer.v1.Choke;
import io.ayni.peer.v1.Frame;
import io.ayni.peer.v1.GrantAccepted;
import io.ayni.peer.v1.GrantRefusal;
import io.ayni.peer.v1.GrantRefused;
import io.ayni.peer.v1.Have;
import io.ayni.peer.v1.Hello;
import io.ayni.peer.v1.PieceData;
import io.ayni.peer.v1.PresentGrant;
import io.ayni.peer.v1.Receipt;
import io.ayni.peer.v1.Request;
import io.ayni.peer.v1.Unchoke;
import java.util.Optional;

/** Between {@link PeerMessage} and the wire. Piece data is wrapped, not copied, in both directions. */
final class Frames {
    private Frames() {}

    static Frame encode(PeerMessage message) {
        Frame.Builder frame = Frame.newBuilder();
        switch (message) {
            case PeerMessage.Hello hello -> frame.setHello(encode(hello));
            case PeerMessage.PresentGrant(Envelope grant, byte[] proof) ->
                frame.setPresentGrant(PresentGrant.newBuilder()
                        .setGrant(Envelopes.toMessage(grant))
                        .setProof(wrap(proof)));
            case PeerMessage.GrantAccepted accepted -> frame.setGrantAccepted(encode(accepted));
            case PeerMessage.GrantRefused(GrantId grantId, Refusal reason) ->
                frame.setGrantRefused(GrantRefused.newBuilder()
                        .setGrantId(wrap(grantId.bytes()))
                        .setReason(toWire(reason)));
            case PeerMessage.Bitfield(byte[] bits) ->
                frame.setBitfield(Bitfield.newBuilder().setBits(wrap(bits)));
            case PeerMessage.Have(int[] pieces) -> frame.setHave(encode(pieces));
            case PeerMessage.Request(int piece, int begin, int length, int missingPieces) ->
                frame.setRequest(Request.newBuilder()
                        .setPiece(piece)
                        .setBegin(begin)
                        .setLength(length)
                        .setMissingPieces(missingPieces));
            case PeerMessage.PieceData data ->
                frame.setPieceData(PieceData.newBuilder()
                        .setPiece(data.piece())
                        .setBegin(data.begin())
                        .setData(UnsafeByteOperations.unsafeWrap(data.data())));
            case PeerMessage.Cancel(int piece, int begin) ->
                frame.setCancel(Cancel.newBuilder().setPiece(piece).setBegin(begin));
            case PeerMessage.Choke choke -> frame.setChoke(Choke.getDefaultInstance());
            case PeerMessage.Unchoke unchoke -> frame.setUnchoke(Unchoke.getDefaultInstance());
            case PeerMessage.SignedReceipt(Envelope receipt) ->
                frame.setReceipt(Receipt.newBuilder().setReceipt(Envelopes.toMessage(receipt)));
            case PeerMessage.Bye(PeerMessage.Bye.Reason reason) ->
                frame.setBye(Bye.newBuilder().setReason(ByeReason.forNumber(reason.ordinal())));
        }
        return frame.build();
    }

    private static Hello encode(PeerMessage.Hello hello) {
        return Hello.newBuilder()
                .setVersion(hello.version())
                .setNonce(wrap(hello.nonce()))
                .setContentId(wrap(hello.contentId().bytes()))
                .setDialBackGrantId(
                        hello.dialBackGrant().map(id -> wrap(id.bytes())).orElse(ByteString.EMPTY))
                .build();
    }

    private static GrantAccepted encode(PeerMessage.GrantAccepted accepted) {
        return GrantAccepted.newBuilder()
                .setGrantId(wrap(accepted.grantId().bytes()))
                .setNodeKey(wrap(accepted.nodeKey()))
                .setProof(wrap(accepted.proof()))
                .setWindowBytes(accepted.windowBytes())
                .build();
    }

    private static Have encode(int[] pieces) {
        Have.Builder have = Have.newBuilder();
        for (int piece : pieces) {
            have.addPieces(piece);
        }
        return have.build();
    }

    private static GrantRefusal toWire(Refusal reason) {
        return GrantRefusal.forNumber(reason.ordinal() + 1);
    }

    private static ByteString wrap(byte[] bytes) {
        return UnsafeByteOperations.unsafeWrap(bytes);
    }

    /** Reads a frame; fields of a fixed width must have it. */
    static PeerMessage decode(Frame frame) throws FrameViolation {
        return switch (frame.getKindCase()) {
            case HELLO -> decode(frame.getHello());
            case PRESENT_GRANT -> decode(frame.getPresentGrant());
            case GRANT_ACCEPTED -> decode(frame.getGrantAccepted());
            case GRANT_REFUSED -> decode(frame.getGrantRefused());
            case BITFIELD ->
                new PeerMessage.Bitfield(frame.getBitfield().getBits().toByteArray());
            case HAVE -> decode(frame.getHave());
            case REQUEST -> decode(frame.getRequest());
            case PIECE_DATA -> decode(frame.getPieceData());
            case CANCEL ->
                new PeerMessage.Cancel(
                        frame.getCancel().getPiece(), frame.getCancel().getBegin());
            case CHOKE -> new PeerMessage.Choke();
            case UNCHOKE -> new PeerMessage.Unchoke();
            case RECEIPT ->
                new PeerMessage.SignedReceipt(envelope(frame.getReceipt().getReceipt()));
            case BYE -> new PeerMessage.Bye(reason(frame.getBye().getReason()));
            case KIND_NOT_SET -> throw new FrameViolation("an empty or unreadable frame");
        };
    }

    private static PeerMessage decode(Hello hello) throws FrameViolation {
        Optional<GrantId> dialBack = hello.getDialBackGrantId().isEmpty()
                ? Optional.empty()
                : Optional.of(new GrantId(fixed(hello.getDialBackGrantId(), GrantId.WIDTH)));
        return new PeerMessage.Hello(
                hello.getVersion(),
                fixed(hello.getNonce(), PeerProof.NONCE_WIDTH),
                new ContentId(fixed(hello.getContentId(), ContentId.WIDTH)),
                dialBack);
    }

    private static PeerMessage decode(PresentGrant present) throws FrameViolation {
        return new PeerMessage.PresentGrant(
                envelope(present.getGrant()), fixed(present.getProof(), Envelope.SIGNATURE_WIDTH));
    }

    private static PeerMessage decode(GrantAccepted accepted) throws FrameViolation {
        return new PeerMessage.GrantAccepted(
                new GrantId(fixed(accepted.getGrantId(), GrantId.WIDTH)),
                fixed(accepted.getNodeKey(), io.ayni.contracts.crypto.Ed25519PublicKey.WIDTH),
                fixed(accepted.getProof(), Envelope.SIGNATURE_WIDTH),
                accepted.getWindowBytes());
    }

    private static PeerMessage decode(GrantRefused refused) throws FrameViolation {
        int number = refused.getReasonValue();
        if (number < 1 || number > Refusal.values().length) {
            throw new FrameViolation("an unknown refusal");
        }
        return new PeerMessage.GrantRefused(
                new GrantId(fixed(refused.getGrantId(), GrantId.WIDTH)), Refusal.values()[number - 1]);
    }

    private static PeerMessage decode(Have have) throws FrameViolation {
        if (have.getPiecesCount() > PeerMessage.MAX_HAVE_PIECES) {
            throw new FrameViolation("a have of too many pieces");
        }
        int[] pieces = new int[have.getPiecesCount()];
        for (int i = 0; i < pieces.length; i++) {
            pieces[i] = have.getPieces(i);
        }
        return new PeerMessage.Have(pieces);
    }

    private static PeerMessage decode(Request request) {
        return new PeerMessage.Request(
                request.getPiece(), request.getBegin(), request.getLength(), request.getMissingPieces());
    }

    private static PeerMessage decode(PieceData data) throws FrameViolation {
        if (data.getData().size() > PeerMessage.MAX_REQUEST_BYTES) {
            throw new FrameViolation("piece data longer than any request");
        }
        return new PeerMessage.PieceData(
                data.getPiece(), data.getBegin(), data.getData().asReadOnlyByteBuffer());
    }

    private static PeerMessage.Bye.Reason reason(ByeReason reason) {
        return reason == ByeReason.UNRECOGNIZED
                ? PeerMessage.Bye.Reason.UNSPECIFIED
                : PeerMessage.Bye.Reason.values()[reason.getNumber()];
    }

    private static Envelope envelope(SignedEnvelope message) throws FrameViolation {
        if (message.getBody().size() > Envelope.MAX_NESTED_BODY_BYTES) {
            throw new FrameViolation("a document longer than any");
        }
        return Envelopes.fromMessage(message)
                .orElseThrow(() -> new FrameViolation("a signature or key id of the wrong width"));
    }

    private static byte[] fixed(ByteString bytes, int width) throws FrameViolation {
        if (bytes.size() != width) {
            throw new FrameViolation("a field of the wrong width");
        }
        return bytes.toByteArray();
    }
}
