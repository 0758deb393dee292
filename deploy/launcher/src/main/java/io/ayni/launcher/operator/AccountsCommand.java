package io.ayni.launcher.operator;

import io.ayni.launcher.UserError;
import io.ayni.ledger.v1.EraseAccountRequest;
import io.ayni.ledger.v1.LinkAccountRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code operator accounts}: who is behind a pseudonym. */
@Command(
        name = "accounts",
        mixinStandardHelpOptions = true,
        description = "Notes who is behind an account, outside of the journal, and forgets it.",
        footer = {"", "Example:", "  deploy/ayni operator accounts erase owner:00112233445566778899aabbccddeeff"})
final class AccountsCommand {
    @Command(
            name = "link",
            mixinStandardHelpOptions = true,
            description = "Notes who is behind an account.",
            footer = {
                "",
                "Example:",
                "  deploy/ayni operator accounts link owner:00112233445566778899aabbccddeeff contract.txt"
            })
    int link(
            @Parameters(paramLabel = "ACCOUNT", description = "owner:<id>.") String account,
            @Parameters(
                            paramLabel = "FILE",
                            description = "Holds the person or contract in one line, which so is in no shell history.")
                    Path file,
            @Mixin ActionOptions options) {
        String owner = options.read(() -> Ids.account(account));
        String reference = reference(file);
        return options.act((rpc, id) -> rpc.linkAccount(LinkAccountRequest.newBuilder()
                .setActionId(id)
                .setAccount(owner)
                .setReference(reference)
                .build()));
    }

    private static String reference(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UserError("The reference cannot be read: " + file + ".", e);
        }
    }

    @Command(
            name = "erase",
            mixinStandardHelpOptions = true,
            description = "Forgets who is behind an account. The journal stands as it is and still verifies.",
            footer = {"", "Example:", "  deploy/ayni operator accounts erase owner:00112233445566778899aabbccddeeff"})
    int erase(
            @Parameters(paramLabel = "ACCOUNT", description = "owner:<id>.") String account,
            @Mixin ActionOptions options) {
        String owner = options.read(() -> Ids.account(account));
        return options.act((rpc, id) -> rpc.eraseAccount(EraseAccountRequest.newBuilder()
                .setActionId(id)
                .setAccount(owner)
                .build()));
    }
}
