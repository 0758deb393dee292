package io.ayni.launcher.operator;

import io.ayni.ledger.v1.ConfirmRedemptionRequest;
import io.ayni.ledger.v1.ListPendingRedemptionsRequest;
import io.ayni.ledger.v1.ListPendingRedemptionsResponse;
import io.ayni.ledger.v1.PendingRedemption;
import io.ayni.ledger.v1.VoidRedemptionRequest;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code operator redemptions}: what owners want and an operator has to fulfil. */
@Command(
        name = "redemptions",
        mixinStandardHelpOptions = true,
        description = "Shows the redemptions that wait for an operator, confirms them or calls them off.",
        footer = {
            "",
            "Examples:",
            "  deploy/ayni operator redemptions list",
            "  deploy/ayni operator redemptions confirm 00112233445566778899aabbccddeeff"
        })
final class RedemptionsCommand {
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists the redemptions that wait, the one that expires first coming first.",
            footer = {"", "Example:", "  deploy/ayni operator redemptions list --json"})
    int list(@Mixin ListOptions options) {
        List<PendingRedemption> pending = options.read(
                (rpc, size, token) -> rpc.listPendingRedemptions(ListPendingRedemptionsRequest.newBuilder()
                        .setPageSize(size)
                        .setPageToken(token)
                        .build()),
                ListPendingRedemptionsResponse::getRedemptionsList,
                ListPendingRedemptionsResponse::getNextPageToken);
        options.print(new Listing(
                List.of("redemption", "benefit", "version", "credits", "account", "requestedAt", "confirmBy"),
                pending.stream().map(RedemptionsCommand::row).toList()));
        return 0;
    }

    private static List<Object> row(PendingRedemption pending) {
        return List.of(
                Ids.text(pending.getRedemptionId()),
                pending.getBenefit().getName(),
                Integer.toUnsignedLong(pending.getBenefit().getVersion()),
                Credits.format(pending.getBenefit().getPriceMicroCredits()),
                pending.getAccount(),
                ListOptions.time(pending.getRequestedAtMs()),
                ListOptions.time(pending.getConfirmByMs()));
    }

    @Command(
            name = "confirm",
            mixinStandardHelpOptions = true,
            description = "Confirms a redemption: its price is spent and its owner has the benefit.",
            footer = {"", "Example:", "  deploy/ayni operator redemptions confirm 00112233445566778899aabbccddeeff"})
    int confirm(
            @Parameters(paramLabel = "REDEMPTION", description = "Its id.") String redemption,
            @Mixin ActionOptions options) {
        ConfirmRedemptionRequest request = options.read(() -> ConfirmRedemptionRequest.newBuilder()
                .setRedemptionId(Ids.id("REDEMPTION", redemption))
                .build());
        return options.act((rpc, id) ->
                rpc.confirmRedemption(request.toBuilder().setActionId(id).build()));
    }

    @Command(
            name = "void",
            mixinStandardHelpOptions = true,
            description = "Calls a redemption off: its price goes back in full.",
            footer = {
                "",
                "Example:",
                "  deploy/ayni operator redemptions void 00112233445566778899aabbccddeeff --note 'sold out'"
            })
    int callOff(
            @Parameters(paramLabel = "REDEMPTION", description = "Its id.") String redemption,
            @Option(
                            names = "--note",
                            defaultValue = "",
                            paramLabel = "TEXT",
                            description = "Kept with the action: nothing personal.")
                    String note,
            @Mixin ActionOptions options) {
        VoidRedemptionRequest request = options.read(() -> VoidRedemptionRequest.newBuilder()
                .setRedemptionId(Ids.id("REDEMPTION", redemption))
                .setNote(note)
                .build());
        return options.act((rpc, id) ->
                rpc.voidRedemption(request.toBuilder().setActionId(id).build()));
    }
}
