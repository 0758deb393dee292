package io.ayni.agent.cli;

import io.ayni.agent.limit.OwnerLimits;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code resume}: ends a pause, with or without a running agent. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        versionProvider = AyniAgentCommand.Version.class,
        description = "Ends a pause. What else holds is told: limits, quota and schedule stay.",
        footerHeading = "%nExamples:%n",
        footer = {"  ayni-agent resume", "  ayni-agent resume --json | jq .now.text"})
final class ResumeCommand implements Callable<Integer> {
    @Mixin
    private DataDirectoryOption options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Map<String, Object> view =
                LimitCalls.change(options.home(), agent -> agent.post("/api/resume", Map.of()), OwnerLimits::resume);
        return LimitCalls.tell(view, options.json(), spec.commandLine().getOut());
    }
}
