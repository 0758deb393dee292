package io.ayni.embedded;

import io.ayni.embedded.kafka.BrokerProperties;
import io.ayni.embedded.kafka.ChildClassPath;
import io.ayni.embedded.kafka.KafkaBroker;
import io.ayni.embedded.process.ChildProcess;
import io.ayni.embedded.process.LoopbackPorts;
import io.ayni.embedded.process.Signal;
import io.ayni.embedded.process.StartFailedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Apache Kafka as a child process: one node, broker and KRaft controller, on loopback.
 *
 * <p>{@link #start} returns when the broker answers. {@link #stop}, {@link #kill} and {@link #restart} may be called in
 * any order; port and data stay the same. The process ends with this JVM at the latest. Not thread-safe.
 */
public final class KafkaProcess implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration STOP = Duration.ofSeconds(20);

    private final KafkaSettings settings;
    private ChildProcess child;

    private KafkaProcess(KafkaSettings settings) {
        this.settings = settings;
    }

    /**
     * Starts a broker and waits until it answers.
     *
     * @throws io.ayni.embedded.process.PortTakenException if the port is in use
     * @throws StartFailedException if it does not answer within 3 minutes; the message shows the end of its log
     */
    public static KafkaProcess start(KafkaSettings settings) {
        var kafka = new KafkaProcess(settings);
        kafka.restart();
        return kafka;
    }

    /** Address for clients, {@code 127.0.0.1:PORT}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + settings.port();
    }

    /** Creates the topics that are missing. */
    public void createTopics(List<Topic> topics) {
        KafkaTopics.create(bootstrapServers(), topics);
    }

    /** Stops the broker if it runs and starts it again on the same port and data. Returns when it answers. */
    public void restart() {
        stop();
        LoopbackPorts.requireFree(settings.port(), "Kafka");
        child = ChildProcess.start(command());
        child.awaitReady(() -> LoopbackPorts.accepts(settings.port()), START);
        if (!KafkaTopics.answers(bootstrapServers())) {
            kill();
            throw new StartFailedException("Kafka accepts connections but does not answer; its log: " + settings.log());
        }
    }

    /** Ends the broker gracefully (TERM; KILL after 20 s). */
    public void stop() {
        if (child != null) {
            child.stop(STOP);
        }
    }

    /** Ends the broker at once (KILL). */
    public void kill() {
        child.kill();
    }

    /** The running process, for signals and measurements. */
    public ChildProcess process() {
        return child;
    }

    @Override
    public void close() {
        stop();
    }

    private ChildProcess.Command command() {
        try {
            Path configuration = Files.createDirectories(settings.data()
                    .toAbsolutePath()
                    .resolveSibling(settings.data().getFileName() + "-config"));
            Path properties = writeProperties(configuration);
            Path logging = writeLogging(configuration.resolve("logging.properties"));
            Path arguments = writeArguments(configuration.resolve("java.arguments"), logging, properties);
            return new ChildProcess.Command(
                    "Kafka", List.of(java(), "@" + arguments), Map.of(), configuration, settings.log(), Signal.TERM);
        } catch (IOException failure) {
            throw new StartFailedException("Cannot prepare Kafka's directory: " + failure.getMessage(), failure);
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** The data directory is named as seen from the broker's: Kafka would take a comma on the way for a separator. */
    private Path writeProperties(Path configuration) throws IOException {
        Path file = configuration.resolve("server.properties");
        Path data = configuration.relativize(settings.data().toAbsolutePath());
        try (var out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            BrokerProperties.of(data, settings.port(), LoopbackPorts.free()).store(out, "Written at each start");
        }
        return file;
    }

    private static Path writeLogging(Path file) throws IOException {
        return Files.writeString(
                file,
                """
                loggers=
                logger.level=INFO
                logger.handlers=CONSOLE
                handler.CONSOLE=org.jboss.logmanager.handlers.ConsoleHandler
                handler.CONSOLE.formatter=PLAIN
                handler.CONSOLE.properties=autoFlush
                handler.CONSOLE.autoFlush=true
                formatter.PLAIN=org.jboss.logmanager.formatters.PatternFormatter
                formatter.PLAIN.properties=pattern
                formatter.PLAIN.pattern=%d{yyyy-MM-dd HH:mm:ss,SSS} %-5p [%c{2.}] (%t) %s%e%n
                """);
    }

    private Path writeArguments(Path file, Path logging, Path properties) throws IOException {
        String classPath = settings.libraries().isPresent()
                ? ChildClassPath.ofDirectory(settings.libraries().get())
                : ChildClassPath.ofThisJvm();
        return Files.write(
                file,
                List.of(
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        quoted("-Dlogging.configuration=" + logging.toUri()),
                        "-cp",
                        quoted(classPath),
                        KafkaBroker.class.getName(),
                        quoted(properties.toString())));
    }

    private static String quoted(String argument) {
        return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
