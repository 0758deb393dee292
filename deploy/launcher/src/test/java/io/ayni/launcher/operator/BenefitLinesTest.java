package io.ayni.launcher.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ayni.ledger.v1.ExclusiveTerms;
import io.ayni.ledger.v1.OfferedBenefit;
import io.ayni.ledger.v1.PublishBenefitRequest;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenefitLinesTest {
    private static final String CLASSICS =
            """
            classics.version=2
            classics.kind=EXCLUSIVE
            classics.title=The classics
            classics.price-micro-credits=30000
            classics.lasting=P7D
            classics.content-set=classics
            classics.confirm-within=PT24H
            classics.available-from=1970-01-01T00:00:07Z
            """;

    @Test
    void theLinesOfABenefitAreAVersion() throws IOException {
        assertThat(read(CLASSICS))
                .containsExactly(PublishBenefitRequest.newBuilder()
                        .setBenefit(OfferedBenefit.newBuilder()
                                .setName("classics")
                                .setVersion(2)
                                .setTitle("The classics")
                                .setPriceMicroCredits(30_000)
                                .setLastingMs(604_800_000)
                                .setConfirmWithinMs(86_400_000)
                                .setExclusive(ExclusiveTerms.newBuilder().setContentSet("classics")))
                        .setAvailableFromMs(7_000)
                        .build());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "title=again                 | classics.title stands twice",
                "bandwidth-class=fast        | classics: unknown or not of this kind: [bandwidth-class]",
                "retired=true                | classics: retired: withdraw the benefit instead",
                "available-until=tomorrow    | classics: Text 'tomorrow' could not be parsed at index 0"
            })
    void whatIsTooMuchOrNoneIsNamed(String line, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(CLASSICS + "classics." + line + "\n"))
                .withMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "classics.title=The classics       |                      | classics: title is missing",
                "classics.kind=EXCLUSIVE           | classics.kind=GIFT   | classics: kind is GIFT; it is DISCOUNT,"
                        + " QUALITY, PRIORITY or EXCLUSIVE",
                "classics.version=2                | classics.version=4294967296 | classics: version is 4294967296; it"
                        + " takes 1 to 4294967295",
                "classics.version=2                | version=2            | version: a key is <benefit>.<key>"
            })
    void whatIsMissingOrWrongIsNamed(String line, String replacement, String message) {
        String lines = CLASSICS.replace(line, replacement == null ? "" : replacement);
        assertThatIllegalArgumentException().isThrownBy(() -> read(lines)).withMessage(message);
    }

    private static List<PublishBenefitRequest> read(String text) throws IOException {
        return BenefitLines.read(new StringReader(text));
    }
}
