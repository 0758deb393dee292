package io.ayni.contracts.verify;

import static io.ayni.contracts.verify.SampleJournal.ALICE;
import static io.ayni.contracts.verify.SampleJournal.BOB;
import static io.ayni.contracts.verify.SampleJournal.GRANT_KEY;
import static io.ayni.contracts.verify.SampleJournal.ISSUED;
import static io.ayni.contracts.verify.SampleJournal.KEYS;
import static io.ayni.contracts.verify.SampleJournal.MIB;
import static io.ayni.contracts.verify.SampleJournal.SESSION_KEY;
import static io.ayni.contracts.verify.SampleJournal.evidence;
import static io.ayni.contracts.verify.SampleJournal.grant;
import static io.ayni.contracts.verify.SampleJournal.payment;
import static io.ayni.contracts.verify.SampleJournal.pool;
import static io.ayni.contracts.verify.SampleJournal.receipt;
import static io.ayni.contracts.verify.Verdicts.assertViolation;
import static io.ayni.contracts.verify.Verdicts.verify;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.Grant;
import io.ayni.contracts.journal.EntryCause;
import io.ayni.contracts.journal.JournalEntry;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.journal.Posting;
import io.ayni.contracts.journal.Side;
import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.contracts.verify.VerificationVerdict.Content;
import io.ayni.contracts.verify.VerificationVerdict.Violated;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JournalVerifierTest {
    @Test
    void aSoundJournalIsContent() {
        assertThat(verify(SampleJournal.sound()))
                .isEqualTo(new Content(7, 5, 5, 3, 11 * MIB, 59_000, 11_000, 0, 0, 0, 0));
    }

    @Test
    void anEmptyLedgerIsContent() {
        assertThat(verify(new SampleJournal())).isEqualTo(new Content(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void anEmptyShardIsContent() {
        String export = "ayni-journal-export 1\nshards 1\nshard 0\nhead 0 0 " + "00".repeat(32) + "\nend 0\n";
        assertThat(verify(export)).isEqualTo(new Content(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void anEntryThatDoesNotBalanceViolatesI1() {
        // Given a funding that credits one micro-credit more than it debits, hashed as if nothing were wrong
        JournalEntry entry = new JournalEntry(
                0,
                1,
                ISSUED,
                new EntryCause.Funding("default", 0, 1),
                payment(new LedgerAccount.Funding("default"), pool(0), 10));
        byte[] body = entry.encode();
        ByteBuffer.wrap(body).putLong(body.length - 8, 11);
        // Then
        assertViolation(new SampleJournal().addBody(0, body, Optional.empty()), Invariant.I1, 0, 1);
    }

    @Test
    void aCachedBalanceThatIsNotTheFoldViolatesI2() {
        List<String> lines = SampleJournal.sound().lines();
        lines.replaceAll(line -> line.startsWith("balance pending:") ? line + "0" : line);
        assertViolation(String.join("\n", lines) + "\n", Invariant.I2, Violated.NOWHERE, 0);
    }

    @Test
    void aBalanceThatIsLeftOutViolatesI2() {
        List<String> lines = SampleJournal.sound().lines();
        lines.removeIf(line -> line.startsWith("balance pool:default/3"));
        assertViolation(String.join("\n", lines) + "\n", Invariant.I2, Violated.NOWHERE, 0);
    }

    @Test
    void aBalanceThatNoPostingMadeViolatesI2() {
        List<String> lines = SampleJournal.sound().lines();
        lines.add(lines.size() - 1, "balance owner:" + "77".repeat(16) + " 5");
        assertViolation(String.join("\n", lines) + "\n", Invariant.I2, Violated.NOWHERE, 0);
    }

    @Test
    void anOverpaidGrantViolatesI4() {
        Grant grant = grant(1);
        SampleJournal journal = new SampleJournal()
                .fund(0, 1, 50_000)
                .settle(0, evidence(grant, MIB), grant.grantId(), 0, MIB, payment(pool(0), ALICE, 1001));
        assertViolation(journal, Invariant.I4, 0, 2);
    }

    @Test
    void anUnpaidReceiptViolatesI4() {
        Grant grant = grant(1);
        SampleJournal journal = new SampleJournal()
                .fund(0, 1, 50_000)
                .settle(0, evidence(grant, MIB), grant.grantId(), 0, MIB, List.of());
        assertViolation(journal, Invariant.I4, 0, 2);
    }

    @Test
    void aPostingWhereNothingIsDueViolatesI4() {
        Grant grant = grant(1);
        SampleJournal journal = new SampleJournal()
                .fund(0, 1, 50_000)
                .settle(0, evidence(grant, 10), grant.grantId(), 0, 10, payment(pool(0), ALICE, 1));
        assertViolation(journal, Invariant.I4, 0, 2);
    }

    @Test
    void aPaymentFromAnotherShardsPoolViolatesI4() {
        Grant grant = grant(1);
        SampleJournal journal = new SampleJournal()
                .fund(0, 1, 50_000)
                .fund(1, 1, 50_000)
                .settle(1, evidence(grant, MIB), grant.grantId(), 0, MIB, payment(pool(0), ALICE, 1000));
        assertViolation(journal, Invariant.I4, 1, 2);
    }

    @Test
    void aPaymentFromAnOwnerViolatesI4() {
        Grant grant = grant(1);
        SampleJournal journal = new SampleJournal()
                .fund(0, 1, 50_000)
                .settle(0, evidence(grant, MIB), grant.grantId(), 0, MIB, payment(BOB, ALICE, 1000));
        assertViolation(journal, Invariant.I4, 0, 2);
    }

    @Test
    void aPaymentInThreeLegsViolatesI4() {
        Grant grant = grant(1);
        List<Posting> legs = List.of(
                new Posting(pool(0), Side.DEBIT, 1000),
                new Posting(ALICE, Side.CREDIT, 999),
                new Posting(BOB, Side.CREDIT, 1));
        SampleJournal journal =
                new SampleJournal().fund(0, 1, 50_000).settle(0, evidence(grant, MIB), grant.grantId(), 0, MIB, legs);
        assertViolation(journal, Invariant.I4, 0, 2);
    }

    @Test
    void aGrantThatChangesItsOwnerViolatesI4() {
        SampleJournal journal = new SampleJournal()
                .fund(0, 1, 50_000)
                .settle(0, grant(1), ALICE, 0, MIB)
                .settle(0, grant(1), BOB, MIB, 2 * MIB);
        assertViolation(journal, Invariant.I4, 0, 3);
    }

    @Test
    void aMarkThatSkipsBytesViolatesI4() {
        SampleJournal journal = new SampleJournal()
                .fund(0, 1, 50_000)
                .settle(0, grant(1), ALICE, 0, MIB)
                .settle(0, grant(1), ALICE, 2 * MIB, 3 * MIB);
        assertViolation(journal, Invariant.I4, 0, 3);
    }

    @Test
    void aGrantSettledInTwoShardsViolatesI4() {
        SampleJournal journal = new SampleJournal()
                .fund(0, 1, 50_000)
                .settle(0, grant(1), ALICE, 0, MIB)
                .fund(1, 1, 50_000)
                .settle(1, grant(1), ALICE, MIB, 2 * MIB);
        assertViolation(journal, Invariant.I4, 1, 2);
    }

    @Test
    void aMarkThatIsNotTheReceiptsViolatesI4() {
        Grant grant = grant(1);
        SampleJournal journal = new SampleJournal()
                .fund(0, 1, 50_000)
                .settle(0, evidence(grant, MIB), grant.grantId(), 0, 2 * MIB, payment(pool(0), ALICE, 2000));
        assertViolation(journal, Invariant.I4, 0, 2);
    }

    @Test
    void aMarkAboveTheGrantsLimitViolatesI4() {
        SampleJournal journal =
                new SampleJournal().fund(0, 1, 50_000).settle(0, grant(1, MIB, ISSUED), ALICE, 0, MIB + 1);
        assertViolation(journal, Invariant.I4, 0, 2);
    }

    @Test
    void aGrantOfImpossibleNumbersViolatesI4() {
        SampleJournal journal = new SampleJournal()
                .fund(0, 1, 50_000)
                .settle(0, grant(1, Grant.MAX_GRANT_BYTES + 1, ISSUED), ALICE, 0, MIB);
        assertViolation(journal, Invariant.I4, 0, 2);
    }

    @Test
    void aFallingMarkViolatesI5() {
        Grant grant = grant(1);
        SampleJournal journal = new SampleJournal()
                .fund(0, 1, 50_000)
                .settle(0, grant, ALICE, 0, 2 * MIB)
                .settle(0, evidence(grant, MIB), grant.grantId(), 2 * MIB, MIB, List.of());
        assertViolation(journal, Invariant.I5, 0, 3);
    }

    @Test
    void anOwnerWhoOwesViolatesI6() {
        List<String> lines = SampleJournal.sound().lines();
        lines.replaceAll(line -> line.startsWith("balance pending:") ? line.replaceAll(" (\\d+)$", " -$1") : line);
        assertViolation(String.join("\n", lines) + "\n", Invariant.I6, Violated.NOWHERE, 0);
    }

    @Test
    void aMarkPostedTwiceViolatesI8() {
        SampleJournal journal = new SampleJournal()
                .fund(0, 1, 50_000)
                .settle(0, grant(1), ALICE, 0, MIB)
                .settle(0, grant(1), ALICE, 0, MIB);
        assertViolation(journal, Invariant.I8, 0, 3);
    }

    @Test
    void aFundingPostedTwiceViolatesI8() {
        assertViolation(new SampleJournal().fund(0, 1, 5).fund(0, 1, 5), Invariant.I8, 0, 2);
    }

    @Test
    void aMissingEntryViolatesI9() {
        List<String> lines = SampleJournal.sound().lines();
        lines.remove(4);
        assertViolation(String.join("\n", lines) + "\n", Invariant.I9, 0, 2);
    }

    @Test
    void aMissingTailViolatesI9() {
        List<String> lines = SampleJournal.sound().lines();
        lines.remove(6);
        assertViolation(String.join("\n", lines) + "\n", Invariant.I9, 0, 3);
    }

    @Test
    void anEntryOfAnotherPositionViolatesI9() {
        // Given an entry that says number 7 and stands, correctly linked, at number 1
        JournalEntry entry = new JournalEntry(
                0,
                7,
                ISSUED,
                new EntryCause.Funding("default", 0, 1),
                payment(new LedgerAccount.Funding("default"), pool(0), 10));
        assertViolation(new SampleJournal().addBody(0, entry.encode(), Optional.empty()), Invariant.I9, 0, 1);
    }

    @Test
    void anOverdrawnPoolViolatesI13() {
        SampleJournal journal = new SampleJournal().fund(0, 1, 999).settle(0, grant(1), ALICE, 0, MIB);
        assertViolation(journal, Invariant.I13, 0, 2);
    }

    @Test
    void aPoolFundedOutsideItsShardViolatesI13() {
        SampleJournal journal = new SampleJournal();
        journal.add(
                1,
                new EntryCause.Funding("default", 0, 1),
                payment(new LedgerAccount.Funding("default"), pool(0), 10),
                Optional.empty());
        assertViolation(journal, Invariant.I13, 1, 1);
    }

    @Test
    void aFundingThatPaysAnOwnerViolatesI13() {
        SampleJournal journal = new SampleJournal();
        journal.add(
                0,
                new EntryCause.Funding("default", 0, 1),
                payment(new LedgerAccount.Funding("default"), ALICE, 10),
                Optional.empty());
        assertViolation(journal, Invariant.I13, 0, 1);
    }

    @Test
    void aSumBeyondItsRangeViolatesI16() {
        SampleJournal journal = new SampleJournal().fund(0, 1, Long.MAX_VALUE);
        JournalEntry second = new JournalEntry(
                0,
                2,
                ISSUED + 1000,
                new EntryCause.Funding("default", 0, 2),
                payment(new LedgerAccount.Funding("default"), pool(0), 1));
        assertViolation(journal.addBody(0, second.encode(), Optional.empty()), Invariant.I16, 0, 2);
    }

    @Test
    void aSettlementWithoutDocumentsIsWithoutEvidence() {
        Grant grant = grant(1);
        Evidence evidence = evidence(grant, MIB);
        SampleJournal journal = new SampleJournal().fund(0, 1, 50_000);
        journal.add(
                0,
                new EntryCause.Settlement(
                        grant.grantId(),
                        0,
                        MIB,
                        evidence.grant().id(),
                        evidence.receipt().id(),
                        0,
                        Optional.empty(),
                        SampleJournal.LOT),
                payment(pool(0), ALICE, 1000),
                Optional.empty());
        assertViolation(journal, Invariant.EVIDENCE, 0, 2);
    }

    @Test
    void aGrantSignedBySomeoneElseIsNoEvidence() {
        Grant grant = grant(1);
        Envelope forged = Envelope.sign(grant, SESSION_KEY);
        Envelope disguised = new Envelope(
                forged.body(), forged.signature(), GRANT_KEY.publicKey().id());
        assertNoEvidence(grant, new Evidence(forged, evidence(grant, MIB).receipt()));
        assertNoEvidence(grant, new Evidence(disguised, evidence(grant, MIB).receipt()));
    }

    @Test
    void aReceiptSignedBySomeoneElseIsNoEvidence() {
        Grant grant = grant(1);
        Envelope forged = Envelope.sign(receipt(grant, MIB), GRANT_KEY);
        assertNoEvidence(grant, new Evidence(evidence(grant, MIB).grant(), forged));
    }

    @Test
    void aReceiptForAnotherGrantIsNoEvidence() {
        assertNoEvidence(
                grant(1),
                new Evidence(
                        evidence(grant(1), MIB).grant(), evidence(grant(2), MIB).receipt()));
    }

    @Test
    void documentsOfTheWrongKindAreNoEvidence() {
        Evidence good = evidence(grant(1), MIB);
        assertNoEvidence(grant(1), new Evidence(good.receipt(), good.grant()));
    }

    @Test
    void aGrantIssuedOutsideTheKeysValidityIsNoEvidence() {
        long later = ISSUED + Grant.WINDOW_MS + 1;
        Grant grant = grant(1, MIB, later);
        assertNoEvidence(grant, evidence(grant, MIB));
    }

    @Test
    void aGrantOfAnUnpublishedKeyIsNoEvidence() throws IOException {
        VerificationVerdict verdict = new JournalVerifier(new OperatorKeys(List.of()))
                .verify(new StringReader(SampleJournal.sound().export()));
        assertThat(verdict).isInstanceOfSatisfying(Violated.class, found -> assertThat(found.invariant())
                .isEqualTo(Invariant.EVIDENCE));
    }

    @Test
    void documentsThatTheEntryDoesNotNameAreNoEvidence() {
        // Given an export whose second settlement carries the documents of the first
        List<String> lines = SampleJournal.sound().lines();
        String[] first = lines.get(4).split(" ");
        String[] second = lines.get(5).split(" ");
        System.arraycopy(first, 4, second, 4, 6);
        lines.set(5, String.join(" ", second));
        assertViolation(String.join("\n", lines) + "\n", Invariant.EVIDENCE, 0, 3);
    }

    @Test
    void twoDocumentsOfOneGrantIdAreNoEvidence() {
        SampleJournal journal = new SampleJournal()
                .fund(0, 1, 50_000)
                .settle(0, grant(1), ALICE, 0, MIB)
                .settle(0, grant(1, 17 * MIB, ISSUED), ALICE, MIB, 2 * MIB);
        assertViolation(journal, Invariant.EVIDENCE, 0, 3);
    }

    @Test
    void anExportBeyondTheBoundsIsRefused() {
        JournalVerifier small = new JournalVerifier(KEYS, 100, 2);
        StringReader export = new StringReader(SampleJournal.sound().export());
        assertThatThrownBy(() -> small.verify(export)).isInstanceOf(ExportTooLargeException.class);
    }

    private static void assertNoEvidence(Grant grant, Evidence evidence) {
        SampleJournal journal = new SampleJournal()
                .fund(0, 1, 50_000)
                .settle(0, evidence, grant.grantId(), 0, MIB, payment(pool(0), ALICE, 1000));
        assertViolation(journal, Invariant.EVIDENCE, 0, 2);
    }
}
