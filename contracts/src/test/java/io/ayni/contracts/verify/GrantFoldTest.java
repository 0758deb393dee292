package io.ayni.contracts.verify;

import static io.ayni.contracts.verify.SampleJournal.ALICE;
import static io.ayni.contracts.verify.SampleJournal.GRANT_KEY;
import static io.ayni.contracts.verify.SampleJournal.ISSUED;
import static io.ayni.contracts.verify.SampleJournal.LOT;
import static io.ayni.contracts.verify.SampleJournal.MIB;
import static io.ayni.contracts.verify.SampleJournal.evidence;
import static io.ayni.contracts.verify.SampleJournal.grant;
import static io.ayni.contracts.verify.SampleJournal.payment;
import static io.ayni.contracts.verify.SampleJournal.pool;
import static io.ayni.contracts.verify.Verdicts.assertViolation;
import static io.ayni.contracts.verify.Verdicts.verify;
import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.document.Grant;
import io.ayni.contracts.journal.EarningCap;
import io.ayni.contracts.journal.EntryCause;
import io.ayni.contracts.journal.JournalEntry;
import io.ayni.contracts.keys.KeyPurpose;
import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.contracts.keys.PublishedKey;
import io.ayni.contracts.verify.VerificationVerdict.Content;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GrantFoldTest {
    private static final long LAST_MOMENT = ISSUED + Grant.MAX_SETTLE_MS + GrantFold.FORGET_AFTER_MS;

    @Test
    void whatACapWithheldIsNotPaidAndIsContent() {
        SampleJournal journal = funded().settleCapped(
                        0, grant(1), 2 * MIB, 1500, EarningCap.ACCOUNT, payment(pool(0), ALICE, 500), LOT);
        assertThat(verify(journal)).isEqualTo(new Content(2, 1, 3, 1, 2 * MIB, 50_000, 500, 1500, 0, 0, 0));
    }

    @Test
    void aCapThatTakesEverythingLeavesAnEntryWithoutLegs() {
        SampleJournal journal = funded().settleCapped(0, grant(1), 2 * MIB, 2000, EarningCap.PAIR, List.of(), 0);
        assertThat(verify(journal)).isEqualTo(new Content(2, 1, 2, 1, 2 * MIB, 50_000, 0, 2000, 0, 0, 0));
    }

    @Test
    void aPaymentOfWhatWasWithheldViolatesI4() {
        SampleJournal journal = funded().settleCapped(
                        0, grant(1), 2 * MIB, 1500, EarningCap.CONTENT, payment(pool(0), ALICE, 501), LOT);
        assertViolation(journal, Invariant.I4, 0, 2);
    }

    @Test
    void withholdingMoreThanIsDueViolatesI4() {
        SampleJournal journal = funded().settleCapped(0, grant(1), 2 * MIB, 2001, EarningCap.PREFIX, List.of(), 0);
        assertViolation(journal, Invariant.I4, 0, 2);
    }

    @Test
    void anEntryWithoutLegsThatNamesALotViolatesI4() {
        SampleJournal journal = funded().settleCapped(0, grant(1), 2 * MIB, 2000, EarningCap.PREFIX, List.of(), LOT);
        assertViolation(journal, Invariant.I4, 0, 2);
    }

    @Test
    void aCapThatIsNotNamedIsNoEntry() {
        // Given an entry that withholds something and names no cap
        SampleJournal journal = funded();
        Evidence evidence = evidence(grant(1), 2 * MIB);
        EntryCause cause = new EntryCause.Settlement(
                grant(1).grantId(),
                0,
                2 * MIB,
                evidence.grant().id(),
                evidence.receipt().id(),
                2000,
                Optional.of(EarningCap.PAIR),
                0);
        byte[] body = new JournalEntry(0, 2, ISSUED + 1000, cause, List.of()).encode();
        body[body.length - 1 - 8 - 1] = 0;
        // Then
        assertViolation(journal.addBody(0, body, Optional.of(evidence)), Invariant.FORMAT, 0, 2);
    }

    @Test
    void timeThatRunsBackwardsViolatesI9() {
        SampleJournal journal = funded().at(ISSUED + 999).settle(0, grant(1), ALICE, 0, MIB);
        assertViolation(journal, Invariant.I9, 0, 2);
    }

    @Test
    void everyShardHasItsOwnTime() {
        SampleJournal journal = funded().at(ISSUED + 10).fund(1, 1, 5);
        assertThat(verify(journal)).isInstanceOf(Content.class);
    }

    @Test
    void aSettlementOutsideTheUploadersShardViolatesI4() {
        SampleJournal journal = new SampleJournal().fund(1, 1, 50_000).settle(1, grant(1), ALICE, 0, MIB);
        assertViolation(journal, Invariant.I4, 1, 2);
    }

    @Test
    void aSettlementInTheLastMomentIsContent() {
        assertThat(verify(worthNothingAt(LAST_MOMENT))).isInstanceOf(Content.class);
    }

    @Test
    void aSettlementAfterTheLastMomentViolatesI4() {
        assertViolation(worthNothingAt(LAST_MOMENT + 1), Invariant.I4, 0, 2);
    }

    @Test
    void aGrantThatIsForgottenCannotBeSettledAgain() {
        // Given a grant settled in time and once more when a verifier need not remember it
        SampleJournal journal = worthNothingAt(ISSUED + 1000)
                .at(LAST_MOMENT + 2 * Grant.WINDOW_MS)
                .settle(0, grant(1), ALICE, 0, 100);
        // Then
        assertViolation(journal, Invariant.I4, 0, 3);
    }

    @Test
    void aSettlementBeforeItsKeyWasRevokedIsContent() {
        assertThat(verify(settledNow().export(), revokedAt(ISSUED + 1001))).isInstanceOf(Content.class);
    }

    @Test
    void aSettlementAfterItsKeyWasRevokedIsWithoutEvidence() {
        assertViolation(verify(settledNow().export(), revokedAt(ISSUED + 1000)), Invariant.EVIDENCE, 0, 2);
    }

    private static SampleJournal funded() {
        return new SampleJournal().fund(0, 1, 50_000);
    }

    /** Too few bytes to be worth a micro-credit, so no lot is needed. */
    private static SampleJournal worthNothingAt(long timeMs) {
        return funded().at(timeMs).settle(0, grant(1), ALICE, 0, 100);
    }

    private static SampleJournal settledNow() {
        return funded().settle(0, grant(1), ALICE, 0, MIB);
    }

    private static OperatorKeys revokedAt(long timeMs) {
        return new OperatorKeys(List.of(
                new PublishedKey(KeyPurpose.GRANT, GRANT_KEY.publicKey(), ISSUED, ISSUED + Grant.WINDOW_MS, timeMs)));
    }
}
