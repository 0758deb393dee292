package io.ayni.launcher.cli;

import io.ayni.launcher.UserError;
import io.ayni.launcher.home.AyniHome;
import io.ayni.launcher.home.HomeLock;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code down}: stops what {@code up} or {@code demo --keep} started. */
@Command(
        name = "down",
        mixinStandardHelpOptions = true,
        description = "Stops everything that `up` or `demo --keep` started. Data and logs stay.",
        footer = {"", "Example:", "  deploy/ayni down"})
public final class DownCommand implements Callable<Integer> {
    private static final int PATIENCE_SECONDS = 90;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        boolean any = false;
        for (AyniHome home : Homes.all()) {
            var holder = HomeLock.holderOf(home);
            if (holder.isPresent()) {
                any = true;
                stop(holder.get(), home, out);
            } else {
                forgetStale(home, out);
            }
        }
        if (!any) {
            out.println("Nothing is up.");
        }
        return 0;
    }

    private static void stop(ProcessHandle supervisor, AyniHome home, PrintWriter out)
            throws InterruptedException, ExecutionException {
        out.println("Stopping what runs in " + home.directory());
        out.flush();
        if (!supervisor.destroy() && supervisor.isAlive()) {
            throw new UserError("Process " + supervisor.pid() + " cannot be stopped; it belongs to another user.");
        }
        try {
            supervisor.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException stuck) {
            out.println("The supervisor does not end; killing it.");
            supervisor.destroyForcibly();
            supervisor.onExit().get();
        }
        out.println("Stopped. Data stays in " + home.directory());
    }

    private static void forgetStale(AyniHome home, PrintWriter out) throws IOException {
        if (Files.deleteIfExists(home.pidFile())) {
            Files.deleteIfExists(home.endpoints());
            Files.deleteIfExists(home.processes());
            out.println("Removed the pid file of a run that had ended without cleaning up: " + home.pidFile());
        }
    }
}
