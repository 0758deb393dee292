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

/** {@code entries}: what changed the owner's balance. */
@Command(
        name = "entries",
        mixinStandardHelpOptions = true,
        versionProvider = AyniAgentCommand.Version.class,
        description =
                "Shows what changed the balance, the newest first: settlements, releases, voidings, holds, redemptions,"
                        + " returns and adjustments. Exit code 6 when the ledger is away.",
        footerHeading = "%nExamples:%n",
        footer = {"  ayni-agent entries", "  ayni-agent entries --limit 500 --json | jq -r .entries[].kind"})
final class EntriesCommand implements Callable<Integer> {
    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "How many, 1 to 500; ${DEFAULT-VALUE} unless given.")
    private int limit;

    @Mixin
    private DataDirectoryOption options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Map<String, Object> answer =
                BenefitCalls.ask(options.home(), agent -> agent.post("/api/entries", Map.of("limit", (long) limit)));
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            out.println(Json.write(answer));
        } else {
            for (Object entry : (List<?>) answer.get("entries")) {
                out.println(BenefitCalls.entryLine((Map<?, ?>) entry));
            }
        }
        out.flush();
        return ExitCodes.OK;
    }
}
