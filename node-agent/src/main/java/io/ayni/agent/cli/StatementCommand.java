package io.ayni.agent.cli;

import io.ayni.agent.json.Json;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code statement}: what this node gave, received, saved the network and earned in one hour, proved. */
@Command(
        name = "statement",
        mixinStandardHelpOptions = true,
        versionProvider = AyniAgentCommand.Version.class,
        description = {
            "Fetches this node's statement of one hour from the ledger, checks it with the operator's public keys and",
            "shows the figures. The file opens into every grant and receipt, and `ayni-agent verify statement` checks it",
            "again anywhere."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ayni-agent statement",
            "  ayni-agent statement --at 2026-11-25T09:00:00Z --output mine.statement",
            "  ayni-agent verify statement mine.statement operator.keys"
        })
final class StatementCommand implements Callable<Integer> {
    private static final long HOUR_SECONDS = 3600;

    @Option(names = "--at", paramLabel = "TIME", description = "Any instant of the hour, ISO 8601. Default: now.")
    private String at;

    @Option(names = "--output", paramLabel = "FILE", description = "Where to put a copy of the statement's file.")
    private Path output;

    @Mixin
    private DataDirectoryOption options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        long window = instant().getEpochSecond() / HOUR_SECONDS;
        Map<String, Object> answer =
                BenefitCalls.ask(options.home(), agent -> agent.post("/api/statements", Map.of("window", window)));
        if (output != null) {
            Files.copy(Path.of((String) answer.get("file")), output, StandardCopyOption.REPLACE_EXISTING);
        }
        print(spec.commandLine().getOut(), answer);
        return Boolean.TRUE.equals(answer.get("verified")) ? ExitCodes.OK : ExitCodes.FAILED;
    }

    private Instant instant() throws CliFailure {
        try {
            return at == null ? Instant.now() : Instant.parse(at);
        } catch (DateTimeParseException e) {
            throw new CliFailure(ExitCodes.USAGE, "--at takes an instant like 2026-11-25T09:00:00Z");
        }
    }

    private void print(PrintWriter out, Map<String, Object> answer) {
        if (options.json()) {
            out.println(Json.write(answer));
        } else if (answer.get("facts") instanceof Map<?, ?> facts) {
            out.println("verified: every figure follows from signed documents");
            facts.forEach((name, value) -> out.printf("  %-24s %s%n", name, value));
            out.println("  file                     " + answer.get("file"));
        } else {
            out.println("NOT VERIFIED: " + answer.get("invariant") + ": " + answer.get("explanation"));
        }
        out.flush();
    }
}
