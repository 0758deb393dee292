package io.ayni.embedded;

import io.ayni.embedded.process.LoopbackPorts;
import java.nio.file.Path;

/**
 * How a database server is started.
 *
 * @param data its directory; made with the database and both roles at the first start, kept over restarts
 * @param log file that its output is appended to
 * @param port loopback port
 * @param credentials passwords of the roles, used when the directory is made
 * @param durability whether a commit waits for the disk
 */
public record PostgresSettings(Path data, Path log, int port, PostgresCredentials credentials, Durability durability) {
    /** Whether a commit waits for the disk. */
    public enum Durability {
        /** Each commit is on disk before it is acknowledged. */
        FSYNC,
        /** Commits survive the server's death but not the machine's; for data that is thrown away. */
        THROW_AWAY
    }

    /** A durable server under {@code directory} on a free port. */
    public static PostgresSettings in(Path directory, PostgresCredentials credentials) {
        return new PostgresSettings(
                directory.resolve("postgres"),
                directory.resolve("postgres.log"),
                LoopbackPorts.free(),
                credentials,
                Durability.FSYNC);
    }

    /** The same server on another port. */
    public PostgresSettings withPort(int newPort) {
        return new PostgresSettings(data, log, newPort, credentials, durability);
    }

    /** The same server for data that is thrown away. */
    public PostgresSettings throwAway() {
        return new PostgresSettings(data, log, port, credentials, Durability.THROW_AWAY);
    }
}
