package io.ayni.agent.cli;

import io.ayni.agent.json.Json;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code redemptions}: what the owner had for credits. */
@Command(
        name = "redemptions",
        mixinStandardHelpOptions = true,
        versionProvider = AyniAgentCommand.Version.class,
        description = "Shows what was had for credits, the newest first. A voucher is good for whoever has it.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ayni-agent redemptions",
            "  ayni-agent redemptions --json | jq -r .redemptions[0].state",
            "  ayni-agent redemptions --cancel 0123456789abcdef0123456789abcdef"
        })
final class RedemptionsCommand implements Callable<Integer> {
    @Option(
            names = "--cancel",
            paramLabel = "ID",
            description =
                    "Calls a pending redemption off: its price comes back in full. Exit code 4 when there is none of this"
                            + " id, 10 when it is posted or expired.")
    private String cancelled;

    @Mixin
    private DataDirectoryOption options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        return cancelled == null ? list() : cancel();
    }

    private int cancel() throws Exception {
        Map<String, Object> answer = BenefitCalls.ask(
                options.home(), agent -> agent.post("/api/redemptions/cancel", Map.of("id", cancelled)));
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                options.json()
                        ? Json.write(answer)
                        : BenefitCalls.redemptionLine((Map<?, ?>) answer.get("redemption")));
        out.flush();
        return ExitCodes.OK;
    }

    private int list() throws Exception {
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
