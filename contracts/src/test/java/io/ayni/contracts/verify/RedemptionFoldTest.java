package io.ayni.contracts.verify;

import static io.ayni.contracts.verify.SampleJournal.ALICE;
import static io.ayni.contracts.verify.SampleJournal.BOB;
import static io.ayni.contracts.verify.SampleJournal.LOT;
import static io.ayni.contracts.verify.SampleJournal.MIB;
import static io.ayni.contracts.verify.SampleJournal.grant;
import static io.ayni.contracts.verify.SampleJournal.lot;
import static io.ayni.contracts.verify.SampleJournal.payment;
import static io.ayni.contracts.verify.Verdicts.assertViolation;
import static io.ayni.contracts.verify.Verdicts.verify;
import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.journal.EntryCause;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.journal.RedemptionId;
import io.ayni.contracts.journal.ReturnReason;
import io.ayni.contracts.verify.VerificationVerdict.Content;
import org.junit.jupiter.api.Test;

class RedemptionFoldTest {
    private static final AccountId WHO = ALICE.account();
    private static final LedgerAccount OWNER = new LedgerAccount.Owner(WHO);
    private static final LedgerAccount HELD = new LedgerAccount.Held(WHO);
    private static final RedemptionId ID = new RedemptionId(new byte[RedemptionId.WIDTH]);
    private static final EntryCause HOLD = new EntryCause.Hold(ID, 0, WHO, "voucher", 3);
    private static final EntryCause REDEEMED = new EntryCause.Redeemed(ID, 0, WHO, "voucher");
    private static final EntryCause EXPIRED = new EntryCause.Returned(ID, 0, WHO, ReturnReason.EXPIRED);

    @Test
    void aHoldThatIsRedeemedWholeIsContent() {
        SampleJournal journal = held().add(0, REDEEMED, payment(HELD, voucher(), 2000));
        assertThat(verify(journal)).isEqualTo(new Content(5, 1, 6, 1, 4 * MIB, 50_000, 4000, 0, 4000, 0, 2000));
    }

    @Test
    void aHoldThatGoesBackWholeIsContent() {
        SampleJournal journal = held().add(0, EXPIRED, payment(HELD, OWNER, 2000));
        assertThat(verify(journal)).isEqualTo(new Content(5, 1, 5, 1, 4 * MIB, 50_000, 4000, 0, 4000, 0, 0));
    }

    @Test
    void aHoldBeyondTheBalanceViolatesI6() {
        assertViolation(released().add(0, HOLD, payment(OWNER, HELD, 4001)), Invariant.I6, 0, 4);
    }

    @Test
    void aHoldOfPendingEarningsViolatesI7() {
        SampleJournal journal = new SampleJournal().fund(0, 1, 50_000).settle(0, grant(1), ALICE, 0, 4 * MIB);
        assertViolation(journal.add(0, HOLD, payment(ALICE, HELD, 2000)), Invariant.I7, 0, 3);
    }

    @Test
    void aRedemptionThatHoldsTwiceInAShardViolatesI8() {
        assertViolation(held().add(0, HOLD, payment(OWNER, HELD, 1)), Invariant.I8, 0, 5);
    }

    @Test
    void aRedemptionThatHoldsAgainAfterItsEndViolatesI8() {
        SampleJournal journal =
                held().add(0, EXPIRED, payment(HELD, OWNER, 2000)).add(0, HOLD, payment(OWNER, HELD, 2000));
        assertViolation(journal, Invariant.I8, 0, 6);
    }

    @Test
    void aHoldThatEndsTwiceViolatesI7() {
        SampleJournal journal =
                held().add(0, EXPIRED, payment(HELD, OWNER, 2000)).add(0, REDEEMED, payment(HELD, voucher(), 2000));
        assertViolation(journal, Invariant.I7, 0, 6);
    }

    @Test
    void aRedemptionWithoutAHoldViolatesI7() {
        assertViolation(released().add(0, REDEEMED, payment(HELD, voucher(), 2000)), Invariant.I7, 0, 4);
    }

    @Test
    void aRedemptionOfPartOfTheHoldViolatesI7() {
        assertViolation(held().add(0, REDEEMED, payment(HELD, voucher(), 1999)), Invariant.I7, 0, 5);
    }

    @Test
    void aReturnOfPartOfTheHoldViolatesI7() {
        assertViolation(held().add(0, EXPIRED, payment(HELD, OWNER, 1999)), Invariant.I7, 0, 5);
    }

    @Test
    void aReturnToSomebodyElseViolatesI7() {
        assertViolation(held().add(0, EXPIRED, payment(HELD, lot(0, BOB).posted(), 2000)), Invariant.I7, 0, 5);
    }

    @Test
    void anEndNamedForAnotherOwnerViolatesI7() {
        EntryCause stolen = new EntryCause.Redeemed(ID, 0, BOB.account(), "voucher");
        assertViolation(held().add(0, stolen, payment(HELD, voucher(), 2000)), Invariant.I7, 0, 5);
    }

    @Test
    void aHoldThatIsRedeemedForAnotherBenefitViolatesI7() {
        EntryCause other = new EntryCause.Redeemed(ID, 0, WHO, "priority");
        assertViolation(
                held().add(0, other, payment(HELD, new LedgerAccount.Redeemed("priority"), 2000)), Invariant.I7, 0, 5);
    }

    @Test
    void aHoldThatIsCreditedToAnotherBenefitViolatesI7() {
        assertViolation(
                held().add(0, REDEEMED, payment(HELD, new LedgerAccount.Redeemed("priority"), 2000)),
                Invariant.I7,
                0,
                5);
    }

    @Test
    void aPartThatNamesAnotherShardViolatesI7() {
        EntryCause elsewhere = new EntryCause.Hold(ID, 1, WHO, "voucher", 3);
        assertViolation(released().add(0, elsewhere, payment(OWNER, HELD, 2000)), Invariant.I7, 0, 4);
    }

    /** Alice has 4,000 micro-credits to spend in shard 0. */
    private static SampleJournal released() {
        return new SampleJournal()
                .fund(0, 1, 50_000)
                .settle(0, grant(1), ALICE, 0, 4 * MIB)
                .at(LOT + 1)
                .add(0, new EntryCause.Release(lot(0, ALICE)), payment(ALICE, OWNER, 4000));
    }

    private static SampleJournal held() {
        return released().add(0, HOLD, payment(OWNER, HELD, 2000));
    }

    private static LedgerAccount voucher() {
        return new LedgerAccount.Redeemed("voucher");
    }
}
