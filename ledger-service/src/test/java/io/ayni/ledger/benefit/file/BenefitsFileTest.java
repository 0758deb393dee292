package io.ayni.ledger.benefit.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ayni.contracts.voucher.PriceReduction;
import io.ayni.ledger.benefit.Availability;
import io.ayni.ledger.benefit.Benefit;
import io.ayni.ledger.benefit.BenefitKind;
import io.ayni.ledger.benefit.BenefitName;
import io.ayni.ledger.benefit.BenefitTerms;
import io.ayni.ledger.benefit.Fulfilment;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenefitsFileTest {
    private static final String DISCOUNT =
            """
            ten-off.kind=DISCOUNT
            ten-off.title=10 % off
            ten-off.price-micro-credits=2000000
            ten-off.lasting=P30D
            ten-off.percent-off=10
            """;
    private static final String EXCLUSIVE =
            """
            classics.version=4
            classics.kind=EXCLUSIVE
            classics.title=Classics
            classics.price-micro-credits=5
            classics.lasting=PT12H
            classics.content-set=classics
            classics.confirm-within=PT10M
            classics.available-from=2026-01-01T00:00:00Z
            classics.available-until=2027-01-01T00:00:00Z
            classics.retired=true
            """;

    @Test
    void everyKeyIsTaken() throws IOException {
        // When
        List<Benefit> benefits = BenefitsFile.read(new StringReader(DISCOUNT + EXCLUSIVE));

        // Then
        assertThat(benefits)
                .containsExactly(
                        new Benefit(
                                new BenefitName("classics"),
                                4,
                                "Classics",
                                5,
                                Duration.ofHours(12),
                                new BenefitTerms.Exclusive("classics"),
                                new Fulfilment.Confirmed(Duration.ofMinutes(10)),
                                new Availability(
                                        Instant.parse("2026-01-01T00:00:00Z").toEpochMilli(),
                                        Instant.parse("2027-01-01T00:00:00Z").toEpochMilli(),
                                        true)),
                        new Benefit(
                                new BenefitName("ten-off"),
                                1,
                                "10 % off",
                                2_000_000,
                                Duration.ofDays(30),
                                new BenefitTerms.Discount(new PriceReduction.Percent(10)),
                                new Fulfilment.Immediate(),
                                Availability.ALWAYS));
    }

    @Test
    void catalogueOfTheLocalPlatformIsRead() {
        Path catalogue = Path.of("../deploy/launcher/src/main/resources/io/ayni/launcher/home/benefits.properties");

        assertThat(BenefitsFile.read(catalogue))
                .extracting(Benefit::kind)
                .containsExactlyInAnyOrder(BenefitKind.values());
    }

    @ParameterizedTest
    @CsvSource({
        "ten-off.percent-off=10, , amount-off is missing",
        "ten-off.percent-off=10, ten-off.percent-off=101, 1 to 100 per cent",
        "ten-off.percent-off=10, ten-off.percent-off=ten, percent-off is not a whole number",
        "ten-off.title=10 % off, , title is missing",
        "ten-off.kind=DISCOUNT, ten-off.kind=GIFT, GIFT",
        "ten-off.lasting=P30D, ten-off.lasting=month, ten-off",
        "ten-off.price-micro-credits=2000000, ten-off.price-micro-credits=0, a price is 1 to",
        "ten-off.percent-off=10, ten-off.percent-off=10|ten-off.colour=red, colour",
        "ten-off.percent-off=10, ten-off.percent-off=10|ten-off.rendition=uhd, rendition",
        "ten-off.percent-off=10, ten-off.percent-off=10|ten-off.confirm-within=PT1H, fulfilled at once",
        "ten-off.percent-off=10, ten-off.percent-off=10|ten-off.retired=maybe, retired is true or false",
        "ten-off.percent-off=10, ten-off.percent-off=10|ten-off.percent-off=20, stands twice",
        "ten-off.percent-off=10, ten-off.percent-off=10|nonsense=1, a key is",
        "ten-off.percent-off=10, ten-off.percent-off=10|Ten.kind=PRIORITY, Ten"
    })
    void lineThatIsWrongIsRefusedWithItsName(String line, String instead, String complaint) {
        // Given
        String text = DISCOUNT.replace(line, instead == null ? "" : instead.replace('|', '\n'));

        // Then
        assertThatThrownBy(() -> BenefitsFile.read(new StringReader(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("benefits, ")
                .hasMessageContaining(complaint);
    }
}
