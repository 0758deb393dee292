package io.ayni.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.ayni.contracts.content.Metainfo;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.Publication;
import io.ayni.contracts.transport.Envelopes;
import io.ayni.edge.v1.CatalogGrpc;
import io.ayni.edge.v1.ContentSummary;
import io.ayni.edge.v1.GetManifestRequest;
import io.ayni.edge.v1.GetManifestResponse;
import io.ayni.edge.v1.ListContentRequest;
import io.ayni.edge.v1.ListContentResponse;
import io.ayni.edge.v1.ResolveRequest;
import io.ayni.gateway.testing.GatewayProcess;
import io.ayni.gateway.testing.Publisher;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The catalog rpcs on the gateway's one port. */
class CatalogRpcIT {
    private static final GatewayProcess GATEWAY = new GatewayProcess();
    private static final Publisher PUBLISHER = new Publisher(GATEWAY);
    private static final byte[] BYTES = Publisher.randomBytes(200_000, 2);
    private static ManagedChannel channel;
    private static CatalogGrpc.CatalogBlockingStub catalog;
    private static String id;

    @BeforeAll
    static void publish() throws Exception {
        GATEWAY.start();
        id = PUBLISHER.publish("a.bin", BYTES);
        channel = NettyChannelBuilder.forAddress("127.0.0.1", GATEWAY.port())
                .usePlaintext()
                .maxInboundMessageSize(16 * 1024 * 1024)
                .build();
        catalog = CatalogGrpc.newBlockingStub(channel);
    }

    @AfterAll
    static void stop() {
        channel.shutdownNow();
        GATEWAY.close();
    }

    @Test
    void manifestIsTheMetainfoWithASignedPublication() throws Exception {
        // When
        GetManifestResponse manifest = catalog.getManifest(
                GetManifestRequest.newBuilder().setContentId(bytes(id)).build());
        // Then
        Metainfo metainfo = Metainfo.decode(manifest.getMetainfo().toByteArray());
        assertThat(metainfo.contentId().hex()).isEqualTo(id);
        Envelope envelope = Envelopes.fromMessage(manifest.getPublication()).orElseThrow();
        assertThat(envelope.isSignedBy(GatewayProcess.MANIFEST_KEY.publicKey())).isTrue();
        Publication publication = Publication.decode(envelope.body());
        assertThat(publication.contentId().hex()).isEqualTo(id);
        assertThat(publication.name()).isEqualTo("a.bin");
        assertThat(publication.version()).isEqualTo(1);
        assertThat(publication.sizeBytes()).isEqualTo(200_000);
    }

    @Test
    void unknownAndMalformedIdsAreRefused() {
        assertStatus(Status.Code.NOT_FOUND, () -> manifest(ByteString.copyFrom(new byte[32])));
        assertStatus(Status.Code.INVALID_ARGUMENT, () -> manifest(ByteString.copyFrom(new byte[31])));
        assertStatus(Status.Code.INVALID_ARGUMENT, () -> manifest(ByteString.copyFrom(new byte[33])));
        assertStatus(Status.Code.INVALID_ARGUMENT, () -> manifest(ByteString.EMPTY));
    }

    @Test
    void nameResolvesToTheNewestVersion() throws Exception {
        PUBLISHER.publish("b.bin", new byte[] {1});
        String newest = PUBLISHER.publish("b.bin", new byte[] {2});
        ContentSummary item = catalog.resolve(
                        ResolveRequest.newBuilder().setName("b.bin").build())
                .getItem();
        assertThat(item.getContentId()).isEqualTo(bytes(newest));
        assertThat(item.getVersion()).isEqualTo(2);
        assertThat(item.getSizeBytes()).isEqualTo(1);
        assertThat(item.getName()).isEqualTo("b.bin");
    }

    @Test
    void unknownAndHostileNamesAreRefused() {
        assertStatus(Status.Code.NOT_FOUND, () -> resolve("absent"));
        assertStatus(Status.Code.INVALID_ARGUMENT, () -> resolve(""));
        assertStatus(Status.Code.INVALID_ARGUMENT, () -> resolve("../a.bin"));
        assertStatus(Status.Code.INVALID_ARGUMENT, () -> resolve("a;b"));
        assertStatus(Status.Code.INVALID_ARGUMENT, () -> resolve("a".repeat(256)));
    }

    @Test
    void listingRunsThroughPages() throws Exception {
        PUBLISHER.publish("c.bin", new byte[] {1});
        int seen = 0;
        String token = "";
        do {
            ListContentResponse page = list(1, token);
            assertThat(page.getItemsCount()).isEqualTo(1);
            seen++;
            token = page.getNextPageToken();
        } while (!token.isEmpty());
        assertThat(seen).isEqualTo(list(0, "").getItemsCount());
    }

    @Test
    void malformedPagesAreRefused() {
        assertStatus(Status.Code.INVALID_ARGUMENT, () -> list(501, ""));
        assertStatus(Status.Code.INVALID_ARGUMENT, () -> list(-1, "")); // 2^32 − 1 on the wire
        assertStatus(Status.Code.INVALID_ARGUMENT, () -> list(1, "nonsense"));
    }

    @Test
    void oversizedRequestIsRefused() {
        assertStatus(Status.Code.RESOURCE_EXHAUSTED, () -> resolve("a".repeat(100_000)));
    }

    @Test
    void bytesThatAreNoMessageAreInvalid() {
        for (String rpc : List.of("GetManifest", "ListContent", "Resolve")) {
            assertStatus(Status.Code.INVALID_ARGUMENT, () -> raw(rpc, new byte[] {0x0a, 0x7f, 1, 2, 3}));
        }
        assertThat(list(1, "").getItemsCount()).isEqualTo(1);
        assertThat(GATEWAY.log()).doesNotContain("ERROR");
    }

    @Test
    void unknownMethodIsUnimplemented() {
        assertStatus(Status.Code.UNIMPLEMENTED, () -> raw("Delete", new byte[0]));
    }

    /** Calls an rpc that may not exist, with bytes that need not be a message. */
    private static void raw(String rpc, byte[] request) {
        MethodDescriptor<byte[], byte[]> method = MethodDescriptor.<byte[], byte[]>newBuilder()
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName("ayni.edge.v1.Catalog/" + rpc)
                .setRequestMarshaller(new RawBytes())
                .setResponseMarshaller(new RawBytes())
                .build();
        CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(10, TimeUnit.SECONDS);
        ClientCalls.blockingUnaryCall(channel, method, options, request);
    }

    private static void assertStatus(Status.Code code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(StatusRuntimeException.class, e -> assertThat(
                        e.getStatus().getCode())
                .isEqualTo(code));
    }

    private static void manifest(ByteString contentId) {
        catalog.getManifest(
                GetManifestRequest.newBuilder().setContentId(contentId).build());
    }

    private static void resolve(String name) {
        catalog.resolve(ResolveRequest.newBuilder().setName(name).build());
    }

    private static ListContentResponse list(int size, String token) {
        return catalog.listContent(ListContentRequest.newBuilder()
                .setPageSize(size)
                .setPageToken(token)
                .build());
    }

    private static ByteString bytes(String hex) {
        return ByteString.copyFrom(HexFormat.of().parseHex(hex));
    }

    private static final class RawBytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
