package io.ayni.embedded;

import io.ayni.embedded.process.LoopbackPorts;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a broker is started.
 *
 * @param data directory of its logs; created at the first start, kept over restarts
 * @param log file that its output is appended to
 * @param port loopback port for clients
 * @param libraries directory of jars to run from; empty means the class path of this JVM
 */
public record KafkaSettings(Path data, Path log, int port, Optional<Path> libraries) {
    /** A broker under {@code directory} on a free port, run from the class path of this JVM. */
    public static KafkaSettings in(Path directory) {
        return new KafkaSettings(
                directory.resolve("kafka"), directory.resolve("kafka.log"), LoopbackPorts.free(), Optional.empty());
    }

    /** The same broker on another port. */
    public KafkaSettings withPort(int newPort) {
        return new KafkaSettings(data, log, newPort, libraries);
    }
}
