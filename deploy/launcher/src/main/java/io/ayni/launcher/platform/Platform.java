package io.ayni.launcher.platform;

import io.ayni.embedded.KafkaProcess;
import io.ayni.embedded.PostgresProcess;
import io.ayni.embedded.process.ChildProcess;
import io.ayni.launcher.home.Endpoints;
import io.ayni.launcher.home.OperatorSecrets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A running platform: infrastructure, the three services, agents, each a process of its own.
 *
 * <pre>{@code
 * start: Kafka ┐                ┌ tracker ┐
 *              ├──► topics ──►  ┼ ledger  ┼──► agents ──► ready
 *   PostgreSQL ┘                └ gateway ┘
 * close: agents ──► gateway ──► ledger, tracker ──► Kafka, PostgreSQL
 * }</pre>
 *
 * <p>If one step fails, what runs already is stopped before the failure is thrown. Not thread-safe.
 */
public final class Platform implements AutoCloseable {
    private final PlatformPlan plan;
    private final OperatorSecrets secrets;
    private final Infrastructure infrastructure;
    private final List<AgentProcess> agents = new ArrayList<>();
    private ServicePrograms programs;
    private Services services;

    /** The three services. */
    public record Services(ServiceProcess tracker, ServiceProcess ledger, ServiceProcess gateway) {
        void start(Progress progress) {
            Together.all(List.of(
                    step(tracker, "tracker", progress),
                    step(ledger, "ledger", progress),
                    step(gateway, "gateway", progress)));
        }

        /** The gateway goes first: it says goodbye to the tracker. */
        void stop() {
            gateway.stop();
            Together.all(List.of(ledger::stop, tracker::stop));
        }

        private static Runnable step(ServiceProcess service, String name, Progress progress) {
            return () -> {
                progress.report("Starting the " + name);
                service.start();
                progress.report("The " + name + " is ready at " + service.http());
            };
        }
    }

    private Platform(PlatformPlan plan, OperatorSecrets secrets, Infrastructure infrastructure) {
        this.plan = plan;
        this.secrets = secrets;
        this.infrastructure = infrastructure;
    }

    /**
     * Starts everything and returns when all of it is ready.
     *
     * @throws io.ayni.launcher.UserError if a port is taken or a program is not built
     * @throws io.ayni.embedded.process.StartFailedException if a process does not become ready; the message shows the
     *     end of its log
     */
    public static Platform start(PlatformPlan plan, Progress progress) {
        plan.home().create();
        requireFreePorts(plan);
        OperatorSecrets secrets = OperatorSecrets.ensure(plan.home(), new SecureRandom(), Instant.now());
        var platform = new Platform(plan, secrets, Infrastructure.start(plan, secrets, progress));
        try {
            platform.startServices(progress);
            platform.startAgents(progress);
            return platform;
        } catch (RuntimeException failure) {
            platform.close();
            throw failure;
        }
    }

    /** Starts one more agent. */
    public AgentProcess addAgent(NodePlan node) {
        AgentProcess agent = programs.agent(node, services);
        agents.add(agent);
        agent.start();
        return agent;
    }

    /** The services. */
    public Services services() {
        return services;
    }

    /** The agents in the order of their start. */
    public List<AgentProcess> agents() {
        return List.copyOf(agents);
    }

    /** Kafka and PostgreSQL. */
    public Infrastructure infrastructure() {
        return infrastructure;
    }

    /** Keys and tokens. */
    public OperatorSecrets secrets() {
        return secrets;
    }

    /** Where everything is reached. */
    public Endpoints endpoints() {
        return new Endpoints(
                new Endpoints.Gateway(services.gateway().http().toString()),
                new Endpoints.Service(
                        services.tracker().grpc(), services.tracker().http().toString()),
                new Endpoints.Service(
                        services.ledger().grpc(), services.ledger().http().toString()),
                infrastructure.kafkaBootstrapServers(),
                infrastructure.database().jdbcUrl(),
                agents.stream().map(AgentProcess::endpoint).toList(),
                new Endpoints.Tokens(secrets.publisherToken(), secrets.operatorToken()));
    }

    /** All processes that were started here, by name, in the order of their start. */
    public Map<String, ChildProcess> processes() {
        Map<String, ChildProcess> all = new LinkedHashMap<>();
        infrastructure.kafka().map(KafkaProcess::process).ifPresent(child -> all.put("kafka", child));
        infrastructure.postgres().map(PostgresProcess::process).ifPresent(child -> all.put("postgres", child));
        all.put("tracker", services.tracker().process());
        all.put("ledger", services.ledger().process());
        all.put("gateway", services.gateway().process());
        agents.forEach(agent -> all.put(agent.plan().name(), agent.process()));
        return all;
    }

    @Override
    public void close() {
        Together.all(agents.stream().<Runnable>map(agent -> agent::stop).toList());
        if (services != null) {
            services.stop();
        }
        infrastructure.stop();
    }

    private void startServices(Progress progress) {
        programs = new ServicePrograms(plan, secrets, infrastructure.kafkaBootstrapServers());
        ServiceProcess tracker = programs.tracker();
        services = new Services(tracker, programs.ledger(infrastructure.database()), programs.gateway(tracker.grpc()));
        services.start(progress);
    }

    private void startAgents(Progress progress) {
        plan.nodes().forEach(node -> agents.add(programs.agent(node, services)));
        if (!agents.isEmpty()) {
            progress.report("Starting " + agents.size() + (agents.size() == 1 ? " agent" : " agents"));
            Together.all(agents.stream().<Runnable>map(agent -> agent::start).toList());
            progress.report("The agents are ready");
        }
    }

    private static void requireFreePorts(PlatformPlan plan) {
        Ports.requireFree(plan.ports().gateway(), "the gateway", "--gateway-port");
        Ports.requireFree(plan.ports().tracker(), "the tracker", "--tracker-port");
        Ports.requireFree(plan.ports().ledger(), "the ledger", "--ledger-port");
        for (NodePlan node : plan.nodes()) {
            if (node.httpPort() != 0) {
                Ports.requireFree(node.httpPort(), "agent " + node.name(), "--agent-port");
            }
        }
    }
}
