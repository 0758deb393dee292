package io.ayni.gateway.testing;

import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.embedded.process.ChildProcess;
import io.ayni.embedded.process.LoopbackPorts;
import io.ayni.embedded.process.ScratchDirectory;
import io.ayni.embedded.process.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The packaged gateway as a process of its own, with keys and data in a scratch directory. Port and data stay the same
 * over restarts.
 */
public final class GatewayProcess implements AutoCloseable {
    /** What publishers show. */
    public static final String PUBLISHER_TOKEN = "publisher-token-0123456789";
    /** What the gateway shows the tracker. */
    public static final String EDGE_TOKEN = "edge-token-0123456789";
    /** Signs publications. */
    public static final Ed25519PrivateKey MANIFEST_KEY = new Ed25519PrivateKey(new byte[32]);

    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final Duration START = Duration.ofSeconds(60);

    private final int port = LoopbackPorts.free();
    private final Path home = ScratchDirectory.create("gateway");
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final List<String> wrapper = new ArrayList<>();
    private String heap = "256m";
    private String compiler = "-XX:TieredStopAtLevel=1"; // half the processor time of a start
    private ChildProcess child;

    public GatewayProcess() {
        try {
            set("quarkus.http.port", Integer.toString(port));
            set("ayni.gateway.data-dir", data().toString());
            set("ayni.gateway.public-url", url());
            set("ayni.gateway.manifest-key-file", write("manifest.key", "00".repeat(32) + "\n"));
            set("ayni.gateway.publisher-token-file", write("publisher.token", PUBLISHER_TOKEN + "\n"));
            set("ayni.gateway.edge-token-file", write("edge.token", EDGE_TOKEN + "\n"));
            set("kafka.bootstrap.servers", "127.0.0.1:1"); // nothing listens there
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(home.resolve(name), text).toString();
    }

    /** Sets a key for the next start. */
    public GatewayProcess set(String key, String value) {
        settings.put(key, value);
        return this;
    }

    /** Leaves a key out at the next start. */
    public GatewayProcess unset(String key) {
        settings.remove(key);
        return this;
    }

    /** Largest heap, 256m unless said. */
    public GatewayProcess heap(String size) {
        this.heap = size;
        return this;
    }

    /** With the optimising compiler, for a test that moves many bytes. */
    public GatewayProcess fast() {
        this.compiler = "-XX:+TieredCompilation";
        return this;
    }

    /** Runs the gateway by way of another command, which ends by executing its arguments in its own place. */
    public GatewayProcess under(List<String> command) {
        wrapper.addAll(command);
        return this;
    }

    /** Starts the gateway and waits until it is ready. */
    public GatewayProcess start() {
        launch().awaitReady(this::isReady, START);
        return this;
    }

    /** Starts the gateway without waiting. */
    public ChildProcess launch() {
        List<String> words = new ArrayList<>(wrapper);
        words.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                compiler,
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError"));
        settings.forEach((key, value) -> words.add("-D" + key + "=" + value));
        words.addAll(List.of("-jar", JAR.toAbsolutePath().toString()));
        // A plain locale: names of items must not depend on it.
        Map<String, String> environment = Map.of("LC_ALL", "C");
        child = ChildProcess.start(new ChildProcess.Command(
                "gateway", words, environment, home, home.resolve("gateway.log"), Signal.TERM));
        return child;
    }

    private boolean isReady() {
        try {
            return RawHttp.exchange(port, "GET", "/q/health/ready").status() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Connections that are open now, without the one that asks. */
    public int openConnections() throws IOException {
        String figures = RawHttp.exchange(port, "GET", "/q/metrics").text();
        return figures.lines()
                        .filter(line -> line.startsWith("vertx_http_connections_current "))
                        .mapToInt(line -> (int) Double.parseDouble(line.substring(line.indexOf(' '))))
                        .sum()
                - 1;
    }

    /** Ends the process with KILL. */
    public void kill() {
        child.kill();
    }

    /** Ends the process with TERM. */
    public void stop() {
        child.stop(Duration.ofSeconds(15));
    }

    /** The process. */
    public ChildProcess process() {
        return child;
    }

    /** All that it logged, of all starts. */
    public String log() {
        try {
            return Files.readString(home.resolve("gateway.log"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Its data directory. */
    public Path data() {
        return home.resolve("data");
    }

    /** Its only port. */
    public int port() {
        return port;
    }

    /** Base URL without a slash at its end. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Ends the process at once and throws its data away. */
    @Override
    public void close() {
        if (child != null) {
            kill();
        }
        ScratchDirectory.delete(home);
    }
}
