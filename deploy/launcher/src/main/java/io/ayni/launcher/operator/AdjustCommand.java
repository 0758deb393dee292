package io.ayni.launcher.operator;

import io.ayni.ledger.v1.AdjustmentRecord;
import io.ayni.ledger.v1.ApproveAdjustmentRequest;
import io.ayni.ledger.v1.ListAdjustmentsRequest;
import io.ayni.ledger.v1.ListAdjustmentsResponse;
import io.ayni.ledger.v1.ProposeAdjustmentRequest;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code operator adjust}: corrections, which take two. */
@Command(
        name = "adjust",
        mixinStandardHelpOptions = true,
        description = "Corrects balances: one operator proposes, another approves within 7 days.",
        footer = {
            "",
            "Examples:",
            "  deploy/ayni operator adjust list",
            "  deploy/ayni operator adjust propose owner:00112233445566778899aabbccddeeff 2.5 --reason 'paid by hand'"
        })
final class AdjustCommand {
    @Command(
            name = "propose",
            mixinStandardHelpOptions = true,
            description = "Proposes to give credits to an account or, below zero, to take them. Moves nothing.",
            footer = {
                "",
                "Examples:",
                "  deploy/ayni operator adjust propose owner:00112233445566778899aabbccddeeff 2.5 --reason 'paid by hand'",
                "  deploy/ayni operator adjust propose --reason 'paid twice' -- pool:default/0 -10"
            })
    int propose(
            @Parameters(paramLabel = "ACCOUNT", description = "owner:<id> or pool:<campaign>/<shard>.") String account,
            @Parameters(paramLabel = "CREDITS", description = "Above zero gives, below zero takes.") String credits,
            @Option(
                            names = "--reason",
                            required = true,
                            paramLabel = "TEXT",
                            description = "Stands in the public journal: one line, nothing personal.")
                    String reason,
            @Mixin ActionOptions options) {
        ProposeAdjustmentRequest request = options.read(() -> ProposeAdjustmentRequest.newBuilder()
                .setAccount(Ids.account(account))
                .setMicroCredits(Credits.parse(credits))
                .setReason(reason)
                .build());
        return options.act((rpc, id) ->
                rpc.proposeAdjustment(request.toBuilder().setActionId(id).build()));
    }

    @Command(
            name = "approve",
            mixinStandardHelpOptions = true,
            description = "Makes a correction that another operator proposed.",
            footer = {"", "Example:", "  deploy/ayni operator adjust approve 00112233445566778899aabbccddeeff --second"
            })
    int approve(
            @Parameters(paramLabel = "PROPOSAL", description = "The proposal's action id.") String proposal,
            @Mixin ActionOptions options) {
        ApproveAdjustmentRequest request = options.read(() -> ApproveAdjustmentRequest.newBuilder()
                .setProposalId(Ids.id("PROPOSAL", proposal))
                .build());
        return options.act((rpc, id) ->
                rpc.approveAdjustment(request.toBuilder().setActionId(id).build()));
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists proposals, newest first, with who approved them.",
            footer = {"", "Example:", "  deploy/ayni operator adjust list"})
    int list(@Mixin ListOptions options) {
        List<AdjustmentRecord> records = options.read(
                (rpc, size, token) -> rpc.listAdjustments(ListAdjustmentsRequest.newBuilder()
                        .setPageSize(size)
                        .setPageToken(token)
                        .build()),
                ListAdjustmentsResponse::getAdjustmentsList,
                ListAdjustmentsResponse::getNextPageToken);
        options.print(new Listing(
                List.of("proposal", "account", "credits", "reason", "proposer", "expiresAt", "approver"),
                records.stream().map(AdjustCommand::row).toList()));
        return 0;
    }

    private static List<Object> row(AdjustmentRecord record) {
        return List.of(
                Ids.text(record.getProposalId()),
                record.getAccount(),
                Credits.format(record.getMicroCredits()),
                record.getReason(),
                record.getProposer(),
                ListOptions.time(record.getExpiresAtMs()),
                record.getApprover());
    }
}
