package io.ayni.embedded;

import io.ayni.embedded.PostgresSettings.Durability;
import io.ayni.embedded.postgres.DatabaseDirectory;
import io.ayni.embedded.postgres.PostgresBinaries;
import io.ayni.embedded.process.ChildProcess;
import io.ayni.embedded.process.LoopbackPorts;
import io.ayni.embedded.process.Signal;
import io.ayni.embedded.process.StartFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * PostgreSQL as a child process, as any user, on loopback, with the database {@value DatabaseDirectory#DATABASE} and its
 * two roles.
 *
 * <p>{@link #start} returns when connections are accepted. {@link #stop}, {@link #stopImmediately}, {@link #kill} and
 * {@link #restart} may be called in any order; port and data stay the same. The process ends with this JVM at the
 * latest. Not thread-safe.
 */
public final class PostgresProcess implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration STOP = Duration.ofSeconds(20);
    private static final int STATUS_LINE = 7;

    private final PostgresSettings settings;
    private final DatabaseDirectory directory;
    private ChildProcess child;

    private PostgresProcess(PostgresSettings settings) {
        this.settings = settings;
        this.directory = new DatabaseDirectory(PostgresBinaries.unpacked(), settings.data(), settings.log());
    }

    /**
     * Makes the database at the first start, starts the server and waits until it accepts connections.
     *
     * @throws io.ayni.embedded.process.PortTakenException if the port is in use
     * @throws StartFailedException if it is not ready within 2 minutes; the message shows the end of its log
     */
    public static PostgresProcess start(PostgresSettings settings) {
        var postgres = new PostgresProcess(settings);
        postgres.restart();
        return postgres;
    }

    /** JDBC address of the database, without credentials. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + settings.port() + "/" + DatabaseDirectory.DATABASE;
    }

    /** Role that owns the database. */
    public String ownerUser() {
        return DatabaseDirectory.OWNER;
    }

    /** Role of the service at run time; it has no right on any table until the owner grants it. */
    public String applicationUser() {
        return DatabaseDirectory.APPLICATION;
    }

    /** Passwords of both roles. */
    public PostgresCredentials credentials() {
        return settings.credentials();
    }

    /** Stops the server if it runs and starts it again on the same port and data. Returns when it is ready. */
    public void restart() {
        stop();
        LoopbackPorts.requireFree(settings.port(), "PostgreSQL");
        directory.makeOnce(settings.credentials());
        forgetDeadServer();
        child = ChildProcess.start(new ChildProcess.Command(
                "PostgreSQL",
                directory.serverCommand(serverSettings()),
                Map.of(),
                settings.data(),
                settings.log(),
                Signal.INT));
        child.awaitReady(this::isReady, START);
    }

    /** Ends the server in order (fast shutdown: open transactions are rolled back). */
    public void stop() {
        if (child != null) {
            child.stop(STOP);
        }
    }

    /** Ends the server without a checkpoint, as after a crash; the next start recovers. */
    public void stopImmediately() {
        child.signal(Signal.QUIT);
        if (!child.awaitExit(STOP)) {
            child.kill();
        }
    }

    /** Ends the main server process at once (KILL); returns when its workers have noticed and ended too. */
    public void kill() {
        List<ProcessHandle> workers = ProcessHandle.of(child.pid()).stream()
                .flatMap(ProcessHandle::descendants)
                .toList();
        child.kill();
        workers.forEach(worker -> worker.onExit()
                .completeOnTimeout(worker, STOP.toSeconds(), TimeUnit.SECONDS)
                .join());
    }

    /** The running process, for signals and measurements. */
    public ChildProcess process() {
        return child;
    }

    @Override
    public void close() {
        stop();
    }

    private Map<String, String> serverSettings() {
        var values = new TreeMap<String, String>();
        values.put("port", Integer.toString(settings.port()));
        values.put("listen_addresses", "127.0.0.1");
        values.put("unix_socket_directories", "");
        values.put("max_connections", "64");
        values.put("shared_buffers", "128MB");
        values.put("timezone", "UTC");
        values.put("log_timezone", "UTC");
        values.put("log_line_prefix", "%m [%p] ");
        if (settings.durability() == Durability.THROW_AWAY) {
            values.put("fsync", "off");
            values.put("full_page_writes", "off");
        }
        return values;
    }

    private boolean isReady() {
        try {
            List<String> lines = Files.readAllLines(lockFile());
            return lines.size() > STATUS_LINE
                    && lines.getFirst().strip().equals(Long.toString(child.pid()))
                    && lines.get(STATUS_LINE).startsWith("ready");
        } catch (IOException notYet) {
            return false;
        }
    }

    /**
     * Removes the lock file of a server that is gone. PostgreSQL does so itself, except when the process id has gone to
     * another program meanwhile; only that case is handled here.
     */
    private void forgetDeadServer() {
        try {
            if (!Files.exists(lockFile())) {
                return;
            }
            long pid = Long.parseLong(Files.readAllLines(lockFile()).getFirst().strip());
            boolean otherProgram = ProcessHandle.of(pid)
                    .flatMap(process -> process.info().command())
                    .filter(command -> !command.endsWith("/postgres"))
                    .isPresent();
            if (otherProgram) {
                Files.delete(lockFile());
            }
        } catch (IOException | NumberFormatException failure) {
            throw new StartFailedException("Cannot read " + lockFile(), failure);
        }
    }

    private Path lockFile() {
        return settings.data().resolve("postmaster.pid");
    }
}
