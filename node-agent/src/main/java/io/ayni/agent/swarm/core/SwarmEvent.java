package io.ayni.agent.swarm.core;

import io.ayni.agent.swarm.DialBack;
import io.ayni.agent.swarm.PeerHandout;
import io.ayni.contracts.document.GrantId;
import java.util.BitSet;

/** What happens to an item's swarm. */
public sealed interface SwarmEvent {
    /** The pieces on disk were hashed; these hold. First event of every core. */
    record Checked(BitSet held) implements SwarmEvent {}

    /** The tracker answered. */
    record HandoutCame(PeerHandout handout) implements SwarmEvent {}

    /** The tracker asks for a dial-back. */
    record DialBackAsked(DialBack request) implements SwarmEvent {}

    /** A stream that the core asked for is open. */
    record Dialled(LinkId link) implements SwarmEvent {}

    /** A peer opened a stream about this item. */
    record Accepted(LinkId link, PeerMessage.Hello hello) implements SwarmEvent {}

    /** A frame came. */
    record Received(LinkId link, PeerMessage message) implements SwarmEvent {}

    /** The stream is over, or could not be opened. */
    record Closed(LinkId link) implements SwarmEvent {}

    /** The transport took a block that the core ordered with {@link SwarmEffect.SendBlock}. */
    record BlockSent(LinkId link, int length) implements SwarmEvent {}

    /** A block could not be read or the piece does not hold any more: it is not in the store now. */
    record PieceRotted(int piece) implements SwarmEvent {}

    /** The piece is verified and written. */
    record PieceStored(int piece, Source source) implements SwarmEvent {}

    /** The bytes are not the piece. */
    record PieceCorrupt(int piece, Source source) implements SwarmEvent {}

    /** The piece could not be written. */
    record StoreFailed(int piece, Source source, String reason) implements SwarmEvent {}

    /** These stored pieces would survive a crash now. */
    record Durable(int[] pieces) implements SwarmEvent {}

    /** Stored pieces could not be made durable; it is tried again until {@link Durable}. */
    record NotDurable(String reason) implements SwarmEvent {}

    /** The edge gave a piece, not verified yet. */
    record EdgeGave(Source.Edge source, int piece, byte[] data) implements SwarmEvent {}

    /** The edge did not give a piece. */
    record EdgeFailed(Source.Edge source, int piece, String reason) implements SwarmEvent {}

    /** A receipt is durable. */
    record ReceiptKept(LinkId link, GrantId grantId, long cumulativeBytes) implements SwarmEvent {}

    /** A receipt could not be made durable. */
    record ReceiptNotKept(LinkId link, GrantId grantId) implements SwarmEvent {}

    /** A player waits for a piece. */
    record ReaderWaits(int file, int piece) implements SwarmEvent {}

    /** Sharing was agreed to or revoked. */
    record SharingSet(boolean sharing) implements SwarmEvent {}

    /** A failed item shall go on. */
    record Resumed() implements SwarmEvent {}

    /** Time passed. */
    record Tick() implements SwarmEvent {}

    /** The engine stops. Last event. */
    record Stopped() implements SwarmEvent {}
}
