package io.ayni.agent.swarm.core;

import io.ayni.agent.swarm.DialBack;
import io.ayni.agent.swarm.PeerHandout;
import io.ayni.agent.swarm.core.PeerMessage.Bye;
import io.ayni.agent.swarm.exchange.GrantVerdict;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.identity.NodeId;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How peers meet: handouts are dialled, dial-backs answered, streams greeted, lost ones dialled again with the same grant
 * a few times, polluters avoided.
 */
final class Introductions {
    /** Most streams of one item. */
    static final int MAX_LINKS = 64;
    /** Most streams that this node opened as a downloader. */
    static final int MAX_DOWNLOAD_LINKS = 16;
    /** Most streams being opened at once. */
    static final int MAX_DIALLING = 8;
    /** A peer whose piece failed its hash is not met again for so long. */
    static final long AVOID_MS = 600_000;

    private static final int MAX_AVOIDED = 1024;
    private static final int MAX_AWAITED = 64;
    private static final int MAX_REDIALS = 3;
    private static final long FIRST_REDIAL_MS = 1_000;
    private static final long GREETING_MS = 10_000;
    private static final long IDLE_MS = 60_000;

    private record Redial(NodeId nodeId, InetSocketAddress address, GrantOffer offer, int attempt, long atMs) {}

    private final SwarmState state;
    private final LinkTable links;
    private final Downloads downloads;
    private final SessionKeys keys;
    private final Map<NodeId, Long> avoided = new LinkedHashMap<>();
    private final Map<GrantId, GrantOffer> awaited = new LinkedHashMap<>();
    private final Map<NodeId, Redial> redials = new HashMap<>();
    private final Map<LinkId, Integer> attempts = new HashMap<>();

    Introductions(SwarmState state, LinkTable links, Downloads downloads, SessionKeys keys) {
        this.state = state;
        this.links = links;
        this.downloads = downloads;
        this.keys = keys;
    }

    /** Takes the grants of a handout: meets the peers, or keeps a further grant for one that is met already. */
    void onHandout(PeerHandout handout) {
        for (PeerHandout.Peer peer : handout.peers()) {
            offerOf(peer).ifPresent(offer -> take(peer, offer));
        }
    }

    private Optional<GrantOffer> offerOf(PeerHandout.Peer peer) {
        if (!state.isFetching() || isAvoided(peer.nodeId()) || peer.nodeId().equals(state.ownId)) {
            return Optional.empty();
        }
        GrantVerdict verdict = state.settings
                .grantRules()
                .checkOffered(peer.grant(), peer.nodeId(), state.metainfo.contentId(), state.now.wallMs());
        if (verdict instanceof GrantVerdict.Good good && good.sessionKey().equals(peer.sessionKey())) {
            int pieceLength = state.metainfo.pieceLengthBytes();
            return keys.take(peer.sessionKey())
                    .map(key -> new GrantOffer(good.grant(), peer.grant(), key, pieceLength));
        }
        return Optional.empty();
    }

    private void take(PeerHandout.Peer peer, GrantOffer offer) {
        Optional<Link> known = linkTo(peer.nodeId());
        if (known.isPresent()) {
            known.get().down.renewal = Optional.of(offer);
            downloads.renew(known.get());
        } else if (peer.address().isEmpty()) {
            awaitDialBack(offer);
        } else {
            dial(peer.nodeId(), peer.address().get(), offer, 0);
        }
    }

    private void awaitDialBack(GrantOffer offer) {
        awaited.values().removeIf(old -> old.isExpired(state.now.wallMs()));
        awaited.put(offer.grant.grantId(), offer);
        if (awaited.size() > MAX_AWAITED) {
            awaited.remove(awaited.keySet().iterator().next());
        }
    }

    private Optional<Link> linkTo(NodeId nodeId) {
        return state.links.values().stream()
                .filter(link -> link.down
                        .offer
                        .filter(offer -> offer.grant.uploaderId().equals(nodeId))
                        .isPresent())
                .findFirst();
    }

    private void dial(NodeId nodeId, InetSocketAddress address, GrantOffer offer, int attempt) {
        redials.remove(nodeId);
        if (downloadLinks() >= MAX_DOWNLOAD_LINKS || dialling() >= MAX_DIALLING) {
            return;
        }
        Link link = open(Optional.of(nodeId), Optional.of(address), Optional.empty());
        link.down.offer = Optional.of(offer);
        attempts.put(link.id, attempt);
        state.emit(new SwarmEffect.Dial(link.id, address));
    }

    /** The tracker asks this uploader to dial a downloader. */
    void onDialBack(DialBack request) {
        if (!state.sharing || !state.board.holdsAny() || state.links.size() >= MAX_LINKS) {
            return;
        }
        Link link = open(Optional.empty(), Optional.of(request.address()), Optional.of(request.grantId()));
        state.emit(new SwarmEffect.Dial(link.id, request.address()));
    }

    private Link open(Optional<NodeId> uploader, Optional<InetSocketAddress> address, Optional<GrantId> dialBack) {
        LinkId id = state.settings.linkIds().get();
        Link link = new Link(id, uploader, address, dialBack, state.nonce(), state.tickMs());
        link.up.lastActivityMs = state.tickMs();
        state.links.put(id, link);
        return link;
    }

    void onDialled(Link link) {
        state.send(link, hello(link));
    }

    /** A peer came in; its Hello was about this item. */
    void onAccepted(LinkId id, PeerMessage.Hello hello) {
        Link link = new Link(id, Optional.empty(), Optional.empty(), Optional.empty(), state.nonce(), state.tickMs());
        link.up.lastActivityMs = state.tickMs();
        if (state.links.size() >= MAX_LINKS || state.stopped) {
            state.emit(new SwarmEffect.Close(id, Bye.Reason.SHUTTING_DOWN));
            return;
        }
        state.links.put(id, link);
        state.send(link, hello(link));
        link.greeted(hello.nonce());
        hello.dialBackGrant().map(awaited::remove).ifPresent(offer -> {
            link.down.offer = Optional.of(offer);
            downloads.present(link);
        });
    }

    private PeerMessage.Hello hello(Link link) {
        return new PeerMessage.Hello(
                PeerMessage.VERSION, link.ownNonce, state.metainfo.contentId(), link.dialBackGrant);
    }

    void onHello(Link link, PeerMessage.Hello hello) {
        if (link.isGreeted()) {
            links.violated(link, "a second Hello");
        } else if (hello.version() != PeerMessage.VERSION) {
            links.close(link, Bye.Reason.UNSUPPORTED_VERSION);
        } else if (!hello.contentId().equals(state.metainfo.contentId())) {
            links.violated(link, "a Hello about another item");
        } else {
            link.greeted(hello.nonce());
            downloads.present(link);
        }
    }

    /** The stream went away without this side wanting it: the grant is good for a few more tries. */
    void onClosed(Link link) {
        int attempt = attemptOf(link.id);
        boolean worked = link.down.isOpen();
        links.forget(link);
        if (link.uploader.isEmpty() || link.down.offer.isEmpty()) {
            return;
        }
        GrantOffer offer = link.down.offer.get();
        int next = worked ? 1 : attempt + 1;
        if (next <= MAX_REDIALS && isWorthMeetingAgain(link, offer)) {
            long at = state.tickMs() + (FIRST_REDIAL_MS << next - 1);
            NodeId nodeId = link.uploader.get();
            redials.put(nodeId, new Redial(nodeId, link.address.orElseThrow(), offer, next, at));
        }
    }

    /** To get more under the grant, or to hand over a receipt that is owed, also for pieces still being verified. */
    private boolean isWorthMeetingAgain(Link link, GrantOffer offer) {
        boolean owes = offer.owesReceipt() || link.down.verifying > 0;
        long now = state.now.wallMs();
        return owes ? !offer.isExpired(now) : state.isFetching() && !offer.isNearlyUsed(now);
    }

    /** Whether the uploader will be dialled again under this grant. */
    boolean isToBeMetAgain(GrantOffer offer) {
        return redials.values().stream().anyMatch(redial -> redial.offer().equals(offer));
    }

    private int attemptOf(LinkId id) {
        Integer attempt = attempts.remove(id);
        return attempt == null ? 0 : attempt;
    }

    /** The peer gave wrong bytes: it is left, and not met again for a while. */
    void avoid(Link link) {
        link.down.offer.ifPresent(offer -> {
            avoided.put(offer.grant.uploaderId(), state.tickMs());
            if (avoided.size() > MAX_AVOIDED) {
                avoided.remove(avoided.keySet().iterator().next());
            }
        });
        state.tally.peersDropped++;
        links.close(link, Bye.Reason.CORRUPT_PIECES);
    }

    private boolean isAvoided(NodeId nodeId) {
        Long since = avoided.get(nodeId);
        return since != null && state.tickMs() - since < AVOID_MS;
    }

    void tick() {
        attempts.keySet().retainAll(state.links.keySet());
        for (Link link : links.all()) {
            long age = state.tickMs() - link.sinceMs;
            boolean useless = !link.up.isActive() && link.down.offer.isEmpty();
            if (!link.isGreeted() && age >= GREETING_MS || useless && age >= IDLE_MS) {
                links.close(link, Bye.Reason.IDLE);
            }
        }
        if (redials.isEmpty()) {
            return;
        }
        for (Redial redial : Map.copyOf(redials).values()) {
            if (state.board.isComplete() && !redial.offer().owesReceipt()) {
                redials.remove(redial.nodeId());
            } else if (state.tickMs() >= redial.atMs()) {
                dial(redial.nodeId(), redial.address(), redial.offer(), redial.attempt());
            }
        }
    }

    int downloadLinks() {
        int count = 0;
        for (Link link : state.links.values()) {
            count += link.down.offer.isPresent() ? 1 : 0;
        }
        return count;
    }

    private int dialling() {
        return (int) state.links.values().stream()
                .filter(link -> link.uploader.isPresent() && !link.isGreeted())
                .count();
    }
}
