package io.ayni.agent.swarm.core;

import io.ayni.agent.swarm.core.PeerMessage.Bye;
import io.ayni.agent.swarm.exchange.GrantRules;
import io.ayni.agent.swarm.exchange.Refusal;
import io.ayni.agent.swarm.exchange.UploadAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sends what peers asked for, each stream in the order of its requests, as far as the exposure window, the grant, the
 * upload limit and the transport let it; and tells peers which pieces are new.
 */
final class BlockPump {
    /** Blocks of a stream that the transport has not taken yet. */
    static final int MAX_BLOCKS_IN_TRANSIT = 2;
    /** A peer that owes a receipt for so long while nothing else keeps it waiting is told goodbye. */
    static final long NO_RECEIPT_MS = 30_000;
    /** New pieces are told after this at the latest. */
    static final long HAVE_DELAY_MS = 20;

    private static final int HAVE_BATCH = 64;
    private static final long IDLE_MS = 600_000;

    private final SwarmState state;
    private final LinkTable links;
    private final List<Integer> news = new ArrayList<>();
    private long newsSinceMs;
    private int turn;
    private boolean throttled;

    BlockPump(SwarmState state, LinkTable links) {
        this.state = state;
        this.links = links;
    }

    void pump(Link link) {
        UploadSide up = link.up;
        while (up.isActive() && up.blocksInTransit < MAX_BLOCKS_IN_TRANSIT && !up.requests.isEmpty()) {
            if (!sendNext(link, up.account.get())) {
                return;
            }
        }
    }

    private boolean sendNext(Link link, UploadAccount account) {
        UploadSide up = link.up;
        if (GrantRules.isOver(account.grant(), state.now.wallMs())) {
            end(link, account);
            return false;
        }
        PeerMessage.Request next = up.requests.peek();
        if (!account.allows(next.length())) {
            boolean starved = account.awaitsReceiptFor(next.length());
            up.starvedSinceMs = starved && up.starvedSinceMs == 0 ? state.tickMs() : up.starvedSinceMs;
            return false;
        }
        if (!state.settings.uploadBudget().tryTake(next.length(), state.tickMs())) {
            throttled = true;
            return false;
        }
        up.requests.remove();
        up.starvedSinceMs = 0;
        up.blocksInTransit++;
        account.sent(next.length());
        state.emit(new SwarmEffect.SendBlock(link.id, next.piece(), next.begin(), next.length()));
        return true;
    }

    /** The grant is over; the peer may present another. */
    private void end(Link link, UploadAccount account) {
        account.detach();
        link.up.account = Optional.empty();
        link.up.requests.clear();
        state.send(link, new PeerMessage.GrantRefused(account.grant().grantId(), Refusal.EXPIRED));
    }

    /** A piece is held from now on. */
    void announce(int piece) {
        if (news.isEmpty()) {
            newsSinceMs = state.tickMs();
        }
        news.add(piece);
        if (news.size() >= HAVE_BATCH) {
            flushHaves();
        }
    }

    /** Tells all peers what is new; after this a bitfield can be sent without telling a piece twice. */
    void flushHaves() {
        if (news.isEmpty()) {
            return;
        }
        int[] pieces = news.stream().mapToInt(Integer::intValue).toArray();
        news.clear();
        for (Link link : state.links.values()) {
            if (link.up.isActive()) {
                state.send(link, new PeerMessage.Have(pieces));
            }
        }
    }

    void tick() {
        if (!news.isEmpty() && state.tickMs() - newsSinceMs >= HAVE_DELAY_MS) {
            flushHaves();
        }
        throttled = false;
        List<Link> all = links.all();
        turn++;
        for (int i = 0; i < all.size(); i++) {
            Link link = all.get((i + turn) % all.size());
            pump(link);
            endIfStuck(link);
        }
    }

    private void endIfStuck(Link link) {
        UploadSide up = link.up;
        if (up.starvedSinceMs != 0 && state.tickMs() - up.starvedSinceMs >= NO_RECEIPT_MS) {
            links.close(link, Bye.Reason.NO_RECEIPTS);
        } else if (up.isActive() && state.tickMs() - up.lastActivityMs >= IDLE_MS) {
            links.close(link, Bye.Reason.IDLE);
        }
    }

    /** Whether something waits that only time brings on: news to tell or the upload limit. */
    boolean isWaiting() {
        return throttled || !news.isEmpty();
    }
}
