package io.ayni.agent.cli;

import io.ayni.agent.home.AgentHome;
import io.ayni.agent.json.Json;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code status}: what the running agent gave, received and earned. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        versionProvider = AyniAgentCommand.Version.class,
        description = "Shows what the running agent gave, received and earned. Exit code 3 when none runs.",
        footerHeading = "%nExamples:%n",
        footer = {"  ayni-agent status", "  ayni-agent status --json | jq .totals.givenBytes"})
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private DataDirectoryOption options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        AgentHome home = options.home();
        try (LocalAgent agent = LocalAgent.running(home)) {
            LocalAgent.Answer answer = agent.get("/api/status");
            if (answer.status() != 200) {
                throw new CliFailure(ExitCodes.FAILED, "the agent did not tell its status: " + answer.error());
            }
            PrintWriter out = spec.commandLine().getOut();
            if (options.json()) {
                out.println(Json.write(answer.body()));
            } else {
                new StatusTable(answer.body()).lines().forEach(out::println);
            }
            out.flush();
        }
        return ExitCodes.OK;
    }

    /** The status as lines for people. */
    private record StatusTable(Map<String, Object> status) {
        List<String> lines() {
            Map<?, ?> totals = part("totals");
            Map<?, ?> settlement = part("settlement");
            List<String> head = List.of(
                    line("node", String.valueOf(status.get("nodeId"))),
                    line("account", String.valueOf(status.get("account"))),
                    line("sharing", Boolean.TRUE.equals(status.get("sharing")) ? "on" : "off (see ayni-agent consent)"),
                    line("limits", LimitLines.now(status.get("limits"))),
                    line("player", status.get("http") + "/content/"),
                    line("tracker", tracker()),
                    line(
                            "given",
                            Quantity.bytes(number(totals, "givenBytes")) + ", of these confirmed "
                                    + Quantity.bytes(number(totals, "receiptedBytes"))),
                    line(
                            "received",
                            Quantity.bytes(number(totals, "fromPeersBytes")) + " from peers, "
                                    + Quantity.bytes(number(totals, "fromEdgeBytes")) + " from the edge"),
                    line(
                            "earned",
                            Quantity.credits(number(settlement, "earnedMicroCredits")) + " for "
                                    + Quantity.bytes(number(settlement, "settledBytes")) + " settled, "
                                    + number(settlement, "unsettledReceipts") + " receipts to settle"),
                    line("balance", balance()));
            List<?> items = (List<?>) status.get("items");
            return java.util.stream.Stream.concat(head.stream(), items.stream().map(item -> itemLine((Map<?, ?>) item)))
                    .toList();
        }

        private String tracker() {
            Map<?, ?> tracker = part("tracker");
            return Boolean.TRUE.equals(tracker.get("connected")) ? "connected" : "away: " + tracker.get("trouble");
        }

        private String balance() {
            return status.get("ledger") instanceof Map<?, ?> ledger
                    ? Quantity.credits(number(ledger, "postedMicroCredits")) + " to spend, "
                            + Quantity.credits(number(ledger, "pendingMicroCredits")) + " pending, "
                            + Quantity.credits(number(ledger, "heldMicroCredits")) + " held for redemptions"
                    : "unknown, the ledger is away";
        }

        private static String itemLine(Map<?, ?> item) {
            long size = number(item, "sizeBytes");
            long percent = size == 0 ? 100 : number(item, "verifiedBytes") * 100 / size;
            String failure = item.get("failure") == null ? "" : ", " + item.get("failure");
            return line(
                    "item",
                    item.get("name") + " " + percent + " % of " + Quantity.bytes(size) + ", " + item.get("state") + ", "
                            + number(item, "peers") + " peers, " + item.get("contentId") + failure);
        }

        private Map<?, ?> part(String key) {
            return (Map<?, ?>) status.get(key);
        }

        private static long number(Map<?, ?> map, String key) {
            return ((Number) map.get(key)).longValue();
        }

        private static String line(String name, String value) {
            return String.format("%-9s %s", name, value);
        }
    }
}
