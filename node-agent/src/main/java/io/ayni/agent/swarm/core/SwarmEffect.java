package io.ayni.agent.swarm.core;

import io.ayni.agent.swarm.Announcement;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.GrantId;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;

/** What a core wants done. Effects are carried out in their order; each answer comes back as a {@link SwarmEvent}. */
public sealed interface SwarmEffect {
    /** Open a stream: {@link SwarmEvent.Dialled} or {@link SwarmEvent.Closed}. */
    record Dial(LinkId link, InetSocketAddress address) implements SwarmEffect {}

    /** Send a frame. */
    record Send(LinkId link, PeerMessage message) implements SwarmEffect {}

    /** Read a block of a verified piece and send it: {@link SwarmEvent.BlockSent}. At most 2 per stream at once. */
    record SendBlock(LinkId link, int piece, int begin, int length) implements SwarmEffect {}

    /** Say goodbye, drop blocks that are not sent, close. */
    record Close(LinkId link, PeerMessage.Bye.Reason reason) implements SwarmEffect {}

    /** Break the stream off with INVALID_ARGUMENT. */
    record Abort(LinkId link, String violation) implements SwarmEffect {}

    /** Verify and write a piece: {@link SwarmEvent.PieceStored}, {@code PieceCorrupt} or {@code StoreFailed}. */
    record StorePiece(int piece, byte[] data, Source source) implements SwarmEffect {}

    /** Get a piece from the edge: {@link SwarmEvent.EdgeGave} or {@link SwarmEvent.EdgeFailed}. */
    record FetchFromEdge(Source.Edge source, URI edge, int piece, Duration timeout) implements SwarmEffect {}

    /** Withdraw a request to the edge; no answer is awaited. */
    record CancelEdge(Source.Edge source) implements SwarmEffect {}

    /** Make a receipt durable: {@link SwarmEvent.ReceiptKept} or {@code ReceiptNotKept}. In order per grant. */
    record KeepReceipt(LinkId link, GrantId grantId, Envelope grant, Envelope receipt, long cumulativeBytes)
            implements SwarmEffect {}

    /** Make the report about a grant durable; no answer is awaited. */
    record KeepReport(GrantId grantId, Envelope grant, Envelope report) implements SwarmEffect {}

    /** Tell the tracker. */
    record Announce(Announcement announcement) implements SwarmEffect {}
}
