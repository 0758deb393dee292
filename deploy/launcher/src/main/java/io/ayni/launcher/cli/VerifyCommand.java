package io.ayni.launcher.cli;

import io.ayni.contracts.verify.LedgerVerify;
import io.ayni.launcher.home.AyniHome;
import io.ayni.launcher.home.Endpoints;
import io.ayni.launcher.home.OperatorSecrets;
import io.ayni.launcher.http.LedgerClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code verify}: exports the ledger's journal and checks it offline. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Exports the journal of the running ledger and checks it offline with the operator's public keys only.",
            "Exit code 0: every invariant holds; 1: one is violated; 2: the export cannot be read."
        },
        footer = {"", "Examples:", "  deploy/ayni verify", "  deploy/ayni verify --export journal.export --json"})
public final class VerifyCommand implements Callable<Integer> {
    @Option(
            names = "--export",
            paramLabel = "FILE",
            description = "Keep the export here. Default: journal.export in the home.")
    private Path export;

    @Option(names = "--json", description = "Print the verdict as one line of JSON.")
    private boolean json;

    @Override
    public Integer call() {
        AyniHome home = Homes.requireRunning();
        Endpoints endpoints = Homes.endpoints(home);
        Path file = export == null ? home.directory().resolve("journal.export") : export;
        new LedgerClient(endpoints.ledger().http(), endpoints.tokens().operator()).export(file);
        List<String> arguments = new ArrayList<>();
        if (json) {
            arguments.add("--json");
        }
        arguments.add(file.toString());
        arguments.add(new OperatorSecrets(home.secrets()).operatorKeys().toString());
        LedgerVerify.main(arguments.toArray(String[]::new));
        throw new IllegalStateException("The verifier ends the process");
    }
}
