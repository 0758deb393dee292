package io.ayni.agent.swarm.testing;

import io.ayni.agent.swarm.EngineSettings;
import io.ayni.agent.swarm.ItemStatus;
import io.ayni.agent.swarm.SwarmEngine;
import io.ayni.agent.swarm.exchange.TransferBudget;
import io.ayni.agent.swarm.grpc.GrpcSwarmEngine;
import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.identity.NodeId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;

/** A real engine on loopback with its key, directory and receipts. */
public final class TestNode implements AutoCloseable {
    private final Ed25519PrivateKey key;
    private final Path directory;
    private final ReceiptShelf receipts = new ReceiptShelf();
    private final ReportShelf reports = new ReportShelf();
    private final SwarmEngine engine;

    private TestNode(
            Ed25519PrivateKey key, Path directory, TestOperator operator, LocalTracker tracker, boolean sharing)
            throws IOException {
        this.key = key;
        this.directory = directory;
        EngineSettings settings = new EngineSettings(
                directory,
                key,
                operator.keys(),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                TransferBudget.UNLIMITED,
                TransferBudget.UNLIMITED,
                2,
                sharing);
        engine = GrpcSwarmEngine.start(
                settings, tracker.portOf(id()), receipts, reports, InstantSource.system(), new SecureRandom());
        tracker.register(id(), engine);
    }

    /** Starts a node that shares. */
    public static TestNode sharing(int number, Path directory, TestOperator operator, LocalTracker tracker)
            throws IOException {
        return new TestNode(TestOperator.key(100 + number), directory, operator, tracker, true);
    }

    /** Starts a node whose owner has not agreed to share. */
    public static TestNode silent(int number, Path directory, TestOperator operator, LocalTracker tracker)
            throws IOException {
        return new TestNode(TestOperator.key(100 + number), directory, operator, tracker, false);
    }

    /** Its node id. */
    public NodeId id() {
        return NodeId.of(key.publicKey());
    }

    /** Its node key. */
    public Ed25519PrivateKey key() {
        return key;
    }

    /** Its engine. */
    public SwarmEngine engine() {
        return engine;
    }

    /** Its receipts as an uploader. */
    public ReceiptShelf receipts() {
        return receipts;
    }

    /** Its reports as a downloader. */
    public ReportShelf reports() {
        return reports;
    }

    /** Where a file of an item lies. */
    public Path file(ContentId item, String path) {
        return directory.resolve(item.hex()).resolve("files").resolve(path);
    }

    /** Whether all of the item is here. */
    public boolean isComplete(ContentId item) {
        return engine.item(item)
                .filter(status -> status.state() == ItemStatus.State.COMPLETE)
                .isPresent();
    }

    @Override
    public void close() {
        engine.close();
    }
}
