package io.ayni.agent.cli;

import io.ayni.agent.config.Durations;
import io.ayni.agent.limit.Pause;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code pause}: nothing is uploaded for a while, with or without a running agent. */
@Command(
        name = "pause",
        mixinStandardHelpOptions = true,
        versionProvider = AyniAgentCommand.Version.class,
        description =
                "Stops uploading, effective within a second, for a while or until `ayni-agent resume`. Downloads go on; "
                        + "your agreement to share stays. Survives a restart.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ayni-agent pause              until resumed",
            "  ayni-agent pause --for 1h     then go on by itself"
        })
final class PauseCommand implements Callable<Integer> {
    @Option(names = "--for", paramLabel = "TIME", description = "How long, as 30m, 1h or 2d; at most a year.")
    private String length;

    @Mixin
    private DataDirectoryOption options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Optional<Duration> wanted = wanted();
        Map<String, Object> body = wanted.<Map<String, Object>>map(time -> Map.of("forMs", time.toMillis()))
                .orElse(Map.of());
        Map<String, Object> view = LimitCalls.change(
                options.home(), agent -> agent.post("/api/pause", body), limits -> limits.pause(wanted));
        return LimitCalls.tell(view, options.json(), spec.commandLine().getOut());
    }

    private Optional<Duration> wanted() throws CliFailure {
        if (length == null) {
            return Optional.empty();
        }
        Duration time = parsed();
        if (!time.isPositive() || time.compareTo(Pause.LONGEST) > 0) {
            throw new CliFailure(
                    ExitCodes.USAGE, "--for: expected 30m, 1h or 2d, at most a year; found \"" + length + "\"");
        }
        return Optional.of(time);
    }

    private Duration parsed() {
        try {
            return Durations.parse(length);
        } catch (IllegalArgumentException e) {
            return Duration.ZERO; // refused in the same words as a length that is too short
        }
    }
}
