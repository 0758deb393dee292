package io.ayni.agent.cli;

import io.ayni.agent.home.AgentHome;
import io.ayni.agent.json.Json;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code open}: the address of the owner's page. */
@Command(
        name = "open",
        mixinStandardHelpOptions = true,
        versionProvider = AyniAgentCommand.Version.class,
        description = {
            "Prints the address of the owner's page: what you share, what it costs, what you get. The address holds the",
            "secret that the page needs: whoever has it and can reach this machine's loopback drives the agent. Exit code 3",
            "when no agent runs."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  ayni-agent open", "  xdg-open \"$(ayni-agent open)\""})
final class OpenCommand implements Callable<Integer> {
    @Mixin
    private DataDirectoryOption options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        AgentHome home = options.home();
        try (LocalAgent agent = LocalAgent.running(home)) {
            String url = agent.page().toString();
            spec.commandLine().getOut().println(options.json() ? Json.write(Map.of("url", url)) : url);
            spec.commandLine().getOut().flush();
        }
        return ExitCodes.OK;
    }
}
