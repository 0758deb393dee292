package io.ayni.launcher.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a person is told who typed something that a command does not take: one sentence and where to read on. */
public final class Misuse {
    private Misuse() {}

    /** Prints the explanation and gives the exit code, 2. */
    public static int explain(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        if (arguments.length == 0) {
            command.usage(err);
        } else {
            err.println(message(failure, command));
            UnmatchedArgumentException.printSuggestions(failure, err);
            err.println("`deploy/" + command.getCommandSpec().qualifiedName() + " --help` shows what there is.");
        }
        err.flush();
        return CommandLine.ExitCode.USAGE;
    }

    private static String message(ParameterException failure, CommandLine command) {
        if (failure instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
            String word = unmatched.getUnmatched().getFirst();
            boolean takesCommands = !command.getSubcommands().isEmpty();
            return takesCommands ? "There is no command \"" + word + "\"." : "\"" + word + "\" is not understood here.";
        }
        return failure.getMessage();
    }
}
