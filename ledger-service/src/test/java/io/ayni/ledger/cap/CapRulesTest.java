package io.ayni.ledger.cap;

import static io.ayni.ledger.fixture.TestGrant.aGrant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ayni.contracts.document.Grant;
import io.ayni.contracts.document.GrantTerms;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.journal.EarningCap;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CapRulesTest {
    private static final long MIB = 1L << 20;
    private static final CapPolicy POLICY = new CapPolicy(8 * MIB, 1_000_000, 500_000, 120);
    private static final Grant GRANT = aGrant("capped").limitedTo(100 * MIB).grant();
    private static final GrantTerms TERMS = terms("uploader", "downloader", 7, 100 * MIB);

    private final Map<EarningCap, Long> used = new EnumMap<>(EarningCap.class);

    @Test
    void nothingIsTakenBelowEveryCap() {
        CapOutcome outcome = apply(4 * MIB, 4_000);
        assertThat(outcome.paidMicroCredits()).isEqualTo(4_000);
        assertThat(outcome.withheldMicroCredits()).isZero();
        assertThat(outcome.cap()).isEmpty();
        assertThat(usesByCap(outcome))
                .containsEntry(EarningCap.PAIR, 4 * MIB)
                .containsEntry(EarningCap.PREFIX, 4_000L)
                .containsEntry(EarningCap.ACCOUNT, 4_000L)
                .containsEntry(EarningCap.CONTENT, 4 * MIB);
    }

    @Test
    void whatIsForetoldIsWhatIsUsedBelowEveryCap() {
        assertThat(CapRules.uncapped(GRANT, TERMS, 4 * MIB, 4_000))
                .isEqualTo(apply(4 * MIB, 4_000).uses());
    }

    @Test
    void noMoreIsUsedThanForetoldWhereCapsTakeSomething() {
        // Given
        used.put(EarningCap.PAIR, 12 * MIB);
        used.put(EarningCap.ACCOUNT, 499_000L);
        used.put(EarningCap.CONTENT, 119 * MIB);
        Map<CapKey, Long> foretold = CapRules.uncapped(GRANT, TERMS, 8 * MIB, 8_000);
        // Then
        assertThat(apply(8 * MIB, 8_000).uses()).isNotEqualTo(foretold).allSatisfy((key, use) -> assertThat(use)
                .isLessThanOrEqualTo(foretold.get(key)));
    }

    @Test
    void whatIsWorthNothingIsForetoldToUseNothing() {
        assertThat(CapRules.uncapped(GRANT, TERMS, 1, 0)).hasSize(4).allSatisfy((key, use) -> assertThat(use)
                .isZero());
    }

    @Test
    void eachFurtherPortionOfAPairCountsHalfOfTheOneBefore() {
        // Given 32 MiB between two accounts: 8 in full, 8 half, 8 a quarter, 8 an eighth
        CapOutcome outcome = apply(32 * MIB, 32_000);
        // Then 8,000 + 4,000 + 2,000 + 1,000
        assertThat(outcome.paidMicroCredits()).isEqualTo(15_000);
        assertThat(outcome.cap()).contains(EarningCap.PAIR);
    }

    @Test
    void aPairThatHasHadItsPortionGoesOnWhereItStands() {
        used.put(EarningCap.PAIR, 12 * MIB);
        // 4 MiB of the second portion at half, 4 of the third at a quarter
        assertThat(apply(8 * MIB, 8_000).paidMicroCredits()).isEqualTo(3_000);
    }

    @Test
    void aPairFarBeyondItsPortionsEarnsNothing() {
        used.put(EarningCap.PAIR, 8 * MIB * 63);
        CapOutcome outcome = apply(8 * MIB, 8_000);
        assertThat(outcome.paidMicroCredits()).isZero();
        assertThat(outcome.withheldMicroCredits()).isEqualTo(8_000);
        assertThat(usesByCap(outcome)).containsEntry(EarningCap.PAIR, 8 * MIB).doesNotContainKey(EarningCap.ACCOUNT);
    }

    @Test
    void aPrefixEarnsUpToItsCapAndNoFurther() {
        used.put(EarningCap.PREFIX, 999_000L);
        CapOutcome outcome = apply(4 * MIB, 4_000);
        assertThat(outcome.paidMicroCredits()).isEqualTo(1_000);
        assertThat(outcome.cap()).contains(EarningCap.PREFIX);
        used.put(EarningCap.PREFIX, 1_000_000L);
        assertThat(apply(4 * MIB, 4_000).paidMicroCredits()).isZero();
    }

    @Test
    void anAccountEarnsUpToItsCapAndNoFurther() {
        used.put(EarningCap.ACCOUNT, 499_999L);
        CapOutcome outcome = apply(4 * MIB, 4_000);
        assertThat(outcome.paidMicroCredits()).isEqualTo(1);
        assertThat(outcome.cap()).contains(EarningCap.ACCOUNT);
    }

    @Test
    void anItemIsPaidForOneDownloaderUpToItsSizeAndAFifth() {
        used.put(EarningCap.CONTENT, 118 * MIB);
        CapOutcome outcome = apply(4 * MIB, 4_000);
        assertThat(outcome.paidMicroCredits()).isEqualTo(2_000);
        assertThat(outcome.cap()).contains(EarningCap.CONTENT);
        assertThat(usesByCap(outcome)).containsEntry(EarningCap.CONTENT, 2 * MIB);
    }

    @Test
    void theFirstCapInTheOrderOfPrecedenceIsNamed() {
        used.put(EarningCap.PAIR, 8 * MIB);
        used.put(EarningCap.PREFIX, 999_999L);
        used.put(EarningCap.ACCOUNT, 500_000L);
        assertThat(apply(4 * MIB, 4_000).cap()).contains(EarningCap.PAIR);
        used.put(EarningCap.PAIR, 0L);
        assertThat(apply(4 * MIB, 4_000).cap()).contains(EarningCap.PREFIX);
    }

    @Test
    void countersOfOtherAccountsItemsPrefixesAndDaysAreOthers() {
        Grant nextDay = aGrant("capped")
                .issuedAt(GRANT.issuedAtMs() + 24 * Grant.WINDOW_MS)
                .grant();
        assertThat(CapRules.keys(GRANT, TERMS))
                .doesNotContainAnyElementsOf(CapRules.keys(GRANT, terms("other", "another", 8, MIB)))
                .doesNotContainAnyElementsOf(CapRules.keys(nextDay, TERMS));
    }

    @Test
    void paidAndWithheldAreTheWholeWhateverIsUsed() {
        long seed = 42;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 10_000; i++) {
            used.put(EarningCap.PAIR, random.nextLong(80 * MIB));
            used.put(EarningCap.PREFIX, random.nextLong(1_100_000));
            used.put(EarningCap.ACCOUNT, random.nextLong(600_000));
            used.put(EarningCap.CONTENT, random.nextLong(130 * MIB));
            long bytes = 1 + random.nextLong(Grant.MAX_GRANT_BYTES);
            long due = 1 + random.nextLong(2_560_000_000L);
            CapOutcome outcome = apply(bytes, due);
            assertThat(outcome.paidMicroCredits())
                    .as("seed %d, round %d", seed, i)
                    .isBetween(0L, due);
            assertThat(outcome.paidMicroCredits() + outcome.withheldMicroCredits())
                    .isEqualTo(due);
            assertThat(outcome.cap().isPresent()).isEqualTo(outcome.withheldMicroCredits() > 0);
            assertThat(used.get(EarningCap.PREFIX) + usesByCap(outcome).getOrDefault(EarningCap.PREFIX, 0L))
                    .isLessThanOrEqualTo(Math.max(1_000_000, used.get(EarningCap.PREFIX)));
        }
    }

    @Test
    void capsBelowNothingAreRefused() {
        assertThatThrownBy(() -> new CapPolicy(0, 1, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CapPolicy(1, -1, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CapPolicy(1, 1, -1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CapPolicy(1, 1, 1, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    private CapOutcome apply(long bytes, long due) {
        return new CapRules(POLICY).apply(GRANT, TERMS, bytes, due, key -> used.getOrDefault(key.cap(), 0L));
    }

    private static Map<EarningCap, Long> usesByCap(CapOutcome outcome) {
        Map<EarningCap, Long> uses = new EnumMap<>(EarningCap.class);
        outcome.uses().forEach((key, use) -> uses.put(key.cap(), use));
        return uses;
    }

    private static GrantTerms terms(String uploader, String downloader, int prefix, long contentBytes) {
        return new GrantTerms(
                AccountId.ofName(uploader),
                AccountId.ofName(downloader),
                "default",
                prefix,
                prefix,
                contentBytes,
                false);
    }
}
