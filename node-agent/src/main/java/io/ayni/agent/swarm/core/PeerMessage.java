package io.ayni.agent.swarm.core;

import io.ayni.agent.swarm.exchange.Refusal;
import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.GrantId;
import java.nio.ByteBuffer;
import java.util.Optional;

/** One frame of a peer stream, as the contract describes it, without its wire form. Arrays are shared, not copied. */
public sealed interface PeerMessage {
    /** Protocol version that is spoken. */
    int VERSION = 1;
    /** Most requests outstanding on a stream. */
    int MAX_OUTSTANDING_REQUESTS = 512;
    /** Longest request in bytes. */
    int MAX_REQUEST_BYTES = 256 * 1024;
    /** Requests begin at multiples of this. */
    int REQUEST_ALIGNMENT_BYTES = 16 * 1024;
    /** Most pieces of one Have. */
    int MAX_HAVE_PIECES = 1024;

    /** First frame of each side. */
    record Hello(int version, byte[] nonce, ContentId contentId, Optional<GrantId> dialBackGrant)
            implements PeerMessage {}

    /** The right to be served. */
    record PresentGrant(Envelope grant, byte[] proof) implements PeerMessage {}

    /** The grant holds. */
    record GrantAccepted(GrantId grantId, byte[] nodeKey, byte[] proof, long windowBytes) implements PeerMessage {}

    /** No service under this grant. */
    record GrantRefused(GrantId grantId, Refusal reason) implements PeerMessage {}

    /** All pieces held. */
    record Bitfield(byte[] bits) implements PeerMessage {}

    /** Pieces verified since. */
    record Have(int[] pieces) implements PeerMessage {}

    /** Asks for a part of a piece, and tells how many pieces the downloader still misses; 0 when it does not. */
    record Request(int piece, int begin, int length, int missingPieces) implements PeerMessage {
        /** A request that does not tell what is missing. */
        public Request(int piece, int begin, int length) {
            this(piece, begin, length, 0);
        }
    }

    /** The bytes of one request. */
    record PieceData(int piece, int begin, ByteBuffer data) implements PeerMessage {}

    /** Withdraws a request. */
    record Cancel(int piece, int begin) implements PeerMessage {}

    /** Outstanding requests are dropped, none is answered until Unchoke. */
    record Choke() implements PeerMessage {}

    /** Requests are answered again. */
    record Unchoke() implements PeerMessage {}

    /** Cumulative receipt. */
    record SignedReceipt(Envelope receipt) implements PeerMessage {}

    /** Last frame. */
    record Bye(Reason reason) implements PeerMessage {
        /** Why a side ends a stream. */
        public enum Reason {
            /** Not stated. */
            UNSPECIFIED,
            /** Nothing more to exchange. */
            DONE,
            /** The process is stopping. */
            SHUTTING_DOWN,
            /** The other side's version is not spoken. */
            UNSUPPORTED_VERSION,
            /** The item is not held. */
            UNKNOWN_CONTENT,
            /** Pieces failed their hash. */
            CORRUPT_PIECES,
            /** Receipts are owed. */
            NO_RECEIPTS,
            /** The protocol was broken. */
            PROTOCOL_VIOLATION,
            /** No progress for too long. */
            IDLE,
            /** The owner revoked consent. */
            NOT_SHARING
        }
    }
}
