package io.ayni.contracts.verify;

import static io.ayni.contracts.verify.SampleJournal.ALICE;
import static io.ayni.contracts.verify.SampleJournal.payment;
import static io.ayni.contracts.verify.SampleJournal.pool;
import static io.ayni.contracts.verify.Verdicts.assertViolation;
import static io.ayni.contracts.verify.Verdicts.verify;
import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.document.DocumentId;
import io.ayni.contracts.journal.ActionId;
import io.ayni.contracts.journal.EntryCause;
import io.ayni.contracts.journal.JournalEntry;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.journal.OperatorDeed;
import io.ayni.contracts.journal.Posting;
import io.ayni.contracts.journal.Side;
import io.ayni.contracts.verify.VerificationVerdict.Content;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OperatorFoldTest {
    private static final LedgerAccount ADJUSTMENT = new LedgerAccount.Adjustment();
    private static final LedgerAccount OWNER = new LedgerAccount.Owner(ALICE.account());
    private static final ActionId ID = new ActionId(new byte[ActionId.WIDTH]);
    private static final EntryCause CORRECTION = new EntryCause.Adjustment(ID, "ana", "ben", "paid twice by hand");
    private static final EntryCause DEED = new EntryCause.OperatorAction(
            ID, "ana", OperatorDeed.QUARANTINE_SET, "account:1", new DocumentId(new byte[DocumentId.WIDTH]));

    @Test
    void aCorrectionOfAnOwnerAndOneOfAPoolAreContent() {
        EntryCause second = new EntryCause.Adjustment(otherId(), "ben", "ana", "back");
        SampleJournal journal = new SampleJournal()
                .fund(0, 1, 100)
                .add(0, CORRECTION, payment(ADJUSTMENT, OWNER, 70))
                .add(0, second, payment(pool(0), ADJUSTMENT, 90));
        assertThat(verify(journal)).isEqualTo(new Content(3, 0, 4, 0, 0, 100, 0, 0, 0, 0, 0));
    }

    @Test
    void aCorrectionThatIsMadeTwiceViolatesI8() {
        SampleJournal journal = new SampleJournal()
                .add(0, CORRECTION, payment(ADJUSTMENT, OWNER, 70))
                .add(1, CORRECTION, payment(ADJUSTMENT, OWNER, 70));
        assertViolation(journal, Invariant.I8, 1, 1);
    }

    @Test
    void aCorrectionByOneOperatorAloneIsNoEntry() {
        // Given the correction with its proposer in the place of its approver
        SampleJournal journal = new SampleJournal();
        byte[] body = new JournalEntry(0, 1, 1, CORRECTION, payment(ADJUSTMENT, OWNER, 70)).encode();
        int ben = new String(body, StandardCharsets.ISO_8859_1).indexOf("ben");
        body[ben] = 'a';
        body[ben + 1] = 'n';
        body[ben + 2] = 'a';
        // Then
        assertViolation(journal.addBody(0, body, Optional.empty()), Invariant.FORMAT, 0, 1);
    }

    @Test
    void aCorrectionBetweenTwoOwnersViolatesI4() {
        List<Posting> legs = List.of(new Posting(OWNER, Side.DEBIT, 7), new Posting(OWNER, Side.CREDIT, 7));
        assertViolation(new SampleJournal().add(0, CORRECTION, legs), Invariant.I4, 0, 1);
    }

    @Test
    void aCorrectionOfPendingEarningsViolatesI4() {
        assertViolation(new SampleJournal().add(0, CORRECTION, payment(ADJUSTMENT, ALICE, 7)), Invariant.I4, 0, 1);
    }

    @Test
    void aCorrectionOfAnotherShardsPoolViolatesI4() {
        assertViolation(new SampleJournal().add(0, CORRECTION, payment(ADJUSTMENT, pool(1), 7)), Invariant.I4, 0, 1);
    }

    @Test
    void aCorrectionInFourLegsViolatesI4() {
        List<Posting> legs = new ArrayList<>(payment(ADJUSTMENT, OWNER, 7));
        legs.addAll(payment(ADJUSTMENT, pool(0), 7));
        assertViolation(new SampleJournal().add(0, CORRECTION, legs), Invariant.I4, 0, 1);
    }

    @Test
    void aCorrectionThatTakesMoreThanAnOwnerHasViolatesI6() {
        assertViolation(new SampleJournal().add(0, CORRECTION, payment(OWNER, ADJUSTMENT, 1)), Invariant.I6, 0, 1);
    }

    @Test
    void aCorrectionThatTakesMoreThanAPoolHasViolatesI13() {
        SampleJournal journal = new SampleJournal().fund(0, 1, 10);
        assertViolation(journal.add(0, CORRECTION, payment(pool(0), ADJUSTMENT, 11)), Invariant.I13, 0, 2);
    }

    @Test
    void aDeedIsContentAndMovesNothing() {
        assertThat(verify(new SampleJournal().add(2, DEED, List.of())))
                .isEqualTo(new Content(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void aDeedThatStandsTwiceViolatesI8() {
        SampleJournal journal = new SampleJournal().add(0, DEED, List.of()).add(2, DEED, List.of());
        assertViolation(journal, Invariant.I8, 2, 1);
    }

    @Test
    void aDeedThatMovesMoneyViolatesI4() {
        assertViolation(new SampleJournal().add(0, DEED, payment(ADJUSTMENT, OWNER, 7)), Invariant.I4, 0, 1);
    }

    @Test
    void aDeedOfAnUnknownKindIsNoEntry() {
        byte[] body = new JournalEntry(0, 1, 1, DEED, List.of()).encode();
        int deed = 16 + 4 + 8 + 8 + 1 + ActionId.WIDTH + 2 + "ana".length();
        assertThat(body[deed]).isEqualTo((byte) OperatorDeed.QUARANTINE_SET.code());
        byte[] changed = Arrays.copyOf(body, body.length);
        changed[deed] = 99;
        assertViolation(new SampleJournal().addBody(0, changed, Optional.empty()), Invariant.FORMAT, 0, 1);
    }

    private static ActionId otherId() {
        byte[] other = new byte[ActionId.WIDTH];
        other[0] = 1;
        return new ActionId(other);
    }
}
