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

/** {@code redemptions}: what the owner had for credits. */
@Command(
        name = "redemptions",
        mixinStandardHelpOptions = true,
        versionProvider = AyniAgentCommand.Version.class,
        description = "Shows what was had for credits, the newest first. A voucher is good for whoever has it.",
        footerHeading = "%nExamples:%n",
        footer = {"  ayni-agent redemptions", "  ayni-agent redemptions --json | jq -r .redemptions[0].state"})
final class RedemptionsCommand implements Callable<Integer> {
    @Mixin
    private DataDirectoryOption options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Map<String, Object> answer = BenefitCalls.ask(options.home(), agent -> agent.get("/api/redemptions"));
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            out.println(Json.write(answer));
        } else {
            for (Object redemption : (List<?>) answer.get("redemptions")) {
                out.println(BenefitCalls.redemptionLine((Map<?, ?>) redemption));
            }
        }
        out.flush();
        return ExitCodes.OK;
    }
}
