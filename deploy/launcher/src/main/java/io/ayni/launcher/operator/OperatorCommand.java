package io.ayni.launcher.operator;

import io.ayni.ledger.v1.ActionRecord;
import io.ayni.ledger.v1.CampaignRecord;
import io.ayni.ledger.v1.FundCampaignRequest;
import io.ayni.ledger.v1.ListActionsRequest;
import io.ayni.ledger.v1.ListActionsResponse;
import io.ayni.ledger.v1.ListCampaignsRequest;
import io.ayni.ledger.v1.ListCampaignsResponse;
import io.ayni.ledger.v1.OperatorGrpc.OperatorBlockingStub;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code operator}: what those do who run the ledger. */
@Command(
        name = "operator",
        mixinStandardHelpOptions = true,
        description = {
            "What an operator does on the ledger; everything leaves an entry in the journal.",
            "Exit code 0: done; 1: refused or not reached; 2: wrong usage. docs/operating.md goes through the days."
        },
        subcommands = {
            BenefitsCommand.class,
            RedemptionsCommand.class,
            AdjustCommand.class,
            CasesCommand.class,
            QuarantineCommand.class,
            AccountsCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  deploy/ayni operator campaigns",
            "  deploy/ayni operator fund spring 5000",
            "  deploy/ayni operator actions --ledger ledger.example:8082 --token-file my.token"
        })
public final class OperatorCommand {
    private static final String CAMPAIGN = "[a-z0-9-]{1,16}";

    @Command(
            name = "campaigns",
            mixinStandardHelpOptions = true,
            description = "Lists the funded campaigns and what is left of them, in credits.",
            footer = {"", "Example:", "  deploy/ayni operator campaigns"})
    int campaigns(@Mixin ListOptions options) {
        List<String> columns = List.of("campaign", "lastSequence", "fundedCredits", "leftCredits");
        List<CampaignRecord> campaigns = options.read(
                OperatorCommand::page,
                ListCampaignsResponse::getCampaignsList,
                ListCampaignsResponse::getNextPageToken);
        List<List<Object>> rows = campaigns.stream()
                .<List<Object>>map(row -> List.of(
                        row.getCampaign(),
                        row.getLastSequence(),
                        Credits.format(row.getFundedMicroCredits()),
                        Credits.format(row.getLeftMicroCredits())))
                .toList();
        options.print(new Listing(columns, rows));
        return 0;
    }

    private static ListCampaignsResponse page(OperatorBlockingStub rpc, int size, String token) {
        return rpc.listCampaigns(ListCampaignsRequest.newBuilder()
                .setPageSize(size)
                .setPageToken(token)
                .build());
    }

    @Command(
            name = "fund",
            mixinStandardHelpOptions = true,
            description = {
                "Puts credits into a campaign, evenly over the shards.",
                "Fundings are numbered in ascending order, so that none is made twice."
            },
            footer = {
                "",
                "Examples:",
                "  deploy/ayni operator fund default 1000",
                "  deploy/ayni operator fund spring 5000 --sequence 3"
            })
    int fund(
            @Parameters(paramLabel = "CAMPAIGN", description = "1 to 16 characters of [a-z0-9-].") String campaign,
            @Parameters(paramLabel = "CREDITS", description = "How much is added, such as 500 or 0.25.") String credits,
            @Option(
                            names = "--sequence",
                            paramLabel = "N",
                            description = "Number of the funding. Default: the one after the last.")
                    Long sequence,
            @Mixin ActionOptions options) {
        long microCredits = options.read(() -> amount(campaign, credits));
        long number = sequence != null ? sequence : options.with(ledger -> nextSequence(ledger, campaign));
        return options.act((rpc, id) -> rpc.fundCampaign(FundCampaignRequest.newBuilder()
                .setActionId(id)
                .setCampaign(campaign)
                .setSequence(number)
                .setMicroCredits(microCredits)
                .build()));
    }

    private static long amount(String campaign, String credits) {
        if (!campaign.matches(CAMPAIGN)) {
            throw new IllegalArgumentException(
                    "CAMPAIGN is \"" + campaign + "\"; it takes 1 to 16 characters of [a-z0-9-].");
        }
        long microCredits = Credits.parse(credits);
        if (microCredits <= 0) {
            throw new IllegalArgumentException("CREDITS is " + credits + "; it takes more than 0.");
        }
        return microCredits;
    }

    private static long nextSequence(OperatorConnection ledger, String campaign) {
        List<CampaignRecord> campaigns = Pages.read(
                Integer.MAX_VALUE,
                (size, token) -> ledger.call(rpc -> page(rpc, size, token)),
                ListCampaignsResponse::getCampaignsList,
                ListCampaignsResponse::getNextPageToken);
        return campaigns.stream()
                        .filter(row -> row.getCampaign().equals(campaign))
                        .mapToLong(CampaignRecord::getLastSequence)
                        .findFirst()
                        .orElse(0)
                + 1;
    }

    @Command(
            name = "actions",
            mixinStandardHelpOptions = true,
            description = "Lists what operators did, newest first, and where it stands in the journal.",
            footer = {"", "Example:", "  deploy/ayni operator actions --limit 20 --json"})
    int actions(@Mixin ListOptions options) {
        List<String> columns = List.of("recordedAt", "operator", "method", "request", "shard", "number", "actionId");
        List<ActionRecord> actions = options.read(
                (rpc, size, token) -> rpc.listActions(ListActionsRequest.newBuilder()
                        .setPageSize(size)
                        .setPageToken(token)
                        .build()),
                ListActionsResponse::getActionsList,
                ListActionsResponse::getNextPageToken);
        options.print(
                new Listing(columns, actions.stream().map(OperatorCommand::row).toList()));
        return 0;
    }

    private static List<Object> row(ActionRecord action) {
        return List.of(
                ListOptions.time(action.getDone().getRecordedAtMs()),
                action.getOperator(),
                action.getMethod(),
                RequestText.of(action),
                action.getDone().getShard(),
                action.getDone().getNumber(),
                Ids.text(action.getDone().getActionId()));
    }
}
