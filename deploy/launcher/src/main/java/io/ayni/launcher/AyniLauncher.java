package io.ayni.launcher;

import io.ayni.embedded.process.AtExit;
import io.ayni.embedded.process.PortTakenException;
import io.ayni.embedded.process.StartFailedException;
import io.ayni.launcher.cli.BenchCommand;
import io.ayni.launcher.cli.DemoCommand;
import io.ayni.launcher.cli.DownCommand;
import io.ayni.launcher.cli.ImagesCommand;
import io.ayni.launcher.cli.Misuse;
import io.ayni.launcher.cli.SecretsCommand;
import io.ayni.launcher.cli.StatusCommand;
import io.ayni.launcher.cli.UpCommand;
import io.ayni.launcher.cli.VerifyCommand;
import io.ayni.launcher.http.HttpCallException;
import io.ayni.launcher.operator.OperatorCommand;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/**
 * The command line behind {@code deploy/ayni}, which has the help of the whole; each command has its own. Exit codes: 0 done and all checks held, 1 failed, 2 wrong usage. Messages
 * for people about what failed go to standard error without a stack trace unless the fault is in the program.
 */
@Command(
        name = "ayni",
        version = "ayni " + ImagesCommand.VERSION,
        description = "Runs Ayni on this machine: Kafka, PostgreSQL, tracker, ledger, gateway and node agents.",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            VerifyCommand.class,
            OperatorCommand.class,
            ImagesCommand.class,
            SecretsCommand.class,
            BenchCommand.class
        })
public final class AyniLauncher {
    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Print the version.")
    private boolean version;

    private AyniLauncher() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        quietLibraries();
        System.exit(commandLine().execute(arguments));
    }

    /** All commands, with explanations for people instead of stack traces. */
    static CommandLine commandLine() {
        return new CommandLine(new AyniLauncher())
                .setParameterExceptionHandler(Misuse::explain)
                .setExecutionExceptionHandler(AyniLauncher::explain);
    }

    /**
     * The libraries log through the log manager of the broker, which is on the same class path and wants to be the
     * JVM's before anything logs. The terminal is for people: of libraries only errors are heard.
     */
    private static void quietLibraries() {
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        Logger.getLogger("").setLevel(Level.SEVERE);
    }

    private static int explain(Exception failure, CommandLine command, ParseResult parsed) {
        if (AtExit.hasBegun()) {
            return CommandLine.ExitCode.SOFTWARE; // the echo of processes that are being stopped
        }
        PrintWriter err = command.getErr();
        explain(failure, err);
        for (Throwable other : failure.getSuppressed()) {
            explain(other, err);
        }
        err.flush();
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static void explain(Throwable failure, PrintWriter err) {
        switch (failure) {
            case UserError known -> err.println(known.getMessage());
            case StartFailedException known -> err.println(known.getMessage());
            case PortTakenException known -> err.println(known.getMessage());
            case HttpCallException known -> err.println(known.getMessage());
            case UncheckedIOException known
            when known.getCause() instanceof FileSystemException cause ->
                err.println(known.getMessage() + ": " + cause);
            case FileSystemException known -> err.println("A file cannot be used: " + known);
            default -> failure.printStackTrace(err);
        }
    }
}
