package io.ayni.contracts.verify;

import static io.ayni.contracts.verify.SampleJournal.ALICE;
import static io.ayni.contracts.verify.SampleJournal.BOB;
import static io.ayni.contracts.verify.SampleJournal.GRANT_KEY;
import static io.ayni.contracts.verify.SampleJournal.ISSUED;
import static io.ayni.contracts.verify.SampleJournal.LOT;
import static io.ayni.contracts.verify.SampleJournal.MIB;
import static io.ayni.contracts.verify.SampleJournal.grant;
import static io.ayni.contracts.verify.SampleJournal.lot;
import static io.ayni.contracts.verify.SampleJournal.payment;
import static io.ayni.contracts.verify.SampleJournal.pool;
import static io.ayni.contracts.verify.Verdicts.assertViolation;
import static io.ayni.contracts.verify.Verdicts.verify;
import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.document.Grant;
import io.ayni.contracts.journal.EntryCause;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.journal.Lot;
import io.ayni.contracts.journal.Posting;
import io.ayni.contracts.journal.VoidReason;
import io.ayni.contracts.keys.KeyPurpose;
import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.contracts.keys.PublishedKey;
import io.ayni.contracts.verify.VerificationVerdict.Content;
import java.util.List;
import org.junit.jupiter.api.Test;

class LotFoldTest {
    private static final Lot LOT_OF_ALICE = lot(0, ALICE);
    private static final LedgerAccount OWNER = LOT_OF_ALICE.posted();

    @Test
    void aLotThatIsReleasedWholeAfterItsTimeIsContent() {
        SampleJournal journal =
                paid().at(LOT + 1).add(0, new EntryCause.Release(LOT_OF_ALICE), payment(ALICE, OWNER, 3000));
        assertThat(verify(journal)).isEqualTo(new Content(4, 2, 4, 1, 3 * MIB, 50_000, 3000, 0, 3000, 0, 0));
    }

    @Test
    void aLotThatIsVoidedForAnUpheldCaseIsContent() {
        SampleJournal journal = paid().at(LOT + 1)
                .add(0, new EntryCause.Voiding(LOT_OF_ALICE, VoidReason.CASE_UPHELD), payment(ALICE, pool(0), 3000));
        assertThat(verify(journal)).isEqualTo(new Content(4, 2, 3, 1, 3 * MIB, 50_000, 3000, 0, 0, 3000, 0));
    }

    @Test
    void aReleaseInTheLastInstantOfTheLotViolatesI7() {
        SampleJournal journal =
                paid().at(LOT).add(0, new EntryCause.Release(LOT_OF_ALICE), payment(ALICE, OWNER, 3000));
        assertViolation(journal, Invariant.I7, 0, 4);
    }

    @Test
    void aReleaseOfPartOfALotViolatesI7() {
        SampleJournal journal =
                paid().at(LOT + 1).add(0, new EntryCause.Release(LOT_OF_ALICE), payment(ALICE, OWNER, 2999));
        assertViolation(journal, Invariant.I7, 0, 4);
    }

    @Test
    void aSecondReleaseViolatesI7() {
        SampleJournal journal = paid().at(LOT + 1)
                .add(0, new EntryCause.Release(LOT_OF_ALICE), payment(ALICE, OWNER, 3000))
                .add(0, new EntryCause.Release(LOT_OF_ALICE), payment(ALICE, OWNER, 3000));
        assertViolation(journal, Invariant.I7, 0, 5);
    }

    @Test
    void aVoidingAfterTheReleaseViolatesI7() {
        SampleJournal journal = paid().at(LOT + 1)
                .add(0, new EntryCause.Release(LOT_OF_ALICE), payment(ALICE, OWNER, 3000))
                .add(0, new EntryCause.Voiding(LOT_OF_ALICE, VoidReason.CASE_UPHELD), payment(ALICE, pool(0), 3000));
        assertViolation(journal, Invariant.I7, 0, 5);
    }

    @Test
    void aReleaseToSomebodyElseViolatesI7() {
        List<Posting> legs = payment(ALICE, lot(0, BOB).posted(), 3000);
        assertViolation(paid().at(LOT + 1).add(0, new EntryCause.Release(LOT_OF_ALICE), legs), Invariant.I7, 0, 4);
    }

    @Test
    void aVoidingToAnotherPoolViolatesI7() {
        List<Posting> legs = payment(ALICE, new LedgerAccount.Pool("other", 0), 3000);
        EntryCause voiding = new EntryCause.Voiding(LOT_OF_ALICE, VoidReason.CASE_UPHELD);
        assertViolation(paid().at(LOT + 1).add(0, voiding, legs), Invariant.I7, 0, 4);
    }

    @Test
    void aLotThatNobodyWasPaidIntoViolatesI7() {
        EntryCause release = new EntryCause.Release(lot(0, BOB));
        assertViolation(
                paid().at(LOT + 1).add(0, release, payment(BOB, lot(0, BOB).posted(), 3000)), Invariant.I7, 0, 4);
    }

    @Test
    void aLotThatEndsInAnotherShardViolatesI7() {
        SampleJournal journal =
                paid().at(LOT + 1).add(1, new EntryCause.Release(LOT_OF_ALICE), payment(ALICE, OWNER, 3000));
        assertViolation(journal, Invariant.I7, 1, 1);
    }

    @Test
    void aSettlementThatIsAddedToALotAfterItsTimeViolatesI7() {
        assertViolation(paid().at(LOT + 1).settle(0, grant(2), ALICE, 0, MIB), Invariant.I7, 0, 4);
    }

    @Test
    void aVoidingForAKeyThatIsNotRevokedViolatesI7() {
        assertViolation(voidedForItsKey(), Invariant.I7, 0, 4);
    }

    @Test
    void aVoidingForAKeyThatIsRevokedLaterViolatesI7() {
        assertViolation(verify(voidedForItsKey().export(), revokedAt(LOT + 2)), Invariant.I7, 0, 4);
    }

    @Test
    void aVoidingForAKeyThatIsRevokedIsContent() {
        assertThat(verify(voidedForItsKey().export(), revokedAt(LOT + 1))).isInstanceOf(Content.class);
    }

    /** 3,000 micro-credits in Alice's lot. */
    private static SampleJournal paid() {
        return new SampleJournal()
                .fund(0, 1, 50_000)
                .settle(0, grant(1), ALICE, 0, MIB)
                .settle(0, grant(1), ALICE, MIB, 3 * MIB);
    }

    private static SampleJournal voidedForItsKey() {
        return paid().at(LOT + 1)
                .add(0, new EntryCause.Voiding(LOT_OF_ALICE, VoidReason.KEY_REVOKED), payment(ALICE, pool(0), 3000));
    }

    private static OperatorKeys revokedAt(long timeMs) {
        return new OperatorKeys(List.of(
                new PublishedKey(KeyPurpose.GRANT, GRANT_KEY.publicKey(), ISSUED, ISSUED + Grant.WINDOW_MS, timeMs)));
    }
}
