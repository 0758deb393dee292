package io.ayni.ledger.transparency.http;

import static io.ayni.ledger.fixture.TestGrant.aGrant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.ayni.contracts.document.Grant;
import io.ayni.contracts.journal.Shards;
import io.ayni.contracts.transparency.Checkpoint;
import io.ayni.contracts.transparency.ConsistencyProof;
import io.ayni.contracts.transparency.InclusionProof;
import io.ayni.contracts.transparency.LogTree;
import io.ayni.contracts.transparency.TileAddress;
import io.ayni.contracts.transparency.TiledHashes;
import io.ayni.contracts.transparency.TreeHash;
import io.ayni.contracts.transport.Envelopes;
import io.ayni.contracts.verify.ProofVerdict;
import io.ayni.contracts.verify.ProofVerdict.Fact;
import io.ayni.contracts.verify.StatementFileWriter;
import io.ayni.contracts.verify.StatementVerifier;
import io.ayni.ledger.fixture.LedgerClient;
import io.ayni.ledger.fixture.LedgerInfrastructure;
import io.ayni.ledger.fixture.Node;
import io.ayni.ledger.fixture.Operator;
import io.ayni.ledger.fixture.OperatorClient;
import io.ayni.ledger.v1.Entry;
import io.ayni.ledger.v1.EraseAccountRequest;
import io.ayni.ledger.v1.GetConsistencyProofRequest;
import io.ayni.ledger.v1.GetConsistencyProofResponse;
import io.ayni.ledger.v1.GetInclusionProofRequest;
import io.ayni.ledger.v1.GetInclusionProofResponse;
import io.ayni.ledger.v1.GetStatementRequest;
import io.ayni.ledger.v1.LinkAccountRequest;
import io.ayni.ledger.v1.StatementPart;
import io.ayni.ledger.v1.TransparencyGrpc;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the public and owners get from a running ledger. */
@QuarkusTest
@QuarkusTestResource(LedgerInfrastructure.class)
class PublicLogIT {
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    @ConfigProperty(name = "quarkus.http.test-port")
    int port;

    private final HttpClient http = HttpClient.newHttpClient();
    private LedgerClient client;

    @BeforeEach
    void connect() {
        client = new LedgerClient(port);
    }

    @AfterEach
    void close() {
        client.close();
        http.close();
    }

    @Test
    void aSettlementIsProvenAgainstThePublishedCheckpoint() throws Exception {
        // Given
        Node node = Node.named("public-log");
        List<Checkpoint> all = List.of(checkpoint(0), checkpoint(1), checkpoint(2), checkpoint(3));
        client.submit(
                node,
                node.batch(
                        1,
                        aGrant("public-log")
                                .to(node)
                                .issuedAt(System.currentTimeMillis())
                                .settling(1 << 20)));
        Entry entry = client.entries(node, 0, "").getEntries(0);
        int shard = entry.getShard();
        Checkpoint before = all.get(shard);
        // When
        Checkpoint after = await().atMost(Duration.ofSeconds(30))
                .until(() -> checkpoint(shard), found -> found.size() >= entry.getNumber());
        // Then
        TreeHash leaf = TreeHash.ofLeaf(entry.getBody().toByteArray());
        LogTree tiles = new LogTree(new TiledHashes((level, index) -> tile(shard, level, index, after)), after.size());
        assertThat(tiles.root(after.size())).isEqualTo(after.root());
        assertThat(tiles.inclusion(entry.getNumber() - 1, after.size()).proves(leaf, after.root()))
                .isTrue();
        assertThat(inclusion(node.token(System.currentTimeMillis()), entry, after)
                        .proves(leaf, after.root()))
                .isTrue();
        assertThat(inclusion(Operator.TOKEN, entry, after).proves(leaf, after.root()))
                .isTrue();
        GetConsistencyProofResponse consistency = stub(null)
                .getConsistencyProof(GetConsistencyProofRequest.newBuilder()
                        .setShard(shard)
                        .setOldSize(before.size())
                        .setNewSize(after.size())
                        .build());
        assertThat(new ConsistencyProof(before.size(), after.size(), path(consistency.getPathList()))
                        .proves(before.root(), after.root()))
                .isTrue();
    }

    @Test
    void aStatementOpensIntoWhatTheVerifierFinds() throws Exception {
        // Given a node whose settlement stands in its own shard, as a checkpoint covers it
        long now = System.currentTimeMillis();
        int window = (int) (now / Grant.WINDOW_MS);
        Node node = settledInItsOwnShard("statement", now);
        // When
        ProofVerdict verdict = verified(awaitStatement(node, window));
        // Then
        assertThat(verdict).isInstanceOfSatisfying(ProofVerdict.Proven.class, proven -> assertThat(proven.facts())
                .contains(
                        new Fact("windowState", "open"),
                        new Fact("givenBytes", 3L << 20),
                        new Fact("savedMicroUnits", (3L << 20) * 20_000 >> 30),
                        new Fact("earnedMicroCredits", 3000L)));
    }

    @Test
    void aStatementIsProvedAfterTheLinkToItsOwnerWasErased() throws Exception {
        // Given
        long now = System.currentTimeMillis();
        int window = (int) (now / Grant.WINDOW_MS);
        Node node = settledInItsOwnShard("erased", now);
        String owner = OperatorClient.owner(node.account());
        OperatorClient ana = client.operator(Operator.TOKEN);
        ana.rpc()
                .linkAccount(LinkAccountRequest.newBuilder()
                        .setActionId(OperatorClient.actionId("statement linked"))
                        .setAccount(owner)
                        .setReference("contract 4712 of Jo Doe")
                        .build());
        // When
        ana.rpc()
                .eraseAccount(EraseAccountRequest.newBuilder()
                        .setActionId(OperatorClient.actionId("statement erased"))
                        .setAccount(owner)
                        .build());
        // Then
        assertThat(verified(awaitStatement(node, window)))
                .isInstanceOfSatisfying(ProofVerdict.Proven.class, proven -> assertThat(proven.facts())
                        .contains(new Fact("givenBytes", 3L << 20), new Fact("earnedMicroCredits", 3000L)));
    }

    private List<StatementPart> awaitStatement(Node node, int window) {
        return await().atMost(Duration.ofSeconds(30)).until(() -> statement(node, window), found -> found.size() > 1);
    }

    private static ProofVerdict verified(List<StatementPart> parts) throws Exception {
        StringBuilder file = new StringBuilder();
        StatementFileWriter writer = null;
        for (StatementPart part : parts) {
            if (part.hasHead()) {
                writer = StatementFileWriter.open(
                        file,
                        Envelopes.fromMessage(part.getHead().getStatement()).orElseThrow(),
                        part.getHead().getCheckpoint());
            } else if (!part.getEntry().hasGrant()) { // a release
                writer.entry(
                        part.getEntry().getNumber(),
                        part.getEntry().getBody().toByteArray(),
                        path(part.getEntry().getPathList()));
            } else {
                writer.entry(
                        part.getEntry().getNumber(),
                        part.getEntry().getBody().toByteArray(),
                        path(part.getEntry().getPathList()),
                        Envelopes.fromMessage(part.getEntry().getGrant()).orElseThrow(),
                        Envelopes.fromMessage(part.getEntry().getReceipt()).orElseThrow());
            }
        }
        writer.end();
        return new StatementVerifier(Operator.KEYS).verify(new StringReader(file.toString()));
    }

    @Test
    void aStatementIsForItsNodeAndForWindowsThatHaveBegun() {
        String token = Node.named("nobody").token(System.currentTimeMillis());
        int next = (int) (System.currentTimeMillis() / Grant.WINDOW_MS) + 2;
        assertStatus(Status.Code.UNAUTHENTICATED, () -> statement((String) null, 1));
        assertStatus(Status.Code.UNAUTHENTICATED, () -> statement(Operator.TOKEN, 1));
        assertStatus(Status.Code.NOT_FOUND, () -> statement(token, next));
    }

    private Node settledInItsOwnShard(String name, long now) throws Exception {
        for (int i = 0; ; i++) {
            Node node = Node.named(name + "-" + i);
            client.submit(
                    node,
                    node.batch(1, aGrant(name + "-" + i).to(node).issuedAt(now).settling(3 << 20)));
            if (client.entries(node, 0, "").getEntries(0).getShard() == Shards.of(node.id(), 4)) {
                return node;
            }
        }
    }

    private List<StatementPart> statement(Node node, int window) {
        return statement(node.token(System.currentTimeMillis()), window);
    }

    private List<StatementPart> statement(String token, int window) {
        List<StatementPart> parts = new ArrayList<>();
        stub(token)
                .getStatement(GetStatementRequest.newBuilder().setWindow(window).build())
                .forEachRemaining(parts::add);
        return parts;
    }

    @Test
    void aProofIsForTheOwnerOfTheEntry() {
        GetInclusionProofRequest funding =
                GetInclusionProofRequest.newBuilder().setNumber(1).build();
        String stranger = Node.named("stranger").token(System.currentTimeMillis());
        assertStatus(Status.Code.UNAUTHENTICATED, () -> stub(null).getInclusionProof(funding));
        assertStatus(Status.Code.UNAUTHENTICATED, () -> stub("no token").getInclusionProof(funding));
        assertStatus(Status.Code.NOT_FOUND, () -> stub(stranger).getInclusionProof(funding));
        assertStatus(Status.Code.INVALID_ARGUMENT, () -> stub(stranger)
                .getInclusionProof(GetInclusionProofRequest.getDefaultInstance()));
    }

    @Test
    void impossibleSizesAreRefused() {
        assertStatus(Status.Code.INVALID_ARGUMENT, () -> stub(null)
                .getConsistencyProof(
                        GetConsistencyProofRequest.newBuilder().setShard(1024).build()));
        assertStatus(Status.Code.INVALID_ARGUMENT, () -> stub(null)
                .getConsistencyProof(
                        GetConsistencyProofRequest.newBuilder().setOldSize(-1).build()));
        assertStatus(Status.Code.NOT_FOUND, () -> stub(null)
                .getConsistencyProof(GetConsistencyProofRequest.newBuilder()
                        .setOldSize(1L << 40)
                        .setNewSize(1L << 41)
                        .build()));
    }

    @Test
    void theAnswersSayHowLongTheyMayBeKept() throws Exception {
        await().until(() -> checkpoint(0).size() > 0);
        HttpResponse<byte[]> note = get("/log/0/checkpoint");
        assertThat(note.headers().firstValue("content-type")).contains("text/plain; charset=utf-8");
        assertThat(note.headers().firstValue("cache-control")).contains("public, max-age=1");
        HttpResponse<byte[]> tile = get("/log/0/tile/0/000.p/1");
        assertThat(tile.body()).hasSize(32);
        assertThat(tile.headers().firstValue("cache-control")).contains("public, max-age=31536000, immutable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/log",
                "/log/",
                "/log/0",
                "/log/0/",
                "/log/4/checkpoint",
                "/log/00/checkpoint",
                "/log/1024/checkpoint",
                "/log/99999/checkpoint",
                "/log/-1/checkpoint",
                "/log/0/checkpoint/",
                "/log/0/checkpoints",
                "/log/0/tile/0/0",
                "/log/0/tile/0/999",
                "/log/0/tile/0/000",
                "/log/0/tile/0/000.p/255",
                "/log/0/tile/8/000",
                "/log/0/tile/0/x999/x999/x999/x999/x999/999",
                "/log/0/tile/0/x999/x999/x999/x999/x999/x999/x999/x999/x999/x999/x999/x999/x999/x999/x999/999",
                "/log/0/tile/0/..%2f000",
                "/log/0/%63heckpoint",
            })
    void whatIsNotThereIsNotFound(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void onlyGetIsAnswered() throws Exception {
        HttpRequest post = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/log/0/checkpoint"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        assertThat(http.send(post, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(405);
    }

    private InclusionProof inclusion(String token, Entry entry, Checkpoint checkpoint) {
        GetInclusionProofResponse response = stub(token)
                .getInclusionProof(GetInclusionProofRequest.newBuilder()
                        .setShard(entry.getShard())
                        .setNumber(entry.getNumber())
                        .setTreeSize(checkpoint.size())
                        .build());
        return new InclusionProof(response.getLeafIndex(), response.getTreeSize(), path(response.getPathList()));
    }

    private static List<TreeHash> path(List<ByteString> hashes) {
        return hashes.stream().map(hash -> new TreeHash(hash.toByteArray())).toList();
    }

    private Checkpoint checkpoint(int shard) throws Exception {
        HttpResponse<byte[]> response =
                await().until(() -> get("/log/" + shard + "/checkpoint"), found -> found.statusCode() == 200);
        return Checkpoint.verify(response.body(), Operator.KEYS);
    }

    /** A tile as a stranger would fetch it: as wide as the checkpoint says. */
    private byte[] tile(int shard, int level, long index, Checkpoint checkpoint) {
        long hashes = (checkpoint.size() >>> 8 * level) - index * TileAddress.WIDTH;
        TileAddress tile = new TileAddress(level, index, (int) Math.min(TileAddress.WIDTH, hashes));
        try {
            return get("/log/" + shard + "/" + tile.path()).body();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<byte[]> get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private TransparencyGrpc.TransparencyBlockingStub stub(String token) {
        TransparencyGrpc.TransparencyBlockingStub stub = TransparencyGrpc.newBlockingStub(client.channel());
        if (token == null) {
            return stub;
        }
        Metadata headers = new Metadata();
        headers.put(AUTHORIZATION, "Bearer " + token);
        return stub.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    private static void assertStatus(Status.Code code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(StatusRuntimeException.class, failure -> assertThat(
                        failure.getStatus().getCode())
                .isEqualTo(code));
    }
}
