package io.ayni.launcher.platform;

import io.ayni.contracts.keys.KeyPurpose;
import io.ayni.embedded.process.ChildProcess;
import io.ayni.embedded.process.Signal;
import io.ayni.launcher.home.DemoBenefits;
import io.ayni.launcher.home.OperatorSecrets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The command lines of services and agents: which settings each gets. Passwords go into the environment only. */
final class ServicePrograms {
    private static final String SERVICE_HEAP = "256m";
    private static final String FUNDED_CREDITS = "1000";

    private final PlatformPlan plan;
    private final OperatorSecrets secrets;
    private final String kafka;

    ServicePrograms(PlatformPlan plan, OperatorSecrets secrets, String kafkaBootstrapServers) {
        this.plan = plan;
        this.secrets = secrets;
        this.kafka = kafkaBootstrapServers;
    }

    ServiceProcess tracker() {
        Map<String, String> settings = new TreeMap<>();
        settings.put("ayni.tracker.grant-key-file", key(KeyPurpose.GRANT));
        settings.put("ayni.tracker.token-key-file", key(KeyPurpose.TOKEN));
        settings.put("ayni.tracker.sealing-key-file", secrets.sealingKey().toString());
        settings.put("ayni.tracker.operator-keys-file", secrets.operatorKeys().toString());
        settings.put(
                "ayni.tracker.enrolment-token-file", secrets.enrolmentToken().toString());
        settings.put("ayni.tracker.edge-token-file", secrets.edgeToken().toString());
        // One machine: every node is on loopback, in one network.
        settings.put("ayni.tracker.allow-private-addresses", "true");
        settings.put("ayni.tracker.same-network-weight", "1000");
        return service("tracker-service", "tracker", plan.ports().tracker(), settings, Map.of());
    }

    ServiceProcess ledger(ExternalPostgres database) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("ayni.ledger.ledger-key-file", key(KeyPurpose.LEDGER));
        settings.put("ayni.ledger.checkpoint-key-file", key(KeyPurpose.CHECKPOINT));
        settings.put(
                "ayni.ledger.benefits-file", DemoBenefits.ensure(plan.home()).toString());
        settings.put("ayni.ledger.voucher-key-file", key(KeyPurpose.VOUCHER));
        settings.put("ayni.ledger.sealing-key-file", secrets.sealingKey().toString());
        settings.put("ayni.ledger.operator-keys-file", secrets.operatorKeys().toString());
        settings.put("ayni.ledger.operators-file", secrets.operators().toString());
        settings.put("ayni.ledger.campaigns.default.funded-credits", FUNDED_CREDITS);
        // A platform to try out: what is earned may be spent, and is provable, a second later.
        settings.put("ayni.ledger.pending.lot-length", "1s");
        settings.put("ayni.ledger.pending.hold", "0s");
        settings.put("ayni.ledger.pending.vesting", "0s");
        settings.put("ayni.ledger.pending.interval", "500ms");
        settings.put("ayni.ledger.transparency.interval", "1s");
        settings.put("quarkus.datasource.jdbc.url", database.jdbcUrl());
        settings.put("quarkus.datasource.username", database.applicationUser());
        settings.put("quarkus.flyway.username", database.ownerUser());
        Map<String, String> environment = Map.of(
                "QUARKUS_DATASOURCE_PASSWORD", database.applicationPassword(),
                "QUARKUS_FLYWAY_PASSWORD", database.ownerPassword());
        return service("ledger-service", "ledger", plan.ports().ledger(), settings, environment);
    }

    ServiceProcess gateway(String trackerGrpc) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("ayni.gateway.data-dir", plan.home().data("gateway").toString());
        settings.put("ayni.gateway.manifest-key-file", key(KeyPurpose.MANIFEST));
        settings.put(
                "ayni.gateway.publisher-token-file",
                secrets.publisherTokenFile().toString());
        settings.put("ayni.gateway.edge-token-file", secrets.edgeToken().toString());
        settings.put("ayni.gateway.tracker", trackerGrpc);
        settings.put(
                "ayni.gateway.public-url", "http://127.0.0.1:" + plan.ports().gateway());
        return service("edge-gateway", "gateway", plan.ports().gateway(), settings, Map.of());
    }

    AgentProcess agent(NodePlan node, Platform.Services services) {
        Path data = plan.home().data(node.name());
        Map<String, String> flags = new TreeMap<>(node.settings());
        flags.put("data-dir", data.toString());
        flags.put("account", node.account());
        flags.putIfAbsent("tracker", services.tracker().grpc());
        flags.putIfAbsent("ledger", services.ledger().grpc());
        flags.putIfAbsent("gateway", services.gateway().http().toString());
        flags.putIfAbsent("operator-keys", secrets.operatorKeys().toString());
        flags.putIfAbsent("enrolment-token-file", secrets.enrolmentToken().toString());
        flags.putIfAbsent("peer-listen", "127.0.0.1:0");
        flags.putIfAbsent("http-port", Integer.toString(node.httpPort()));
        flags.putIfAbsent("settle-every", plan.settleEvery().toSeconds() + "s");
        List<String> words = new ArrayList<>(List.of(plan.programs().agent().toString(), "run"));
        flags.forEach((key, value) -> words.addAll(List.of("--" + key, value)));
        var command = new ChildProcess.Command(
                node.name(),
                words,
                Map.of("AYNI_JAVA", JavaProgram.java()),
                plan.home().directory(),
                plan.home().log(node.name()),
                Signal.TERM);
        return new AgentProcess(node, command, data);
    }

    private ServiceProcess service(
            String module, String name, int port, Map<String, String> settings, Map<String, String> environment) {
        settings.put("quarkus.http.host", "127.0.0.1");
        settings.put("quarkus.http.port", Integer.toString(port));
        settings.put("kafka.bootstrap.servers", kafka);
        settings.putAll(plan.serviceSettings());
        List<String> jar = List.of("-jar", plan.programs().service(module).toString());
        var program = new JavaProgram(name, SERVICE_HEAP, settings, environment, jar, List.of());
        return new ServiceProcess(
                program, port, plan.home().directory(), plan.home().log(name));
    }

    private String key(KeyPurpose purpose) {
        return secrets.privateKey(purpose).toString();
    }
}
