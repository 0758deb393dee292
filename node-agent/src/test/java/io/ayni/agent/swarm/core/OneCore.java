package io.ayni.agent.swarm.core;

import io.ayni.agent.swarm.Announcement;
import io.ayni.agent.swarm.PeerHandout;
import io.ayni.agent.swarm.exchange.GrantRules;
import io.ayni.agent.swarm.exchange.TransferBudget;
import io.ayni.agent.swarm.exchange.UploadAccounts;
import io.ayni.agent.swarm.testing.SampleItem;
import io.ayni.agent.swarm.testing.TestOperator;
import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.crypto.Ed25519PublicKey;
import io.ayni.contracts.document.Grant;
import io.ayni.contracts.document.MalformedDocumentException;
import io.ayni.contracts.document.PeerProof;
import io.ayni.contracts.identity.NodeId;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/** A core whose world is a test: time stands still unless told, and every effect is collected until it is looked at. */
final class OneCore {
    static final long START_WALL_MS = 1_800_000_000_000L;
    static final byte[] OTHER_NONCE = new byte[PeerProof.NONCE_WIDTH];

    final Ed25519PrivateKey nodeKey = TestOperator.key(99);
    final TestOperator operator = new TestOperator();
    final SampleItem item;
    final SwarmCore core;
    final List<SwarmEffect> effects = new ArrayList<>();
    private final Deque<Ed25519PublicKey> sessionKeys = new ArrayDeque<>();
    private final Map<LinkId, byte[]> nonces = new HashMap<>();
    private final AtomicLong lastLink = new AtomicLong();
    private long tickMs = 1;

    OneCore(SampleItem item) {
        this.item = item;
        CoreSettings settings = new CoreSettings(
                nodeKey,
                new GrantRules(operator.keys()),
                new UploadAccounts(START_WALL_MS),
                TransferBudget.UNLIMITED,
                TransferBudget.UNLIMITED,
                2,
                new SplittableRandom(1),
                () -> new LinkId(lastLink.incrementAndGet()));
        core = new SwarmCore(item.metainfo(), settings, true);
    }

    /** A core that holds these pieces and has joined. */
    static OneCore holding(SampleItem item, BitSet pieces) {
        OneCore one = new OneCore(item);
        one.on(new SwarmEvent.Checked(pieces));
        one.on(new SwarmEvent.Durable(pieces.stream().toArray()));
        return one;
    }

    static OneCore holdingNothing(SampleItem item) {
        return holding(item, new BitSet());
    }

    static OneCore holdingAll(SampleItem item) {
        BitSet all = new BitSet();
        all.set(0, item.metainfo().pieceCount());
        return holding(item, all);
    }

    void on(SwarmEvent event) {
        List<SwarmEffect> wanted = core.on(event, new Moment(START_WALL_MS + tickMs, tickMs));
        wanted.forEach(effect -> {
            if (effect instanceof SwarmEffect.Announce(Announcement announcement)) {
                sessionKeys.addAll(announcement.sessionKeys());
            }
        });
        effects.addAll(wanted);
    }

    void hear(LinkId link, PeerMessage message) {
        on(new SwarmEvent.Received(link, message));
    }

    /** Time passes, and the core is told. */
    void pass(long ms) {
        tickMs += ms;
        on(new SwarmEvent.Tick());
    }

    /** Effects of this kind since the last look. */
    <T extends SwarmEffect> List<T> look(Class<T> kind) {
        List<T> found =
                effects.stream().filter(kind::isInstance).map(kind::cast).toList();
        effects.clear();
        return found;
    }

    /** Messages of this kind to this link since the last look. */
    <T extends PeerMessage> List<T> said(LinkId link, Class<T> kind) {
        return look(SwarmEffect.Send.class).stream()
                .filter(send -> send.link().equals(link))
                .map(SwarmEffect.Send::message)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** The core meets an uploader that accepts its grant and holds these pieces. */
    LinkId meet(Ed25519PrivateKey uploader, BitSet holds) {
        Grant grant = handOut(uploader);
        LinkId link = look(SwarmEffect.Dial.class).getLast().link();
        on(new SwarmEvent.Dialled(link));
        byte[] nonce = said(link, PeerMessage.Hello.class).getFirst().nonce();
        nonces.put(link, nonce);
        hear(link, hello());
        accept(link, uploader, grant, nonce);
        hear(
                link,
                new PeerMessage.Bitfield(Bitfields.encode(holds, item.metainfo().pieceCount())));
        return link;
    }

    /** The core dials an uploader again that accepts the grant that it was met with. */
    LinkId meetAgain(Ed25519PrivateKey uploader) {
        LinkId link = look(SwarmEffect.Dial.class).getLast().link();
        on(new SwarmEvent.Dialled(link));
        byte[] nonce = said(link, PeerMessage.Hello.class).getFirst().nonce();
        hear(link, hello());
        Grant grant = presented(link);
        accept(link, uploader, grant, nonce);
        return link;
    }

    /** The uploader accepts a further grant over a stream that was opened by {@link #meet}. */
    void acceptRenewal(LinkId link, Ed25519PrivateKey uploader, Grant grant) {
        accept(link, uploader, grant, nonces.get(link));
    }

    private Grant presented(LinkId link) {
        try {
            return Grant.decode(
                    said(link, PeerMessage.PresentGrant.class).getLast().grant().body());
        } catch (MalformedDocumentException e) {
            throw new IllegalStateException(e);
        }
    }

    private void accept(LinkId link, Ed25519PrivateKey uploader, Grant grant, byte[] nonce) {
        byte[] proof = uploader.sign(
                new PeerProof(PeerProof.Role.UPLOADER, OTHER_NONCE, nonce, grant.grantId(), grant.contentId())
                        .encode());
        hear(
                link,
                new PeerMessage.GrantAccepted(
                        grant.grantId(), uploader.publicKey().bytes(), proof, 1 << 20));
    }

    /** The tracker hands out an uploader with a grant over a key that was announced. */
    Grant handOut(Ed25519PrivateKey uploader) {
        NodeId id = NodeId.of(uploader.publicKey());
        Ed25519PublicKey key = sessionKeys.remove();
        Grant grant = operator.grant(id, key, item.metainfo().contentId(), START_WALL_MS + tickMs);
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
        on(new SwarmEvent.HandoutCame(new PeerHandout(
                item.metainfo().contentId(),
                List.of(new PeerHandout.Peer(id, Optional.of(address), operator.sign(grant), key)),
                List.of(),
                Duration.ofSeconds(30),
                1,
                0)));
        return grant;
    }

    /** A downloader comes in and says Hello. */
    LinkId admit() {
        LinkId link = new LinkId(1_000 + lastLink.incrementAndGet());
        on(new SwarmEvent.Accepted(link, hello()));
        return link;
    }

    /** A downloader presents a good grant over its session key; what the core said before tells the nonce. */
    Grant present(LinkId link, Ed25519PrivateKey session) {
        byte[] nonce = said(link, PeerMessage.Hello.class).getFirst().nonce();
        return present(link, session, nonce);
    }

    /** The same, when Hello was heard before. */
    Grant present(LinkId link, Ed25519PrivateKey session, byte[] nonce) {
        Grant grant = operator.grant(
                NodeId.of(nodeKey.publicKey()),
                session.publicKey(),
                item.metainfo().contentId(),
                START_WALL_MS + tickMs);
        byte[] proof = session.sign(
                new PeerProof(PeerProof.Role.DOWNLOADER, OTHER_NONCE, nonce, grant.grantId(), grant.contentId())
                        .encode());
        hear(link, new PeerMessage.PresentGrant(operator.sign(grant), proof));
        return grant;
    }

    PeerMessage.Hello hello() {
        return new PeerMessage.Hello(
                PeerMessage.VERSION, OTHER_NONCE, item.metainfo().contentId(), Optional.empty());
    }

    /** The peer answers a request rightly. */
    void give(LinkId link, PeerMessage.Request request) {
        ByteBuffer data = ByteBuffer.wrap(item.piece(request.piece()), request.begin(), request.length());
        hear(link, new PeerMessage.PieceData(request.piece(), request.begin(), data));
    }

    /** Every piece that the core wants stored is stored, durably. */
    void storeAll() {
        for (SwarmEffect.StorePiece store : look(SwarmEffect.StorePiece.class)) {
            on(new SwarmEvent.PieceStored(store.piece(), store.source()));
            on(new SwarmEvent.Durable(new int[] {store.piece()}));
        }
    }

    static BitSet pieces(int... all) {
        BitSet set = new BitSet();
        for (int piece : all) {
            set.set(piece);
        }
        return set;
    }
}
