package io.ayni.launcher.operator;

import com.google.protobuf.ByteString;
import io.ayni.contracts.crypto.Digests;
import io.ayni.launcher.UserError;
import io.ayni.ledger.v1.ListPublishedBenefitsRequest;
import io.ayni.ledger.v1.OfferedBenefit;
import io.ayni.ledger.v1.PublishBenefitRequest;
import io.ayni.ledger.v1.PublishedBenefit;
import io.ayni.ledger.v1.WithdrawBenefitRequest;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code operator benefits}: what credits buy. */
@Command(
        name = "benefits",
        mixinStandardHelpOptions = true,
        description = "Shows the catalogue, publishes new versions of benefits and withdraws benefits.",
        footer = {
            "",
            "Examples:",
            "  deploy/ayni operator benefits list",
            "  deploy/ayni operator benefits publish benefits.properties"
        })
final class BenefitsCommand {
    private static final int ACTION_ID_BYTES = 16;

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists the newest version of each benefit, withdrawn ones too.",
            footer = {"", "Example:", "  deploy/ayni operator benefits list"})
    int list(@Mixin LedgerOptions options) {
        List<PublishedBenefit> benefits = options.with(BenefitsCommand::published);
        options.print(new Listing(
                List.of("benefit", "version", "kind", "credits", "confirmWithin", "withdrawn", "title"),
                benefits.stream().map(BenefitsCommand::row).toList()));
        return 0;
    }

    private static List<PublishedBenefit> published(OperatorConnection ledger) {
        return ledger.call(rpc -> rpc.listPublishedBenefits(ListPublishedBenefitsRequest.getDefaultInstance()))
                .getBenefitsList();
    }

    private static List<Object> row(PublishedBenefit published) {
        OfferedBenefit benefit = published.getBenefit();
        long confirmWithinMs = benefit.getConfirmWithinMs();
        return List.of(
                benefit.getName(),
                Integer.toUnsignedLong(benefit.getVersion()),
                benefit.getTermsCase().name(),
                Credits.format(benefit.getPriceMicroCredits()),
                confirmWithinMs == 0 ? "" : Duration.ofMillis(confirmWithinMs).toString(),
                published.getRetired(),
                benefit.getTitle());
    }

    @Command(
            name = "publish",
            mixinStandardHelpOptions = true,
            description = {
                "Publishes the benefits of a file (docs/benefits.md). What is published already is left as it is;",
                "to change a benefit, raise its version."
            },
            footer = {"", "Example:", "  deploy/ayni operator benefits publish benefits.properties"})
    int publish(
            @Parameters(paramLabel = "FILE", description = "Lines <benefit>.<key>=<value>.") Path file,
            @Mixin LedgerOptions options) {
        List<PublishBenefitRequest> benefits = read(file);
        List<List<Object>> rows = options.with(ledger -> publish(ledger, benefits));
        options.print(new Listing(List.of("benefit", "version", "became"), rows));
        return 0;
    }

    private static List<PublishBenefitRequest> read(Path file) {
        try (var text = Files.newBufferedReader(file)) {
            return BenefitLines.read(text);
        } catch (MalformedInputException e) {
            throw new UserError(file + " is no text in UTF-8.", e);
        } catch (IOException e) {
            throw new UserError("The benefits cannot be read: " + file + ".", e);
        } catch (IllegalArgumentException e) {
            throw new UserError(file + ": " + e.getMessage() + ".", e);
        }
    }

    private static List<List<Object>> publish(OperatorConnection ledger, List<PublishBenefitRequest> benefits) {
        List<PublishBenefitRequest> known = published(ledger).stream()
                .filter(published -> !published.getRetired())
                .map(published -> PublishBenefitRequest.newBuilder()
                        .setBenefit(published.getBenefit())
                        .setAvailableFromMs(published.getAvailableFromMs())
                        .build())
                .toList();
        List<List<Object>> rows = new ArrayList<>();
        for (PublishBenefitRequest benefit : benefits) {
            boolean isNew = !known.contains(benefit);
            if (isNew) {
                publish(ledger, benefit);
            }
            OfferedBenefit offered = benefit.getBenefit();
            rows.add(List.of(
                    offered.getName(),
                    Integer.toUnsignedLong(offered.getVersion()),
                    isNew ? "published" : "unchanged"));
        }
        return rows;
    }

    /** A version is published once, so its content is its idempotency key: whoever repeats the command does nothing twice. */
    private static void publish(OperatorConnection ledger, PublishBenefitRequest benefit) {
        byte[] digest = Digests.sha256(benefit.toByteArray());
        ByteString id = ByteString.copyFrom(digest, 0, ACTION_ID_BYTES);
        try {
            ledger.call(
                    rpc -> rpc.publishBenefit(
                            benefit.toBuilder().setActionId(id).build()),
                    " Repeat the command.");
        } catch (UserError e) {
            throw new UserError(benefit.getBenefit().getName() + ": " + e.getMessage(), e);
        }
    }

    @Command(
            name = "withdraw",
            mixinStandardHelpOptions = true,
            description = "Takes a benefit out of the catalogue. What was redeemed stays.",
            footer = {"", "Example:", "  deploy/ayni operator benefits withdraw ten-off"})
    int withdraw(
            @Parameters(paramLabel = "BENEFIT", description = "Its name.") String benefit,
            @Mixin ActionOptions options) {
        return options.act((rpc, id) -> rpc.withdrawBenefit(WithdrawBenefitRequest.newBuilder()
                .setActionId(id)
                .setBenefit(benefit)
                .build()));
    }
}
