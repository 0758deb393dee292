package io.ayni.ledger.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class FundingVerdictTest {
    private static final CampaignFunding SECOND = new CampaignFunding("spring", 2, 50);

    @Test
    void theFirstFundingAndAnyOfAHigherNumberAreNext() {
        assertThat(verdict(OptionalLong.empty(), OptionalLong.empty())).isEqualTo(FundingVerdict.NEXT);
        assertThat(verdict(OptionalLong.empty(), OptionalLong.of(1))).isEqualTo(FundingVerdict.NEXT);
    }

    @Test
    void theSameAmountUnderTheSameNumberIsARepeatWhateverCameLater() {
        assertThat(verdict(OptionalLong.of(50), OptionalLong.of(2))).isEqualTo(FundingVerdict.REPEATED);
        assertThat(verdict(OptionalLong.of(50), OptionalLong.of(9))).isEqualTo(FundingVerdict.REPEATED);
    }

    @Test
    void anotherAmountUnderTheSameNumberIsRefused() {
        assertThat(verdict(OptionalLong.of(51), OptionalLong.of(2))).isEqualTo(FundingVerdict.SEQUENCE_TAKEN);
    }

    @Test
    void aNumberThatWasLeftOutIsNotUsedAfterwards() {
        assertThat(verdict(OptionalLong.empty(), OptionalLong.of(3))).isEqualTo(FundingVerdict.SEQUENCE_BEHIND);
    }

    private static FundingVerdict verdict(OptionalLong amountOfSequence, OptionalLong lastSequence) {
        return FundingVerdict.of(SECOND, amountOfSequence, lastSequence);
    }
}
