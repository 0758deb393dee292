package io.ayni.ledger.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.crypto.KeyId;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.journal.EntryCause;
import io.ayni.contracts.journal.JournalEntry;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.journal.Lot;
import io.ayni.contracts.journal.Posting;
import io.ayni.contracts.journal.Side;
import io.ayni.contracts.journal.VoidReason;
import io.ayni.ledger.account.EntryPosition;
import io.ayni.ledger.account.OwnedEntry;
import io.ayni.ledger.v1.Entry;
import io.ayni.ledger.v1.EntryKind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EntryMessagesTest {
    private static final AccountId OWNER = AccountId.ofName("owner");
    private static final AccountId OTHER = AccountId.ofName("other");
    private static final Lot LOT = new Lot(2, OWNER, "default", new KeyId(new byte[8]), 7_000);

    @Test
    void aVoidedLotLowersWhatIsPendingAndNothingElse() {
        // When
        Entry entry = message(
                new EntryCause.Voiding(LOT, VoidReason.KEY_REVOKED),
                new LedgerAccount.Pending(OWNER),
                new LedgerAccount.Pool("default", 2));

        // Then
        assertThat(entry.getKind()).isEqualTo(EntryKind.ENTRY_KIND_VOIDING);
        assertThat(entry.getRecordedAtMs()).isEqualTo(8_000);
        assertThat(entry.getPendingChangeMicroCredits()).isEqualTo(-5);
        assertThat(entry.getPostedChangeMicroCredits()).isZero();
        assertThat(entry.getHeldChangeMicroCredits()).isZero();
        assertThat(entry.hasGrant()).isFalse();
        assertThat(entry.hasReceipt()).isFalse();
    }

    @Test
    void aReleaseMovesWhatIsPendingToWhatMayBeSpent() {
        // When
        Entry entry =
                message(new EntryCause.Release(LOT), new LedgerAccount.Pending(OWNER), new LedgerAccount.Owner(OWNER));

        // Then
        assertThat(entry.getKind()).isEqualTo(EntryKind.ENTRY_KIND_RELEASE);
        assertThat(entry.getPendingChangeMicroCredits()).isEqualTo(-5);
        assertThat(entry.getPostedChangeMicroCredits()).isEqualTo(5);
    }

    @Test
    void legsOfSomebodyElseAreNotTheOwnersChanges() {
        // When
        Entry entry =
                message(new EntryCause.Release(LOT), new LedgerAccount.Pending(OTHER), new LedgerAccount.Owner(OTHER));

        // Then
        assertThat(entry.getPendingChangeMicroCredits()).isZero();
        assertThat(entry.getPostedChangeMicroCredits()).isZero();
    }

    private static Entry message(EntryCause cause, LedgerAccount from, LedgerAccount to) {
        JournalEntry entry = new JournalEntry(
                2, 3, 8_000, cause, List.of(new Posting(from, Side.DEBIT, 5), new Posting(to, Side.CREDIT, 5)));
        OwnedEntry owned =
                new OwnedEntry(new EntryPosition(8_000, 2, 3), new byte[32], entry.encode(), Optional.empty());
        return EntryMessages.message(owned, OWNER);
    }
}
