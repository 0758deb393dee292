package io.ayni.agent.cli;

import io.ayni.agent.cli.DownloadView.FileView;
import io.ayni.agent.config.AgentSettings;
import io.ayni.agent.home.AgentHome;
import io.ayni.agent.home.HomeLock;
import io.ayni.agent.json.Json;
import io.ayni.agent.wiring.AgentRuntime;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code get}: downloads one item and puts it where it is wanted. Stopped halfway, it goes on there the next time. */
@Command(
        name = "get",
        mixinStandardHelpOptions = true,
        versionProvider = AyniAgentCommand.Version.class,
        description =
                "Downloads an item. The running agent does it; where none runs, this program does, and ends after.",
        footerHeading = "%nSettings are needed only when no agent runs; see `ayni-agent run --help`.%n%nExamples:%n",
        footer = {
            "  ayni-agent get film.mp4",
            "  ayni-agent get film.mp4 --output /srv/media/ --force",
            "  ayni-agent get 9f86d081884c7d65…(64 hex characters) --json"
        })
final class GetCommand implements Callable<Integer> {
    private static final int POLL_MS = 250;

    @Parameters(paramLabel = "NAME_OR_ID", description = "Published name, or content id of 64 hex characters.")
    private String nameOrId;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "PATH",
            description = "File or directory (default: the item's name in the working directory).")
    private Path output;

    @Option(names = "--force", description = "Replace the output if it is there.")
    private boolean force;

    @Option(names = "--json", description = "Write progress and result as lines of JSON.")
    private boolean json;

    @Mixin
    private SettingOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        AgentHome home = options.home();
        Optional<LocalAgent> running = LocalAgent.find(home);
        try (DownloadSource source = running.isPresent() ? new AgentDownload(running.get()) : ownDownload(home)) {
            long start = System.nanoTime();
            DownloadView item = source.start(nameOrId);
            OutputFiles files = new OutputFiles(output, item, force);
            files.check(item);
            DownloadView complete = await(source, item);
            List<Object> written = write(source, complete, files);
            tell(complete, files, written, (System.nanoTime() - start) / 1_000_000);
        }
        return ExitCodes.OK;
    }

    private DownloadSource ownDownload(AgentHome home) throws Exception {
        AgentSettings settings = options.settings(home);
        HomeLock lock = HomeLock.tryTake(home.open())
                .orElseThrow(() -> new CliFailure(ExitCodes.IN_USE, "an agent just started; try again"));
        try {
            OwnDownload own =
                    new OwnDownload(AgentRuntime.startWithoutSharing(settings, home, EngineChoice.starter()), lock);
            return own;
        } catch (Exception e) {
            lock.close();
            throw e;
        }
    }

    private DownloadView await(DownloadSource source, DownloadView item)
            throws IOException, InterruptedException, CliFailure {
        long start = System.nanoTime();
        DownloadView now = item;
        try (Progress progress = progress(item)) {
            while (!now.isComplete() && !now.hasFailed()) {
                progress.show(now, (System.nanoTime() - start) / 1_000_000);
                Thread.sleep(POLL_MS);
                now = source.look(item.contentId());
            }
            progress.show(now, (System.nanoTime() - start) / 1_000_000);
        }
        if (now.hasFailed()) {
            throw new CliFailure(ExitCodes.UNAVAILABLE, "the download stopped: " + now.failure());
        }
        return now;
    }

    private Progress progress(DownloadView item) {
        Console console = System.console();
        boolean isTerminal = console != null && console.isTerminal();
        PrintWriter out =
                json ? spec.commandLine().getOut() : spec.commandLine().getErr();
        return isTerminal && !json ? new Progress.Bar(item) : new Progress.Lines(out, json, item);
    }

    private static List<Object> write(DownloadSource source, DownloadView item, OutputFiles files)
            throws IOException, InterruptedException, CliFailure {
        List<Object> written = new ArrayList<>();
        for (int i = 0; i < item.files().size(); i++) {
            FileView file = item.files().get(i);
            try (InputStream bytes = source.open(item, i)) {
                Map<String, Object> entry = new LinkedHashMap<>();
                entry.put("path", files.of(item, file).toAbsolutePath().toString());
                entry.put("sizeBytes", file.sizeBytes());
                entry.put("sha256", files.write(item, file, bytes));
                written.add(entry);
            }
        }
        return written;
    }

    private void tell(DownloadView item, OutputFiles files, List<Object> written, long elapsedMs) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("event", "done");
            result.put("contentId", item.contentId());
            result.put("name", item.name());
            result.put("sizeBytes", item.sizeBytes());
            result.put("fromPeersBytes", item.fromPeersBytes());
            result.put("fromEdgeBytes", item.fromEdgeBytes());
            result.put("elapsedMs", elapsedMs);
            result.put("files", written);
            out.println(Json.write(result));
        } else {
            out.println(
                    files.target() + ": " + Quantity.bytes(item.sizeBytes()) + ", verified, " + Progress.facts(item));
        }
        out.flush();
    }
}
