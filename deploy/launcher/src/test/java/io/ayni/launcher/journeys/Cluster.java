package io.ayni.launcher.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.contracts.verify.JournalVerifier;
import io.ayni.contracts.verify.VerificationVerdict;
import io.ayni.embedded.PostgresSettings.Durability;
import io.ayni.embedded.process.LoopbackPorts;
import io.ayni.embedded.process.ScratchDirectory;
import io.ayni.launcher.demo.Books;
import io.ayni.launcher.demo.DemoFile;
import io.ayni.launcher.demo.SettleEverything;
import io.ayni.launcher.home.AyniHome;
import io.ayni.launcher.http.GatewayClient;
import io.ayni.launcher.http.LedgerClient;
import io.ayni.launcher.platform.AgentProcess;
import io.ayni.launcher.platform.NodePlan;
import io.ayni.launcher.platform.Platform;
import io.ayni.launcher.platform.PlatformPlan;
import io.ayni.launcher.platform.Ports;
import io.ayni.launcher.platform.Programs;
import io.ayni.ledger.v1.DisputeState;
import io.ayni.ledger.v1.ListDisputesRequest;
import io.ayni.ledger.v1.OperatorGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A whole platform on real processes, started once for all journeys and ended with the JVM. Agents reach the gateway
 * through {@link #edgeLink}, so that a journey can slow the edge down. Its logs stay in {@code target/journeys/logs}.
 */
final class Cluster {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static Cluster shared;

    private final AyniHome home;
    private final Platform platform;
    private final SlowLink edgeLink;

    private Cluster(AyniHome home, Platform platform, SlowLink edgeLink) {
        this.home = home;
        this.platform = platform;
        this.edgeLink = edgeLink;
    }

    /** Something published: its id and the file it was made from. */
    record Item(String id, DemoFile file) {}

    /** The cluster of this JVM. */
    static synchronized Cluster shared() {
        if (shared == null) {
            shared = start();
        }
        return shared;
    }

    private static Cluster start() {
        try {
            var home = new AyniHome(Path.of("target", "journeys").toAbsolutePath());
            ScratchDirectory.delete(home.directory());
            Ports ports = Ports.free();
            var link = new SlowLink(new InetSocketAddress("127.0.0.1", ports.gateway()), LoopbackPorts.free());
            var plan = new PlatformPlan(
                    home,
                    Programs.fromSystemProperty(),
                    ports,
                    Optional.empty(),
                    Optional.empty(),
                    Durability.THROW_AWAY,
                    Duration.ofHours(1),
                    List.of(),
                    Map.of("ayni.gateway.public-url", link.http().toString()));
            return new Cluster(home, Platform.start(plan, System.out::println), link);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Platform platform() {
        return platform;
    }

    SlowLink edgeLink() {
        return edgeLink;
    }

    /** Data directory of a peer that a journey runs in its own JVM. */
    Path data(String name) {
        return home.data(name);
    }

    /** Plan of an agent whose owner agreed to share; the name is also that of its account. */
    NodePlan sharing(String name) {
        return new NodePlan(
                name,
                name,
                NodePlan.Sharing.AGREED,
                0,
                Map.of("gateway", edgeLink.http().toString()));
    }

    AgentProcess start(NodePlan plan) {
        return platform.addAgent(plan);
    }

    /** As the next journey wants to find it: no agent runs, the edge is fast. */
    void tidy() {
        edgeLink.limit(SlowLink.UNLIMITED);
        platform.agents().forEach(AgentProcess::stop);
    }

    /** Publishes pseudo-random bytes; another seed gives another item. */
    Item publish(String name, int mebibytes, long seed) {
        Path file = home.data("published").resolve(name);
        DemoFile made = DemoFile.make(file, (long) mebibytes << 20, seed);
        JsonNode published = new GatewayClient(
                        platform.services().gateway().http().toString(),
                        platform.secrets().publisherToken())
                .publish(name, file);
        return new Item(published.path("contentId").asText(), made);
    }

    /** Asks an agent for an item, as soon as the agent can find it. */
    void fetch(AgentProcess agent, Item item) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> agent.client().startDownload(item.id()).hasNonNull("contentId"));
    }

    void awaitVerified(AgentProcess agent, Item item, long bytes) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() ->
                        agent.client().download(item.id()).path("verifiedBytes").asLong() >= bytes);
    }

    void awaitComplete(AgentProcess agent, Item item) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> agent.client()
                .download(item.id())
                .path("state")
                .asText()
                .equals("complete"));
    }

    /** A player reads exactly the published bytes from the agent. */
    void assertDelivers(AgentProcess agent, Item item) throws IOException {
        try (InputStream copy = agent.client().openFile(item.id(), item.file().name())) {
            assertThat(DemoFile.sha256(copy)).isEqualTo(item.file().sha256());
        }
    }

    void settle(List<AgentProcess> agents) throws InterruptedException {
        assertThat(new SettleEverything(
                                agents.stream().map(AgentProcess::client).toList(), () -> {})
                        .run())
                .isTrue();
    }

    /** Cases that no operator has decided. */
    int openDisputes() {
        ManagedChannel channel = NettyChannelBuilder.forTarget(
                        platform.services().ledger().http().getAuthority())
                .usePlaintext()
                .build();
        try {
            Metadata token = new Metadata();
            token.put(
                    Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER),
                    "Bearer " + platform.secrets().operatorToken());
            return OperatorGrpc.newBlockingStub(channel)
                    .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(token))
                    .listDisputes(ListDisputesRequest.newBuilder()
                            .setState(DisputeState.DISPUTE_STATE_OPEN)
                            .build())
                    .getDisputesCount();
        } finally {
            channel.shutdownNow();
        }
    }

    /** Exports the journal, has the verifier check it, and reads what it says. */
    Books verifiedBooks() throws Exception {
        Path export = new LedgerClient(
                        platform.services().ledger().http().toString(),
                        platform.secrets().operatorToken())
                .export(home.directory().resolve("journal.export"));
        OperatorKeys keys =
                OperatorKeys.parse(Files.readString(platform.secrets().operatorKeys()));
        try (var reader = Files.newBufferedReader(export)) {
            assertThat(new JournalVerifier(keys).verify(reader)).isInstanceOf(VerificationVerdict.Content.class);
        }
        return Books.read(export);
    }
}
