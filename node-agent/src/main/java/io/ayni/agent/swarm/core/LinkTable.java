package io.ayni.agent.swarm.core;

import io.ayni.agent.swarm.core.PeerMessage.Bye;
import io.ayni.agent.swarm.exchange.UploadAccount;
import java.util.List;

/** Ends links, whoever wants it, and leaves nothing of them behind. */
final class LinkTable {
    private final SwarmState state;
    private final Requests requests;
    private final Receipts receipts;

    LinkTable(SwarmState state, Requests requests, Receipts receipts) {
        this.state = state;
        this.requests = requests;
        this.receipts = receipts;
    }

    /** Ends a link in good order: last receipt, Bye. */
    void close(Link link, Bye.Reason reason) {
        receipts.sign(link);
        state.emit(new SwarmEffect.Close(link.id, reason));
        forget(link);
    }

    /** The other side broke the protocol. */
    void violated(Link link, String violation) {
        state.emit(new SwarmEffect.Abort(link.id, violation));
        forget(link);
    }

    /** The stream is gone. */
    void forget(Link link) {
        if (state.links.remove(link.id) != null) {
            requests.leave(link);
            link.down.stage = DownloadSide.Stage.IDLE;
            link.up.account.ifPresent(UploadAccount::detach);
            requests.fillAll();
        }
    }

    List<Link> all() {
        return List.copyOf(state.links.values());
    }
}
