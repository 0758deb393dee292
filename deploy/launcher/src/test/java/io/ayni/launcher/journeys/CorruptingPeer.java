package io.ayni.launcher.journeys;

import io.ayni.agent.config.AgentSettings;
import io.ayni.agent.config.Setting;
import io.ayni.agent.config.SettingSources;
import io.ayni.agent.home.AgentHome;
import io.ayni.agent.storage.ChannelDisk;
import io.ayni.agent.swarm.EngineTotals;
import io.ayni.agent.swarm.ItemStatus;
import io.ayni.agent.swarm.engine.Engine;
import io.ayni.agent.swarm.engine.EnginePorts;
import io.ayni.agent.swarm.http.HttpEdgeSource;
import io.ayni.agent.wiring.AgentRuntime;
import io.ayni.contracts.content.ContentId;
import io.ayni.launcher.home.OperatorSecrets;
import io.ayni.launcher.journeys.Cluster.Item;
import io.ayni.launcher.platform.Platform;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** An agent put together as the real one is, in this JVM, that corrupts whatever it serves. */
final class CorruptingPeer implements AutoCloseable {
    private final CorruptingTransport transport = new CorruptingTransport();
    private final AgentRuntime agent;

    private CorruptingPeer(Platform platform, String gateway, Path data) throws Exception {
        AgentHome home = AgentHome.at(data).open();
        AgentSettings settings = AgentSettings.from(sources(platform, gateway, data));
        this.agent = AgentRuntime.start(
                settings,
                home,
                (engineSettings, discovery, receipts, reports) -> Engine.start(
                        engineSettings,
                        new EnginePorts(
                                discovery,
                                receipts,
                                reports,
                                transport,
                                new HttpEdgeSource(),
                                new ChannelDisk(),
                                InstantSource.system(),
                                System::nanoTime,
                                new SecureRandom())));
        agent.services().sharing().agree();
    }

    static CorruptingPeer start(Cluster cluster, String name) throws Exception {
        return new CorruptingPeer(cluster.platform(), cluster.edgeLink().http().toString(), cluster.data(name));
    }

    private static SettingSources sources(Platform platform, String gateway, Path data) {
        OperatorSecrets secrets = platform.secrets();
        Map<Setting, String> flags = Map.of(
                Setting.DATA_DIR, data.toString(),
                Setting.TRACKER, platform.services().tracker().grpc(),
                Setting.LEDGER, platform.services().ledger().grpc(),
                Setting.GATEWAY, gateway,
                Setting.OPERATOR_KEYS, secrets.operatorKeys().toString(),
                Setting.ACCOUNT, data.getFileName().toString(),
                Setting.ENROLMENT_TOKEN_FILE, secrets.enrolmentToken().toString(),
                Setting.SETTLE_EVERY, "1h");
        return new SettingSources(flags, Map.of(), Map.of());
    }

    /** Starts a download; its state is seen in {@link #holdsAll}. */
    void fetch(Item item) throws Exception {
        agent.services().downloads().start(item.id());
    }

    boolean holdsAll(Item item) {
        Optional<ItemStatus> status = agent.services().engine().item(ContentId.fromHex(item.id()));
        return status.filter(found -> found.state() == ItemStatus.State.COMPLETE)
                .isPresent();
    }

    /** What the engine counted. */
    EngineTotals totals() {
        return agent.services().engine().totals();
    }

    /** Blocks that were sent with a wrong bit. */
    long corruptedBlocks() {
        return transport.corruptedBlocks();
    }

    @Override
    public void close() {
        agent.close();
    }
}
