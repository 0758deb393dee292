package io.ayni.agent.swarm.core;

import io.ayni.agent.swarm.core.PeerMessage.Bye;
import io.ayni.agent.swarm.exchange.UploadAccount;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ends links, whoever wants it, and leaves nothing of them behind. */
final class LinkTable {
    private static final long LEAVING_MS = 2_000;

    private record Leaving(Link link, long sinceMs) {}

    private final Map<LinkId, Leaving> leaving = new HashMap<>();
    private final SwarmState state;
    private final Requests requests;
    private final Receipts receipts;

    LinkTable(SwarmState state, Requests requests, Receipts receipts) {
        this.state = state;
        this.requests = requests;
        this.receipts = receipts;
    }

    /**
     * Ends a link in good order: last receipt, Bye. A downloader that is told goodbye answers with its last receipt, which
     * is taken for another two seconds.
     */
    void close(Link link, Bye.Reason reason) {
        receipts.sign(link);
        state.emit(new SwarmEffect.Close(link.id, reason));
        if (link.up.isActive()) {
            leaving.put(link.id, new Leaving(link, state.tickMs()));
        }
        forget(link);
    }

    /** The link of this name if it was closed a moment ago and may still bring a receipt. */
    Optional<Link> leaving(LinkId id) {
        return Optional.ofNullable(leaving.get(id)).map(Leaving::link);
    }

    boolean isAnyLeaving() {
        return !leaving.isEmpty();
    }

    void tick() {
        leaving.values().removeIf(left -> state.tickMs() - left.sinceMs() > LEAVING_MS);
    }

    /** The other side broke the protocol. */
    void violated(Link link, String violation) {
        state.emit(new SwarmEffect.Abort(link.id, violation));
        forget(link);
    }

    /** The stream is gone. */
    void forget(Link link) {
        if (state.links.remove(link.id) != null) {
            state.uploadSlots.dropped(link.up.blocksInTransit, link.up.bytesInTransit);
            requests.leave(link);
            link.up.account.ifPresent(UploadAccount::detach);
            requests.fillAll();
        }
    }

    List<Link> all() {
        return List.copyOf(state.links.values());
    }
}
