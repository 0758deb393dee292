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
 * upload limit and the {@link UploadSlots} let it; and tells peers which pieces are new. Streams take turns piece by piece,
 * so that a piece is whole at the other side, and can be passed on, as early as possible.
 */
final class BlockPump {
    /** Blocks of a stream that the transport has not taken yet. */
    static final int MAX_BLOCKS_IN_TRANSIT = 2;
    /** A peer that owes a receipt for so long while nothing else keeps it waiting is told goodbye. */
    static final long NO_RECEIPT_MS = 30_000;
    /** New pieces are told after this at the latest. */
    static final long HAVE_DELAY_MS = 30;

    /** A peer that misses everything is served at most so many times as often as one that misses next to nothing. */
    private static final int MOST_FAVOUR = 64;

    private static final int HAVE_BATCH = 64;
    private static final long IDLE_MS = 600_000;
    private static final long THROTTLED_MS = 10;
    private static final long NEVER_MS = 60_000;

    private final SwarmState state;
    private final LinkTable links;
    private final List<Integer> news = new ArrayList<>();
    private long newsSinceMs;
    /** What the stream that was served last had been served before. */
    private long turnBytes;

    private boolean throttled;

    BlockPump(SwarmState state, LinkTable links) {
        this.state = state;
        this.links = links;
    }

    /** Takes a request that may be answered. */
    void ask(Link link, PeerMessage.Request request) {
        if (link.up.requests.isEmpty()) {
            link.up.turnBytes = Math.max(link.up.turnBytes, turnBytes);
        }
        link.up.requests.add(request);
        pump();
    }

    /** Sends as much as the slots, windows and limits let through, each time for the stream whose turn it is. */
    void pump() {
        Optional<Link> next = nextInTurn();
        while (next.isPresent() && sendNext(next.get(), next.get().up.account.get())) {
            next = nextInTurn();
        }
    }

    /** A stream in the middle of a piece, else one of those that were served least. */
    private Optional<Link> nextInTurn() {
        Link best = null;
        for (Link link : state.links.values()) {
            if (canSend(link.up) && (best == null || isBefore(link.up, best.up))) {
                best = link;
            }
        }
        return Optional.ofNullable(best);
    }

    private boolean canSend(UploadSide up) {
        if (!up.isActive() || up.blocksInTransit >= MAX_BLOCKS_IN_TRANSIT || up.requests.isEmpty()) {
            return false;
        }
        int length = up.requests.peek().length();
        UploadAccount account = up.account.get();
        if (!account.allows(length)) {
            boolean starved = account.awaitsReceiptFor(length);
            up.starvedSinceMs = starved && up.starvedSinceMs == 0 ? state.tickMs() : up.starvedSinceMs;
            return false;
        }
        return state.uploadSlots.hasRoomFor(length);
    }

    private static boolean isBefore(UploadSide one, UploadSide other) {
        boolean oneInside = one.requests.peek().begin() > 0;
        boolean otherInside = other.requests.peek().begin() > 0;
        return oneInside != otherInside ? oneInside : one.turnBytes < other.turnBytes;
    }

    /** Whether others can go on. */
    private boolean sendNext(Link link, UploadAccount account) {
        UploadSide up = link.up;
        if (GrantRules.isOver(account.grant(), state.now.wallMs())) {
            end(link, account);
            return true;
        }
        PeerMessage.Request next = up.requests.peek();
        if (!state.settings.uploadBudget().tryTake(next.length(), state.tickMs())) {
            throttled = true;
            return false;
        }
        up.requests.remove();
        up.starvedSinceMs = 0;
        up.blocksInTransit++;
        up.bytesInTransit += next.length();
        turnBytes = up.turnBytes;
        up.turnBytes += costOf(next);
        state.uploadSlots.entered(next.length(), state.tickMs());
        account.sent(next.length());
        state.emit(new SwarmEffect.SendBlock(link.id, next.piece(), next.begin(), next.length()));
        return true;
    }

    /**
     * What an answer costs its stream of its turn: the less the downloader misses, the more, so that those who are behind
     * catch up and all complete at about the same time. Bounded, since it is the downloader's own word.
     */
    private long costOf(PeerMessage.Request request) {
        int pieces = state.metainfo.pieceCount();
        int told = request.missingPieces() <= 0 ? pieces / 2 : request.missingPieces();
        int missing = Math.clamp(told, Math.ceilDiv(pieces, MOST_FAVOUR), pieces);
        return (long) request.length() * pieces / missing;
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
        links.all().forEach(this::endIfOver);
        pump();
        links.all().forEach(this::endIfStuck);
    }

    /** A grant may run out while its requests wait for a receipt. */
    private void endIfOver(Link link) {
        UploadSide up = link.up;
        if (up.isActive()
                && !up.requests.isEmpty()
                && GrantRules.isOver(up.account.get().grant(), state.now.wallMs())) {
            end(link, up.account.get());
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

    /** Whether the upload limit holds something back. */
    boolean isThrottled() {
        return throttled;
    }

    /** When time brings on something that waits, the upload limit or news to tell; a minute when nothing does. */
    long dueInMs() {
        if (throttled) {
            return THROTTLED_MS;
        }
        return news.isEmpty() ? NEVER_MS : Math.max(1, newsSinceMs + HAVE_DELAY_MS - state.tickMs());
    }
}
