package io.ayni.launcher;

import io.ayni.embedded.process.PortTakenException;
import io.ayni.embedded.process.StartFailedException;
import io.ayni.launcher.cli.BenchCommand;
import io.ayni.launcher.cli.DemoCommand;
import io.ayni.launcher.cli.DownCommand;
import io.ayni.launcher.cli.StatusCommand;
import io.ayni.launcher.cli.UpCommand;
import io.ayni.launcher.cli.VerifyCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/**
 * The command line behind {@code deploy/ayni}. Exit codes: 0 done and all checks held, 1 failed, 2 wrong usage. Messages
 * for people about what failed go to standard error without a stack trace unless the fault is in the program.
 */
@Command(
        name = "ayni",
        mixinStandardHelpOptions = true,
        version = "ayni 0.1.0",
        description = "Runs Ayni on this machine: Kafka, PostgreSQL, tracker, ledger, gateway and node agents.",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            VerifyCommand.class,
            BenchCommand.class
        },
        footer = {
            "",
            "  test    Runs the whole test suite: @|bold deploy/ayni test --help|@.",
            "",
            "Examples:",
            "  deploy/ayni demo                       the main job on a file of 64 MiB, checked",
            "  deploy/ayni up --nodes 3 --json e.json start everything and return",
            "  deploy/ayni status                     what runs where",
            "  deploy/ayni down                       stop everything; data stays",
            "",
            "Files are kept under $${AYNI_HOME:-~/.local/share/ayni}, logs in its directory logs."
        })
public final class AyniLauncher {
    private AyniLauncher() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        int code = new CommandLine(new AyniLauncher())
                .setExecutionExceptionHandler(AyniLauncher::explain)
                .execute(arguments);
        System.exit(code);
    }

    private static int explain(Exception failure, CommandLine command, ParseResult parsed) {
        var err = command.getErr();
        switch (failure) {
            case UserError known -> err.println(known.getMessage());
            case StartFailedException known -> err.println(known.getMessage());
            case PortTakenException known -> err.println(known.getMessage());
            default -> failure.printStackTrace(err);
        }
        err.flush();
        return CommandLine.ExitCode.SOFTWARE;
    }
}
