package io.ayni.agent.swarm.core;

import io.ayni.contracts.content.Metainfo;
import io.ayni.contracts.document.PeerProof;
import io.ayni.contracts.identity.NodeId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What the parts of one core share: settings, pieces, links, the time of the event and its effects. Not thread-safe. */
final class SwarmState {
    final Metainfo metainfo;
    final CoreSettings settings;
    final NodeId ownId;
    final PieceBoard board;
    /** By id; at most {@link Introductions#MAX_LINKS}. */
    final Map<LinkId, Link> links = new LinkedHashMap<>();

    /** Requests to the edge under way; at most {@link EdgePolicy#ALONE_PARALLEL} and a few urgent ones. */
    final Map<Source.Edge, EdgeFetch> edgeFetches = new HashMap<>();

    /** Held pieces that would survive a crash. */
    private final BitSet durable = new BitSet();

    private long durableBytes;

    final Tally tally = new Tally();
    final Stall stall = new Stall();
    boolean sharing;
    boolean checked;
    boolean stopped;
    /** Why pieces cannot be written; empty while they can. */
    Optional<String> storeFailure = Optional.empty();
    /** Why written pieces cannot be made durable; empty while they can. */
    Optional<String> commitFailure = Optional.empty();
    /** When a piece came from a peer, or requests to peers began to wait. */
    long peerProgressMs;

    /** The owner's limit keeps requests back. */
    boolean downloadThrottled;

    /** When pieces began to be fetched. */
    long startedMs;
    /** When a piece was last stored. */
    long storedMs;
    /** The tracker has answered. */
    boolean answered;
    /** The tracker knows of other peers. */
    boolean peersKnown;
    /** Peers of the swarm as the tracker last counted them, this one included; at least 1. */
    int crowd = 1;

    /** This node's place among them, when the tracker has told it. */
    OptionalInt place = OptionalInt.empty();
    /** Blocks of all streams that the transport has not taken yet. */
    final UploadSlots uploadSlots = new UploadSlots();
    /** What the edge last failed with; empty since a piece came from it. */
    Optional<String> edgeTrouble = Optional.empty();

    Moment now = new Moment(0, 0);
    private List<SwarmEffect> effects = new ArrayList<>();

    SwarmState(Metainfo metainfo, CoreSettings settings, boolean sharing) {
        this.metainfo = metainfo;
        this.settings = settings;
        this.ownId = NodeId.of(settings.nodeKey().publicKey());
        this.board = new PieceBoard(metainfo, settings.random());
        this.sharing = sharing;
    }

    void emit(SwarmEffect effect) {
        effects.add(effect);
    }

    void send(Link link, PeerMessage message) {
        effects.add(new SwarmEffect.Send(link.id, message));
    }

    List<SwarmEffect> takeEffects() {
        List<SwarmEffect> taken = effects;
        effects = new ArrayList<>();
        return taken;
    }

    /** The piece would survive a crash, or does not any more. */
    void setDurable(int piece, boolean survives) {
        if (durable.get(piece) != survives) {
            durable.set(piece, survives);
            int length = metainfo.piece(piece).lengthBytes();
            durableBytes += survives ? length : -length;
        }
    }

    /** Bytes of held pieces that would survive a crash. */
    long durableBytes() {
        return durableBytes;
    }

    /** Bytes of pieces that are not held. */
    long missingBytes() {
        return metainfo.sizeBytes() - board.heldBytes();
    }

    long tickMs() {
        return now.tickMs();
    }

    /** Whether pieces are to be fetched now. */
    boolean isFetching() {
        return checked && !stopped && failure().isEmpty() && !board.isComplete();
    }

    /** Whether the owner's limit lets anything be asked for now. */
    boolean mayDownload() {
        downloadThrottled = !settings.downloadBudget().isOpen(tickMs());
        return !downloadThrottled;
    }

    /** Takes what is about to be asked for out of the owner's limit; false: ask later. */
    boolean takeDownload(int bytes) {
        downloadThrottled = !settings.downloadBudget().tryTake(bytes, tickMs());
        return !downloadThrottled;
    }

    /** Why the disk does not take pieces; empty while it does. */
    Optional<String> failure() {
        return storeFailure.or(() -> commitFailure);
    }

    byte[] nonce() {
        byte[] nonce = new byte[PeerProof.NONCE_WIDTH];
        settings.random().nextBytes(nonce);
        return nonce;
    }
}
