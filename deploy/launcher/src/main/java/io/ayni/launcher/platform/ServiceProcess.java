package io.ayni.launcher.platform;

import io.ayni.embedded.process.ChildProcess;
import io.ayni.launcher.http.HttpCalls;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A packaged service as a process of its own; it can be killed and started again with the same settings. Not
 * thread-safe.
 */
public final class ServiceProcess {
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration STOP = Duration.ofSeconds(20);

    private final ChildProcess.Command command;
    private final URI base;
    private ChildProcess child;

    ServiceProcess(JavaProgram program, int port, Path directory, Path log) {
        this.command = program.command(directory, log);
        this.base = URI.create("http://127.0.0.1:" + port);
    }

    /** Starts the process and returns when the service says that it is ready. */
    public void start() {
        child = ChildProcess.start(command);
        child.awaitReady(() -> HttpCalls.answersOk(base.resolve("/q/health/ready")), START);
    }

    /** Ends it gracefully, if it runs. */
    public void stop() {
        if (child != null) {
            child.stop(STOP);
        }
    }

    /** Ends it at once. */
    public void kill() {
        child.kill();
    }

    /** The running process. */
    public ChildProcess process() {
        return child;
    }

    /** Base URL of its HTTP interface. */
    public URI http() {
        return base;
    }

    /** HOST:PORT of its gRPC interface, which is the same port. */
    public String grpc() {
        return base.getHost() + ":" + base.getPort();
    }
}
