package io.ayni.agent.benefit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ayni.agent.fixture.InMemoryBenefits;
import io.ayni.agent.ledger.LedgerAwayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedeemBenefitTest {
    @TempDir
    Path directory;

    private final InMemoryBenefits ledger = new InMemoryBenefits();
    private final SplittableRandom random = new SplittableRandom(1);
    private Path wishes;
    private RedeemBenefit redeem;

    @BeforeEach
    void start() throws IOException {
        wishes = directory.resolve("wishes");
        redeem = new RedeemBenefit(ledger, new WishFiles(wishes), random);
    }

    @Test
    void answeredWishIsForgottenAndTheNextOneIsNew() throws Exception {
        // Given
        ledger.affordable = 2;

        // When
        redeem.redeem("ten-off", Optional.empty());
        redeem.redeem("ten-off", Optional.empty());

        // Then
        assertThat(ledger.keys).hasSize(2).doesNotHaveDuplicates();
        assertThat(ledger.keys).allMatch(key -> key.matches("[0-9a-f]{32}"));
        assertThat(wishes).isEmptyDirectory();
    }

    @Test
    void wishWithALostAnswerIsTheSameWishAfterARestart() throws Exception {
        // Given
        ledger.losesAnswers = true;
        assertThatThrownBy(() -> redeem.redeem("ten-off", Optional.empty())).isInstanceOf(LedgerAwayException.class);
        ledger.losesAnswers = false;

        // When
        RedeemBenefit restarted = new RedeemBenefit(ledger, new WishFiles(wishes), random);
        RedeemAnswer answer = restarted.redeem("ten-off", Optional.empty());

        // Then
        assertThat(answer).isInstanceOf(RedeemAnswer.Had.class);
        assertThat(ledger.keys.get(1)).isEqualTo(ledger.keys.get(0));
        assertThat(ledger.redemptions()).hasSize(1);
        assertThat(wishes).isEmptyDirectory();
    }

    @Test
    void refusalIsAnAnswer() throws Exception {
        // Given
        ledger.affordable = 0;

        // When
        RedeemAnswer answer = redeem.redeem("ten-off", Optional.empty());

        // Then
        assertThat(answer).isEqualTo(new RedeemAnswer.Refused("insufficient_balance"));
        assertThat(wishes).isEmptyDirectory();
    }

    @Test
    void keyOfTheOwnerIsUsedAsItIsAndNotKept() throws Exception {
        // When
        redeem.redeem("ten-off", Optional.of("order-17"));

        // Then
        assertThat(ledger.keys).isEqualTo(List.of("order-17"));
        assertThat(wishes).isEmptyDirectory();
    }

    @Test
    void fileThatHoldsNoKeyIsAsGoodAsNone() throws Exception {
        // Given
        Files.write(wishes.resolve("ten-off"), new byte[512]);

        // When
        redeem.redeem("ten-off", Optional.empty());

        // Then
        assertThat(ledger.keys).singleElement().asString().matches("[0-9a-f]{32}");
    }

    @Test
    void nameThatIsNoneIsRefusedBeforeAnythingIsKeptOrAsked() {
        for (String name : List.of("", "../x", "Ten", "a".repeat(33))) {
            assertThatThrownBy(() -> redeem.redeem(name, Optional.empty()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(ledger.keys).isEmpty();
        assertThat(wishes).isEmptyDirectory();
    }
}
