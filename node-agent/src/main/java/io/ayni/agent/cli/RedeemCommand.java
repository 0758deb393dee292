package io.ayni.agent.cli;

import io.ayni.agent.json.Json;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code redeem}: spends credits on a benefit. */
@Command(
        name = "redeem",
        mixinStandardHelpOptions = true,
        versionProvider = AyniAgentCommand.Version.class,
        description =
                "Spends credits on a benefit, at its newest version. Exit code 10 when the ledger refuses; then nothing was"
                        + " taken. Exit code 6 when the ledger does not answer; the same command again is the same request.",
        footerHeading = "%nExamples:%n",
        footer = {"  ayni-agent redeem ten-off", "  ayni-agent redeem ten-off --idempotency-key order-17 --json"})
final class RedeemCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "Name of the benefit, as `ayni-agent benefits` shows it.")
    private String benefit;

    @Option(
            names = "--idempotency-key",
            paramLabel = "K",
            description =
                    "Name of this wish, 1 to 64 printable characters without spaces: the same name twice buys once. "
                            + "Without it the agent makes one and keeps it until the ledger has answered.")
    private String key;

    @Mixin
    private DataDirectoryOption options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Map<String, Object> answer = BenefitCalls.ask(options.home(), agent -> agent.post("/api/redemptions", wish()));
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            out.println(Json.write(answer));
        } else {
            out.println(BenefitCalls.redemptionLine((Map<?, ?>) answer.get("redemption")));
        }
        out.flush();
        return ExitCodes.OK;
    }

    private Map<String, Object> wish() {
        Map<String, Object> wish = new HashMap<>();
        wish.put("benefit", benefit);
        if (key != null) {
            wish.put("idempotencyKey", key);
        }
        return wish;
    }
}
