package io.ayni.agent.packaging;

import io.ayni.agent.fixture.ScriptedLedger;
import io.ayni.agent.fixture.ScriptedTracker;
import io.ayni.agent.home.AgentHome;
import io.ayni.agent.home.Endpoints;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Makes the start-up cache of the packaged program, as part of the build: starts the program the way its users do, against
 * scripted services, with a recording JVM, lets it fetch and give as in {@link TrainingSwarm}, and ends it. What the JVM then
 * knows of its classes, and of what its methods mostly do, it reads back at later starts instead of working it out again.
 *
 * <p>A cache that the JVM does not take is not kept. Ends with 0 only when there is one.
 */
public final class StartUpTraining {
    private static final int READY_S = 60;
    private static final int END_S = 60;

    private final Path program;
    private final Path scratch;
    private final Path cache;
    private final Path log;

    private StartUpTraining(Path program, Path scratch) {
        this.program = program;
        this.scratch = scratch;
        this.cache = program.resolve("lib").resolve("ayni-agent.aot");
        this.log = scratch.resolve("log");
    }

    /** @param arguments the directory of the packaged program */
    public static void main(String[] arguments) throws Exception {
        Path scratch = Files.createTempDirectory("ayni-training");
        boolean made;
        try {
            made = new StartUpTraining(Path.of(arguments[0]), scratch).run();
        } finally {
            delete(scratch);
        }
        System.out.println(
                made ? "The start-up cache is made" : "There is no start-up cache; the program starts slower");
        System.exit(made ? 0 : 1);
    }

    private boolean run() throws IOException, InterruptedException {
        Files.deleteIfExists(cache);
        Path fresh = scratch.resolve("fresh.aot");
        ScriptedTracker tracker = new ScriptedTracker();
        Server services = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(tracker.registration())
                .addService(tracker.tracker())
                .addService(new ScriptedLedger())
                .build()
                .start();
        try (TrainingSwarm swarm = new TrainingSwarm(scratch.resolve("peer"))) {
            tracker.handouts = swarm::answer;
            record("127.0.0.1:" + services.getPort(), tracker, swarm, fresh);
        } finally {
            services.shutdownNow();
        }
        if (!Files.exists(fresh) || !isTaken(fresh)) {
            return false;
        }
        Files.move(fresh, cache, StandardCopyOption.REPLACE_EXISTING);
        return true;
    }

    /** Runs the program until it serves and has done its main job. */
    private void record(String services, ScriptedTracker tracker, TrainingSwarm swarm, Path fresh)
            throws IOException, InterruptedException {
        AgentHome home = AgentHome.at(scratch.resolve("data")).open();
        swarm.want(home);
        Path keys = Files.writeString(
                scratch.resolve("operator.keys"), TrainingSwarm.keys().format());
        Path token = Files.writeString(scratch.resolve("enrolment.token"), "training");
        Process agent = start(
                "-XX:AOTCacheOutput=" + fresh,
                List.of(
                        "run",
                        "--data-dir=" + home.directory(),
                        "--tracker=" + services,
                        "--ledger=" + services,
                        "--gateway=" + swarm.gateway(),
                        "--operator-keys=" + keys,
                        "--enrolment-token-file=" + token,
                        "--account=training",
                        "--http-port=0",
                        "--json"));
        try {
            awaitReady(agent, home, tracker);
            swarm.exchange(home);
        } finally {
            end(agent);
        }
    }

    private void awaitReady(Process agent, AgentHome home, ScriptedTracker tracker)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_S);
        while (Endpoints.read(home).isEmpty() || tracker.sessions.isEmpty()) {
            if (!agent.isAlive() || System.nanoTime() > deadline) {
                throw new IOException("the program does not start: " + Files.readString(log));
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        LocalApi api = new LocalApi(home);
        for (String path : List.of("/q/health/ready", "/q/metrics", "/api/status")) {
            api.get(path);
        }
    }

    /** Whether a JVM that must use the cache starts with it. */
    private boolean isTaken(Path fresh) throws IOException, InterruptedException {
        Process version = start("-XX:AOTMode=on -XX:AOTCache=" + fresh, List.of("--version"));
        return version.waitFor(END_S, TimeUnit.SECONDS) && version.exitValue() == 0;
    }

    private Process start(String options, List<String> arguments) throws IOException {
        List<String> line = new ArrayList<>(arguments);
        line.addFirst(program.resolve("bin").resolve("ayni-agent").toString());
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment()
                .put(
                        "AYNI_JAVA",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString());
        builder.environment().put("AYNI_AGENT_OPTS", options);
        return builder.redirectOutput(log.toFile()).start();
    }

    /** The cache is written at the end. */
    private static void end(Process agent) throws InterruptedException {
        agent.destroy();
        if (!agent.waitFor(END_S, TimeUnit.SECONDS)) {
            agent.destroyForcibly();
        }
    }

    private static void delete(Path directory) throws IOException {
        try (var paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
