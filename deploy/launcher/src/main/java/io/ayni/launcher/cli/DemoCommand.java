package io.ayni.launcher.cli;

import io.ayni.embedded.process.AtExit;
import io.ayni.embedded.process.ScratchDirectory;
import io.ayni.launcher.demo.Demo;
import io.ayni.launcher.demo.DemoFile;
import io.ayni.launcher.home.AyniHome;
import io.ayni.launcher.home.Endpoints;
import io.ayni.launcher.home.HomeLock;
import io.ayni.launcher.platform.ExternalPostgres;
import io.ayni.launcher.platform.PlatformPlan;
import io.ayni.launcher.platform.Ports;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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
            "  deploy/ayni demo --keep                leaves all running to look around",
        })
public final class DemoCommand implements Callable<Integer> {
    private static final int FEWEST_NODES = 2;

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

    @Option(names = "--json", paramLabel = "FILE", description = "Write endpoints, tokens and results to this file.")
    private Path json;

    @Option(names = "--keep", description = "Leave everything running until `deploy/ayni down`.")
    private boolean keep;

    @Mixin
    private PlatformOptions platformOptions;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (nodes < FEWEST_NODES || nodes > PlatformPlan.MOST_NODES) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--nodes is " + nodes + "; a demo takes " + FEWEST_NODES + " to " + PlatformPlan.MOST_NODES + ".");
        }
        Optional<DemoFile> given = Optional.ofNullable(file).map(DemoFile::existing);
        if (json != null) {
            Endpoints.requireWritable(json);
        }
        PlatformPlan plan = platformOptions.plan(Homes.main().forDemo(), Ports.free(), nodes);
        plan.postgres().ifPresent(ExternalPostgres::requireNoLedger);
        boolean held = keep ? onKeptPlatform(plan.home(), given) : onOwnPlatform(plan, given);
        return held ? 0 : 1;
    }

    private boolean onOwnPlatform(PlatformPlan plan, Optional<DemoFile> given)
            throws IOException, InterruptedException {
        HeldPlatform.hold(plan, this::say);
        empty(plan.home());
        AtExit.afterChildrenEnded(() -> ScratchDirectory.delete(plan.home().data()));
        boolean held;
        try (HeldPlatform platform = HeldPlatform.start(plan, this::say)) {
            held = run(plan.home(), platform.endpoints(), given);
            say("\nStopping. With --keep everything would keep running, its pages too.");
        }
        say("Logs: " + plan.home().logs());
        return held;
    }

    private boolean onKeptPlatform(AyniHome home, Optional<DemoFile> given) throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        if (HomeLock.holderOf(home).isEmpty()) {
            empty(home);
        }
        List<String> arguments = new ArrayList<>(List.of("--free-ports", "--nodes", Integer.toString(nodes)));
        arguments.addAll(platformOptions.asArguments());
        Endpoints endpoints = new BackgroundStart(home, out).start(arguments);
        try {
            return run(home, endpoints, given);
        } finally {
            UpCommand.printSummary(out, home, endpoints);
            say("Everything keeps running until `deploy/ayni down`.");
        }
    }

    private boolean run(AyniHome home, Endpoints endpoints, Optional<DemoFile> given)
            throws IOException, InterruptedException {
        Demo.Outcome outcome = new Demo(home, endpoints, spec.commandLine().getOut()).run(given);
        if (json != null) {
            Endpoints.writeSecretReport(json, outcome.report());
        }
        return outcome.allHeld();
    }

    /** A demo starts from nothing, so that its figures are its own. */
    private static void empty(AyniHome home) {
        ScratchDirectory.delete(home.data());
        ScratchDirectory.delete(home.secrets());
        ScratchDirectory.delete(home.logs());
        home.create();
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
