package io.ayni.ledger.benefit;

import io.ayni.contracts.crypto.Digests;
import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.journal.ActionId;
import io.ayni.contracts.voucher.PriceReduction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.StringJoiner;

/**
 * The one text of a version, which the journal names by its digest: whoever has the text can see that a price or a term
 * was not changed afterwards. One {@code key=value} a line, in a fixed order.
 */
public final class BenefitText {
    private BenefitText() {}

    /** The text. */
    public static String of(Benefit benefit) {
        StringJoiner lines = new StringJoiner("\n", "", "\n")
                .add("benefit=" + benefit.name().value())
                .add("version=" + benefit.version())
                .add("title=" + benefit.title())
                .add("kind=" + benefit.kind())
                .add("price-micro-credits=" + benefit.priceMicroCredits())
                .add("lasting-seconds=" + benefit.lasting().toSeconds())
                .add(terms(benefit.terms()))
                .add(
                        switch (benefit.fulfilment()) {
                            case Fulfilment.Immediate _ -> "confirm-within-ms=0";
                            case Fulfilment.Confirmed(var within) -> "confirm-within-ms=" + within.toMillis();
                        });
        Availability availability = benefit.availability();
        return lines.add("available-from-ms=" + availability.fromMs())
                .add("available-until-ms=" + availability.untilMs())
                .add("retired=" + availability.retired())
                .toString();
    }

    private static String terms(BenefitTerms terms) {
        return switch (terms) {
            case BenefitTerms.Discount(PriceReduction.Percent(int percent)) -> "percent-off=" + percent;
            case BenefitTerms.Discount(PriceReduction.Amount(long minorUnits, String currency)) ->
                "amount-off=" + minorUnits + " " + currency;
            case BenefitTerms.Quality(String rendition, String bandwidthClass) ->
                "rendition=" + rendition + "\nbandwidth-class=" + bandwidthClass;
            case BenefitTerms.Priority _ -> "priority=first";
            case BenefitTerms.Exclusive(String contentSet) -> "content-set=" + contentSet;
        };
    }

    /** Digest of the text. */
    public static DocumentId digest(Benefit benefit) {
        return new DocumentId(Digests.sha256(of(benefit).getBytes(StandardCharsets.UTF_8)));
    }

    /** Name of the deed of publishing: the same version twice is the same deed. */
    public static ActionId action(Benefit benefit) {
        byte[] digest = Digests.sha256(subject(benefit).getBytes(StandardCharsets.UTF_8));
        return new ActionId(Arrays.copyOf(digest, ActionId.WIDTH));
    }

    /** What the deed concerns. */
    public static String subject(Benefit benefit) {
        return "benefit:" + benefit.name().value() + "/" + benefit.version();
    }
}
