package io.ayni.agent.swarm.core;

import io.ayni.agent.swarm.exchange.UploadAccount;
import java.util.ArrayDeque;
import java.util.Optional;

/** What a link is to this node as an uploader. State only; {@link Uploads} has the rules. Not thread-safe. */
final class UploadSide {
    /** The newest accepted grant. */
    Optional<UploadAccount> account = Optional.empty();
    /** A presentation that waits until all blocks under the grant before have left. */
    Optional<PeerMessage.PresentGrant> waiting = Optional.empty();
    /** A grant was accepted on this stream at some time, so frames that cross its end are no violation. */
    boolean everAccepted;

    int refusals;
    final ArrayDeque<PeerMessage.Request> requests = new ArrayDeque<>();
    /** Blocks ordered from the transport and not yet taken by it. */
    int blocksInTransit;
    /** Their bytes. */
    long bytesInTransit;
    /** Bytes served, for taking turns: a stream that joins the turns is put level with the others. */
    long turnBytes;
    /** Receipts checked and not yet durable. */
    int receiptsInTransit;
    /** Since when only a missing receipt keeps requests waiting; 0 when nothing does. */
    long starvedSinceMs;

    long lastActivityMs;

    boolean isActive() {
        return account.isPresent();
    }
}
