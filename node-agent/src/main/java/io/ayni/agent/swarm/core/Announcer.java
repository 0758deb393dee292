package io.ayni.agent.swarm.core;

import io.ayni.agent.swarm.Announcement;
import io.ayni.agent.swarm.PeerHandout;
import io.ayni.contracts.crypto.Ed25519PublicKey;
import io.ayni.contracts.identity.NodeId;
import java.util.List;

/**
 * When the tracker is told what: at once when joining, completing and leaving, at the tracker's interval in between, and
 * sooner while this downloader wants more peers or a further grant, with doubling pauses.
 */
final class Announcer {
    /** Connections to uploaders that a downloader strives for. */
    static final int WANTED_PEERS = 14;
    /** Shortest pause between two announcements. */
    static final long SOONEST_MS = 300;

    /** How the swarm grew is looked at after about this, then after twice as long, until the tracker's interval. */
    static final long FIRST_LOOK_MS = 500;

    private static final int MAX_KEYS = 8;
    private static final int MAX_CONNECTED = 64;
    private static final long FIRST_INTERVAL_MS = 30_000;
    private static final long SHORTEST_INTERVAL_MS = 1_000;
    private static final long NEVER_MS = 60_000;

    private final SwarmState state;
    private final Introductions introductions;
    private final SessionKeys keys;
    private long intervalMs = FIRST_INTERVAL_MS;
    private long lastMs;
    private long eagerPauseMs = SOONEST_MS;
    private long lookPauseMs = FIRST_LOOK_MS;
    private boolean started;
    private int linksBefore;

    Announcer(SwarmState state, Introductions introductions, SessionKeys keys) {
        this.state = state;
        this.introductions = introductions;
        this.keys = keys;
    }

    /** Joins the swarm. */
    void start() {
        started = true;
        tell(Announcement.Event.STARTED);
    }

    void onHandout(PeerHandout handout) {
        boolean isAnswer = handout.place().isPresent()
                || handout.seeds() + handout.leeches() > 0
                || !handout.peers().isEmpty();
        if (isAnswer && !state.answered && state.tickMs() - state.startedMs < EdgePolicy.EXPECT_PEERS_MS) {
            state.startedMs = state.tickMs();
        }
        state.answered |= isAnswer;
        intervalMs = Math.max(SHORTEST_INTERVAL_MS, handout.interval().toMillis());
        if (handout.place().isPresent()) {
            state.place = handout.place();
            state.crowd = Math.max(1, handout.seeds() + handout.leeches());
        }
        state.peersKnown |=
                handout.seeds() + handout.leeches() > 0 || !handout.peers().isEmpty();
    }

    /** Who holds all and gives nothing leaves, so that nobody is sent to it, and comes back when it gives again. */
    void onSharing() {
        boolean isOfUse = state.sharing || !state.board.isComplete();
        if (started && !isOfUse) {
            stop();
            started = false;
        } else if (!started && isOfUse && state.checked) {
            start();
        }
    }

    void completed() {
        tell(Announcement.Event.COMPLETED);
    }

    void stop() {
        if (started) {
            tell(Announcement.Event.STOPPED);
        }
    }

    /** Somebody came in: there may be more to meet. */
    void encouraged() {
        state.peersKnown = true;
        eagerPauseMs = SOONEST_MS;
    }

    void tick() {
        if (!started && state.isFetching()) {
            start(); // a piece was lost after the swarm was left
        }
        int links = introductions.downloadLinks();
        if (links < linksBefore) {
            lookPauseMs = FIRST_LOOK_MS;
        }
        linksBefore = links;
        if (started && state.tickMs() - lastMs >= pauseMs()) {
            tell(state.answered ? Announcement.Event.UPDATE : Announcement.Event.STARTED);
        }
    }

    /** Milliseconds from now to the next announcement; a minute when there is none to come. */
    long dueInMs() {
        return started ? Math.max(0, lastMs + pauseMs() - state.tickMs()) : NEVER_MS;
    }

    private long pauseMs() {
        long settled = state.isFetching() ? Math.min(lookPauseMs, intervalMs) : intervalMs;
        return isEager() ? Math.min(eagerPauseMs, settled) : settled;
    }

    /** Doubles, about: not all who joined together come back together. */
    private long nextLookMs() {
        return Math.min(
                intervalMs,
                lookPauseMs + lookPauseMs / 2 + state.settings.random().nextLong(lookPauseMs));
    }

    private boolean isEager() {
        return state.isFetching()
                && (keysWanted() > 0 && introductions.downloadLinks() < WANTED_PEERS / 2 || countToRenew() > 0);
    }

    private int keysWanted() {
        if (!state.isFetching()) {
            return 0;
        }
        int missing = WANTED_PEERS - introductions.downloadLinks() + countToRenew();
        return Math.clamp(missing, 0, MAX_KEYS);
    }

    private int countToRenew() {
        int count = 0;
        for (Link link : state.links.values()) {
            count += isToBeRenewed(link.down) ? 1 : 0;
        }
        return Math.min(count, MAX_KEYS);
    }

    private boolean isToBeRenewed(DownloadSide down) {
        if (!down.isOpen() || down.renewal.isPresent() || down.offer.isEmpty()) {
            return false;
        }
        GrantOffer offer = down.offer.get();
        long rate = down.rate.isKnown() ? down.rate.bytesPerSecond() : 0;
        return offer.isNearlyUsed(state.now.wallMs()) || offer.runsOutSoon(rate, state.missingBytes());
    }

    private List<NodeId> renewals() {
        return state.links.values().stream()
                .filter(link -> isToBeRenewed(link.down))
                .map(link -> link.down.offer.orElseThrow().grant.uploaderId())
                .limit(MAX_KEYS)
                .toList();
    }

    private void tell(Announcement.Event event) {
        boolean leaving = event == Announcement.Event.STOPPED;
        lookPauseMs = nextLookMs();
        eagerPauseMs = isEager() ? Math.min(2 * eagerPauseMs, intervalMs) : SOONEST_MS;
        List<NodeId> renew = leaving ? List.of() : renewals();
        List<Ed25519PublicKey> fresh = keys.fresh(leaving ? 0 : keysWanted(), state.tickMs());
        List<NodeId> connected = state.links.values().stream()
                .flatMap(link -> link.down.offer.stream())
                .map(offer -> offer.grant.uploaderId())
                .limit(MAX_CONNECTED)
                .toList();
        lastMs = state.tickMs();
        state.emit(new SwarmEffect.Announce(new Announcement(
                state.metainfo.contentId(),
                event,
                state.board.heldBytes(),
                state.missingBytes(),
                fresh,
                connected,
                renew)));
    }
}
