package io.ayni.agent.cli;

import io.ayni.contracts.verify.LedgerVerify;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code verify}: runs the verifier on what a ledger published; needs neither an agent nor a network. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        versionProvider = AyniAgentCommand.Version.class,
        description = {
            "Checks offline what the ledger publishes, with the operator's public keys only, and names the first",
            "invariant that does not hold. WHAT and its files are one of:",
            "  statement STATEMENT KEYS",
            "  journal EXPORT KEYS",
            "  checkpoint NOTE KEYS",
            "  consistency OLD_NOTE NEW_NOTE PROOF KEYS"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:everything holds", "1:an invariant is violated", "2:wrong usage or unreadable input"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  ayni-agent verify statement statement.txt operator.keys",
            "  ayni-agent verify journal --checkpoint shard-0.note journal.export operator.keys"
        })
final class VerifyCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Print the verdict as one line of JSON.")
    private boolean json;

    @Option(
            names = "--checkpoint",
            paramLabel = "NOTE",
            description = "The journal must be the one that this published checkpoint covers; may be repeated.")
    private List<String> checkpoints = List.of();

    @Parameters(index = "0", paramLabel = "WHAT", description = "statement, journal, checkpoint or consistency.")
    private String what;

    @Parameters(index = "1..*", arity = "2..4", paramLabel = "FILE", description = "One may be - for standard input.")
    private List<String> files;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = LedgerVerify.run(arguments(), System.in, stream(out), stream(err));
        pass(out, spec.commandLine().getOut());
        pass(err, spec.commandLine().getErr());
        return status;
    }

    private List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        arguments.add(what);
        if (json) {
            arguments.add("--json");
        }
        checkpoints.forEach(note -> arguments.addAll(List.of("--checkpoint", note)));
        arguments.addAll(files);
        return arguments;
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static void pass(ByteArrayOutputStream bytes, PrintWriter out) {
        out.print(bytes.toString(StandardCharsets.UTF_8));
        out.flush();
    }
}
