package io.ayni.agent.swarm.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.agent.swarm.core.PeerMessage;
import io.ayni.agent.swarm.testing.SampleItem;
import io.ayni.agent.swarm.testing.TestOperator;
import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.document.Grant;
import io.ayni.contracts.document.PeerProof;
import io.ayni.contracts.identity.NodeId;
import io.ayni.peer.v1.Frame;
import io.ayni.peer.v1.PeerExchangeGrpc;
import io.ayni.peer.v1.Request;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** A server for one peer stream that does each step of an uploader when a test wants it, rightly or wrongly. */
final class HandMadeUploader extends PeerExchangeGrpc.PeerExchangeImplBase implements AutoCloseable {
    private static final int PATIENCE_S = 10;
    private static final byte[] NONCE = new byte[PeerProof.NONCE_WIDTH];

    static {
        Arrays.fill(NONCE, (byte) 6);
    }

    final Ed25519PrivateKey key = TestOperator.key(77);
    final AtomicInteger calls = new AtomicInteger();
    private final SampleItem item;
    private final Server server;
    private final BlockingQueue<Frame> heard = new LinkedBlockingQueue<>();
    private final CompletableFuture<Status> end = new CompletableFuture<>();
    private volatile StreamObserver<Frame> out;
    private byte[] downloaderNonce;

    HandMadeUploader(SampleItem item) throws IOException {
        this.item = item;
        this.server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(this)
                .build()
                .start();
    }

    @Override
    public StreamObserver<Frame> connect(StreamObserver<Frame> responses) {
        calls.incrementAndGet();
        out = responses;
        return new StreamObserver<>() {
            @Override
            public void onNext(Frame frame) {
                heard.add(frame);
            }

            @Override
            public void onError(Throwable failure) {
                end.complete(Status.fromThrowable(failure));
            }

            @Override
            public void onCompleted() {
                end.complete(Status.OK);
                responses.onCompleted();
            }
        };
    }

    NodeId id() {
        return NodeId.of(key.publicKey());
    }

    InetSocketAddress address() {
        return (InetSocketAddress) server.getListenSockets().getFirst();
    }

    /** Hears Hello and says its own. */
    void greet() {
        downloaderNonce = hear(Frame.KindCase.HELLO).getHello().getNonce().toByteArray();
        say(new PeerMessage.Hello(PeerMessage.VERSION, NONCE, item.metainfo().contentId(), Optional.empty()));
    }

    /** Greets and hears a grant. */
    void hearGrant() {
        greet();
        hear(Frame.KindCase.PRESENT_GRANT);
    }

    /** Greets, accepts the grant rightly and claims to hold all pieces. */
    void begin(Grant grant) {
        hearGrant();
        accept(grant, key, 1 << 20);
        byte[] all = new byte[(item.metainfo().pieceCount() + 7) / 8];
        Arrays.fill(all, (byte) 0xff);
        say(new PeerMessage.Bitfield(all));
    }

    void accept(Grant grant, Ed25519PrivateKey signer, long windowBytes) {
        byte[] proof = signer.sign(
                new PeerProof(PeerProof.Role.UPLOADER, NONCE, downloaderNonce, grant.grantId(), grant.contentId())
                        .encode());
        say(new PeerMessage.GrantAccepted(grant.grantId(), signer.publicKey().bytes(), proof, windowBytes));
    }

    /** The next request. */
    PeerMessage.Request request() {
        Request request = hear(Frame.KindCase.REQUEST).getRequest();
        return new PeerMessage.Request(request.getPiece(), request.getBegin(), request.getLength());
    }

    /** Data of so many bytes, right or wrong. */
    void give(int piece, int begin, byte[] data) {
        say(new PeerMessage.PieceData(piece, begin, ByteBuffer.wrap(data)));
    }

    void say(PeerMessage message) {
        say(Frames.encode(message));
    }

    void say(Frame frame) {
        out.onNext(frame);
    }

    Frame hear(Frame.KindCase kind) {
        try {
            Frame next = heard.poll(PATIENCE_S, TimeUnit.SECONDS);
            assertThat(next).withFailMessage("no frame came").isNotNull();
            assertThat(next.getKindCase()).isEqualTo(kind);
            return next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The next frame of this kind; others before it are passed over. */
    Frame await(Frame.KindCase kind) {
        try {
            while (true) {
                Frame next = heard.poll(PATIENCE_S, TimeUnit.SECONDS);
                assertThat(next).withFailMessage("no such frame came").isNotNull();
                if (next.getKindCase() == kind) {
                    return next;
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether a frame of this kind came that was not heard yet. */
    boolean hasHeard(Frame.KindCase kind) {
        return heard.stream().anyMatch(frame -> frame.getKindCase() == kind);
    }

    /** How the downloader ended the call. */
    Status end() {
        try {
            return end.get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("the call does not end; unheard: " + heard, e);
        }
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
