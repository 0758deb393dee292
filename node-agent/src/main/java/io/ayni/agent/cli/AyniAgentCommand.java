package io.ayni.agent.cli;

import io.ayni.agent.wiring.AgentVersion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The command line as its users see it: the verbs, their help, and how failures are told. */
@Command(
        name = "ayni-agent",
        mixinStandardHelpOptions = true,
        versionProvider = AyniAgentCommand.Version.class,
        description = "Fetches published items from peers and edge, and shares them if its owner agrees.",
        subcommands = {
            RunCommand.class,
            ConsentCommand.class,
            GetCommand.class,
            StatusCommand.class,
            LimitsCommand.class,
            PauseCommand.class,
            ResumeCommand.class,
            BenefitsCommand.class,
            RedeemCommand.class,
            RedemptionsCommand.class,
            EntriesCommand.class,
            StatementCommand.class,
            VerifyCommand.class,
            ForgetCommand.class,
            RefuseCommand.class,
            ExportCommand.class,
            OpenCommand.class,
            CompletionCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it worked",
            "1:something unforeseen went wrong",
            "2:wrong usage, or a setting is missing or wrong",
            "3:no agent runs on this data directory",
            "4:nothing is published under this name or id",
            "5:another agent uses this data directory, or the port is taken",
            "6:cannot be had now; try again later, it goes on where it stopped",
            "7:the output is there already; nothing was overwritten",
            "8:the owner declined",
            "9:something received is not to be believed; it was not kept",
            "10:the ledger refused; nothing was taken"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ayni-agent consent",
            "  ayni-agent run --tracker 127.0.0.1:8081 --ledger 127.0.0.1:8082 \\",
            "      --gateway http://127.0.0.1:8080 --operator-keys operator.keys \\",
            "      --account me --enrolment-token-file enrolment.token",
            "  ayni-agent get film.mp4 --output film.mp4",
            "  ayni-agent status --json",
            "  ayni-agent limits --upload 500K --monthly 20G",
            "  ayni-agent pause --for 1h",
            "  ayni-agent redeem ten-off",
            "  ayni-agent statement",
            "  ayni-agent open"
        })
final class AyniAgentCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    /** Version line. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"ayni-agent " + AgentVersion.text()};
        }
    }

    /** Without a verb: says how it is used. */
    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "A verb is missing.");
    }

    /** The command line, for the process and for tests. */
    static CommandLine commandLine() {
        return new CommandLine(new AyniAgentCommand())
                .setExecutionExceptionHandler(AyniAgentCommand::report)
                .setUsageHelpAutoWidth(true);
    }

    private static int report(Exception failure, CommandLine command, ParseResult parsed) {
        return Failures.report(failure, command.getOut(), command.getErr(), asksForJson(parsed));
    }

    private static boolean asksForJson(ParseResult parsed) {
        return parsed.hasMatchedOption("--json") || parsed.hasSubcommand() && asksForJson(parsed.subcommand());
    }
}
