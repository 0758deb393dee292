package io.ayni.launcher.operator;

import io.ayni.launcher.UserError;
import io.ayni.launcher.cli.Homes;
import io.ayni.launcher.home.AyniHome;
import io.ayni.launcher.home.Endpoints;
import io.ayni.launcher.home.OperatorSecrets;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which ledger, as which operator, and how the answer is printed. */
class LedgerOptions {
    @Option(
            names = "--ledger",
            paramLabel = "HOST:PORT",
            description = "Another ledger than that of the running local platform.")
    private String ledger;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "Your operator's token. Default: that of the local platform's first operator.")
    private Path tokenFile;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description =
                    "Certificate of the authority to trust (PEM). Without it, loopback is spoken to in plain text, and"
                            + " other hosts with TLS and the authorities that this machine trusts.")
    private Path authority;

    @Option(names = "--second", description = "Act as the local platform's second operator.")
    private boolean second;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** Does something with the ledger. */
    <T> T with(Function<OperatorConnection, T> deed) {
        LedgerAddress address = address();
        try (OperatorConnection connection = OperatorConnection.to(address, token(), Optional.ofNullable(authority))) {
            return deed.apply(connection);
        }
    }

    /** A value out of what was typed; wrong usage when it is none. */
    <T> T read(Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
    }

    private LedgerAddress address() {
        if (ledger == null) {
            return LedgerAddress.parse(
                    Homes.endpoints(Homes.requireRunning()).ledger().grpc());
        }
        if (tokenFile == null) {
            throw new ParameterException(command.commandLine(), "--ledger needs --token-file.");
        }
        return read(() -> LedgerAddress.parse(ledger));
    }

    private String token() {
        if (tokenFile != null && second) {
            throw new ParameterException(command.commandLine(), "--second and --token-file exclude each other.");
        }
        return tokenIn(tokenFile == null ? localTokenFile() : tokenFile);
    }

    private Path localTokenFile() {
        AyniHome home = Homes.requireRunning();
        OperatorSecrets secrets = new OperatorSecrets(home.secrets());
        return second ? secrets.secondOperatorTokenFile() : secrets.operatorTokenFile();
    }

    private static String tokenIn(Path file) {
        try {
            String token = Files.readString(file).strip();
            if (token.isEmpty() || !token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
                throw new UserError(file + " holds no token: it takes one line of visible ASCII characters.");
            }
            return token;
        } catch (IOException e) {
            throw new UserError("The token cannot be read: " + file + ".", e);
        }
    }

    /** Prints rows. */
    void print(Listing listing) {
        PrintWriter out = command.commandLine().getOut();
        out.print(json ? listing.json() : listing.table());
        out.flush();
    }

    /** Prints one answer: a line, or JSON. */
    void print(Object report, String line) {
        PrintWriter out = command.commandLine().getOut();
        out.print(json ? Endpoints.text(report) : line + "\n");
        out.flush();
    }
}
