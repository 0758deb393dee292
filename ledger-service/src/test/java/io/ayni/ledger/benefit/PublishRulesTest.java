package io.ayni.ledger.benefit;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.ledger.benefit.PublishVerdict.Published;
import io.ayni.ledger.benefit.PublishVerdict.Reason;
import io.ayni.ledger.benefit.PublishVerdict.Refused;
import io.ayni.ledger.benefit.PublishVerdict.SameAsBefore;
import io.ayni.ledger.redemption.Benefits;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PublishRulesTest {
    private static final Benefit ONE = Benefits.aPriority("first").benefit();
    private static final Benefit TWO = Benefits.aPriority("first").version(2).benefit();

    @Test
    void firstVersionAndAHigherOneArePublished() {
        assertThat(PublishRules.decide(ONE, Optional.empty(), Optional.empty(), 0))
                .isEqualTo(new Published());
        assertThat(PublishRules.decide(TWO, Optional.empty(), Optional.of(ONE), 1))
                .isEqualTo(new Published());
    }

    @Test
    void sameVersionWordForWordIsARepeatEvenWhenANewerOneIsThere() {
        assertThat(PublishRules.decide(ONE, Optional.of(ONE), Optional.of(TWO), 1))
                .isEqualTo(new SameAsBefore());
    }

    @Test
    void sameVersionWithAnotherPriceIsRefused() {
        // Given
        Benefit dearer = Benefits.aPriority("first").priced(11).benefit();

        // Then
        assertThat(PublishRules.decide(dearer, Optional.of(ONE), Optional.of(ONE), 1))
                .isEqualTo(new Refused(Reason.VERSION_TAKEN));
    }

    @Test
    void lowerVersionIsRefused() {
        assertThat(PublishRules.decide(ONE, Optional.empty(), Optional.of(TWO), 1))
                .isEqualTo(new Refused(Reason.VERSION_BEHIND));
    }

    @Test
    void newNameInAFullCatalogueIsRefusedAndANewVersionIsNot() {
        assertThat(PublishRules.decide(ONE, Optional.empty(), Optional.empty(), BenefitCatalogue.MAX_BENEFITS))
                .isEqualTo(new Refused(Reason.CATALOGUE_FULL));
        assertThat(PublishRules.decide(TWO, Optional.empty(), Optional.of(ONE), BenefitCatalogue.MAX_BENEFITS))
                .isEqualTo(new Published());
    }

    @Test
    void digestChangesWithThePrice() {
        assertThat(BenefitText.digest(ONE))
                .isNotEqualTo(BenefitText.digest(
                        Benefits.aPriority("first").priced(11).benefit()));
        assertThat(BenefitText.of(ONE))
                .isEqualTo(
                        """
                        benefit=first
                        version=1
                        title=For tests
                        kind=PRIORITY
                        price-micro-credits=10
                        lasting-seconds=86400
                        priority=first
                        confirm-within-ms=0
                        available-from-ms=0
                        available-until-ms=9223372036854775807
                        retired=false
                        """);
    }
}
