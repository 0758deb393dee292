package io.ayni.launcher.cli;

import io.ayni.launcher.UserError;
import io.ayni.launcher.home.OperatorSecrets;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code secrets}: the files that an operator makes, for an installation that this launcher does not start. */
@Command(
        name = "secrets",
        mixinStandardHelpOptions = true,
        description = {
            "Makes the operator's keys, tokens and database passwords as files of mode 0600, for containers or other"
                    + " machines. Files that are there already stay as they are."
        },
        footer = {"", "Example:", "  deploy/ayni secrets /srv/ayni/secrets"})
public final class SecretsCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIRECTORY", description = "Where; made if missing.")
    private Path directory;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try {
            OperatorSecrets.ensure(directory.toAbsolutePath(), new SecureRandom(), Instant.now());
        } catch (UncheckedIOException failure) {
            throw new UserError("Secrets cannot be kept in " + directory + ": " + failure.getCause(), failure);
        }
        spec.commandLine().getOut().println("Keys, tokens and passwords are in " + directory);
        spec.commandLine().getOut().flush();
        return 0;
    }
}
