package io.ayni.launcher.cli;

import io.ayni.embedded.PostgresSettings.Durability;
import io.ayni.embedded.process.ScratchDirectory;
import io.ayni.launcher.UserError;
import io.ayni.launcher.demo.Demo;
import io.ayni.launcher.home.AyniHome;
import io.ayni.launcher.home.Endpoints;
import io.ayni.launcher.home.HomeLock;
import io.ayni.launcher.platform.Platform;
import io.ayni.launcher.platform.PlatformPlan;
import io.ayni.launcher.platform.Ports;
import io.ayni.launcher.platform.Programs;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code demo}: the main job on a platform of its own. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Does Ayni's main job on a real file and checks all of it: starts everything on free ports in a home of its"
                    + " own (directory demo in the home of `up`, emptied first), publishes the file, lets all agents fetch it at"
                    + " once, settles their receipts, and compares every copy, the books and what each node earned.",
            "Exit code 0 only if every check held. An Ayni that is up is not touched."
        },
        footer = {
            "",
            "Examples:",
            "  deploy/ayni demo",
            "  deploy/ayni demo --nodes 8 --file film.mp4 --json demo.json",
            "  deploy/ayni demo --keep               and look around; `deploy/ayni down` stops it"
        })
public final class DemoCommand implements Callable<Integer> {
    private static final Duration SETTLE_EVERY = Duration.ofSeconds(30);

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "5",
            description = "Agents, 2 or more. Default ${DEFAULT-VALUE}.")
    private int nodes;

    @Option(
            names = "--file",
            paramLabel = "PATH",
            description = "Deliver this file. Default: one of 64 MiB, made for it.")
    private Path file;

    @Option(names = "--json", paramLabel = "FILE", description = "Write endpoints and results to this file.")
    private Path json;

    @Option(names = "--keep", description = "Leave everything running until `deploy/ayni down`.")
    private boolean keep;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (nodes < 2 || nodes > PlatformPlan.MOST_NODES) {
            throw new UserError("--nodes takes 2 to " + PlatformPlan.MOST_NODES + ".");
        }
        AyniHome home = Homes.main().forDemo();
        return keep ? onKeptPlatform(home) : onOwnPlatform(home);
    }

    private int onOwnPlatform(AyniHome home) throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try (HomeLock lock = HomeLock.take(home)) {
            empty(home);
            boolean held;
            try (Platform platform = Platform.start(plan(home), line -> print(out, line))) {
                held = run(home, platform.endpoints(), out);
                out.println("\nStopping");
                out.flush();
            }
            ScratchDirectory.delete(home.data("").normalize());
            out.println("Logs: " + home.logs());
            return held ? 0 : 1;
        }
    }

    private int onKeptPlatform(AyniHome home) throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        if (HomeLock.holderOf(home).isEmpty()) {
            empty(home);
        }
        Endpoints endpoints = new BackgroundStart(home, out)
                .start(List.of("--free-ports", "--nodes", Integer.toString(nodes), "--kafka=", "--postgres="));
        boolean held = run(home, endpoints, out);
        UpCommand.printSummary(out, home, endpoints);
        out.println("Everything keeps running until `deploy/ayni down`.");
        return held ? 0 : 1;
    }

    private boolean run(AyniHome home, Endpoints endpoints, PrintWriter out) throws IOException, InterruptedException {
        Demo.Outcome outcome = new Demo(home, endpoints, out).run(Optional.ofNullable(file));
        if (json != null) {
            Endpoints.writeReport(json, outcome.report());
        }
        return outcome.allHeld();
    }

    private PlatformPlan plan(AyniHome home) {
        Ports ports = Ports.free();
        return new PlatformPlan(
                home,
                Programs.fromSystemProperty(),
                ports,
                Optional.empty(),
                Optional.empty(),
                Durability.FSYNC,
                SETTLE_EVERY,
                PlatformPlan.sharingNodes(nodes, ports),
                Map.of());
    }

    /** A demo starts from nothing, so that its figures are its own. */
    private static void empty(AyniHome home) {
        ScratchDirectory.delete(home.data("").normalize());
        ScratchDirectory.delete(home.secrets());
        ScratchDirectory.delete(home.logs());
        home.create();
    }

    private static void print(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }
}
