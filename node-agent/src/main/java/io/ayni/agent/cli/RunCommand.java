package io.ayni.agent.cli;

import io.ayni.agent.config.SettingSources;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code run}: see {@link RunAgent}. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        versionProvider = AyniAgentCommand.Version.class,
        description = "Runs the agent until SIGTERM or Ctrl-C.",
        footerHeading = "%nSettings come from the flag, else the environment (AYNI_AGENT_TRACKER and so on), else%n"
                + "agent.properties in the data directory (tracker=…), else the default.%n%nExamples:%n",
        footer = {
            "  ayni-agent run --tracker 127.0.0.1:8081 --ledger 127.0.0.1:8082 \\",
            "      --gateway http://127.0.0.1:8080 --operator-keys operator.keys \\",
            "      --account me --enrolment-token-file enrolment.token",
            "  AYNI_AGENT_MAX_UPLOAD=2MiB ayni-agent run --http-port 0 --json"
        })
final class RunCommand implements Callable<Integer> {
    @Mixin
    private SettingOptions options;

    @Option(names = "--json", description = "Write the endpoints as one line of JSON when ready.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        new RunAgent(sources(), json, spec.commandLine().getOut()).run();
        return ExitCodes.OK;
    }

    SettingSources sources() {
        return options.sources();
    }
}
