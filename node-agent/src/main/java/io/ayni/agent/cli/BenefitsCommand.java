package io.ayni.agent.cli;

import io.ayni.agent.json.Json;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code benefits}: what credits buy. */
@Command(
        name = "benefits",
        mixinStandardHelpOptions = true,
        versionProvider = AyniAgentCommand.Version.class,
        description = "Shows what credits buy. Exit code 6 when the ledger is away.",
        footerHeading = "%nExamples:%n",
        footer = {"  ayni-agent benefits", "  ayni-agent benefits --json | jq -r .benefits[].name"})
final class BenefitsCommand implements Callable<Integer> {
    @Mixin
    private DataDirectoryOption options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Map<String, Object> answer = BenefitCalls.ask(options.home(), agent -> agent.get("/api/benefits"));
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            out.println(Json.write(answer));
        } else {
            for (Object benefit : (List<?>) answer.get("benefits")) {
                out.println(BenefitCalls.benefitLine((Map<?, ?>) benefit));
            }
        }
        out.flush();
        return ExitCodes.OK;
    }
}
