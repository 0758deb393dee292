package io.ayni.ledger.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.journal.EntryCause;
import io.ayni.contracts.journal.JournalEntry;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.journal.Posting;
import io.ayni.contracts.journal.Side;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JournalTailTest {
    private static final LedgerAccount FUNDING = new LedgerAccount.Funding("default");
    private static final LedgerAccount POOL = new LedgerAccount.Pool("default", 3);
    private static final LedgerAccount OWNER = new LedgerAccount.Owner(AccountId.ofName("owner"));

    private final JournalTail tail = new JournalTail(ShardHead.fresh(3), 1_234);

    @Test
    void entriesAreNumberedAndLinkedFromTheGenesis() {
        // When
        AppendedEntry first = tail.append(cause(1), move(FUNDING, POOL, 100));
        AppendedEntry second = tail.append(cause(2), move(POOL, OWNER, 30));

        // Then
        JournalEntry entry = new JournalEntry(3, 1, 1_234, cause(1), move(FUNDING, POOL, 100));
        assertThat(first.entry()).isEqualTo(entry);
        assertThat(first.body()).isEqualTo(entry.encode());
        assertThat(first.previousHash()).isEqualTo(new byte[32]);
        assertThat(first.hash()).isEqualTo(JournalEntry.link(3, 1, new byte[32], entry.encode()));
        assertThat(second.entry().number()).isEqualTo(2);
        assertThat(second.previousHash()).isEqualTo(first.hash());
        assertThat(second.hash()).isEqualTo(JournalEntry.link(3, 2, first.hash(), second.body()));
        assertThat(tail.entries()).containsExactly(first, second);
        assertThat(tail.head(8)).isEqualTo(new ShardHead(3, 8, 2, second.hash(), 1_234));
    }

    @Test
    void aChainIsContinuedWhereItEnds() {
        // Given
        byte[] hash = new byte[32];
        hash[31] = 5;
        JournalTail longer = new JournalTail(new ShardHead(3, 70, 41, hash, 1_000), 1_234);

        // When
        AppendedEntry appended = longer.append(cause(1), move(FUNDING, POOL, 100));

        // Then
        assertThat(appended.entry().number()).isEqualTo(42);
        assertThat(appended.previousHash()).isEqualTo(hash);
    }

    @Test
    void timeStandsStillWhereTheClockWasSetBack() {
        // Given
        JournalTail later = new JournalTail(new ShardHead(3, 70, 41, new byte[32], 5_000), 1_234);

        // When
        AppendedEntry appended = later.append(cause(1), move(FUNDING, POOL, 100));

        // Then
        assertThat(appended.entry().recordedAtMs()).isEqualTo(5_000);
        assertThat(later.head(70).recordedAtMs()).isEqualTo(5_000);
    }

    @Test
    void withoutAnEntryTheHeadKeepsItsTime() {
        // Given
        JournalTail idle = new JournalTail(new ShardHead(3, 70, 41, new byte[32], 1_000), 1_234);

        // Then
        assertThat(idle.recordedAtMs()).isEqualTo(1_234);
        assertThat(idle.head(71).recordedAtMs()).isEqualTo(1_000);
    }

    @Test
    void theHeadStaysWhereNothingIsAppended() {
        assertThat(tail.head(9)).isEqualTo(new ShardHead(3, 9, 0, new byte[32], 0));
        assertThat(tail.balanceChanges()).isEmpty();
        assertThat(tail.balanceChange(POOL)).isZero();
    }

    @Test
    void balanceChangesAreTheSumsOfThePostings() {
        // When
        tail.append(cause(1), move(FUNDING, POOL, 100));
        tail.append(cause(2), move(POOL, OWNER, 30));
        tail.append(cause(3), move(POOL, OWNER, 12));

        // Then
        assertThat(tail.balanceChanges()).isEqualTo(Map.of(FUNDING.text(), -100L, POOL.text(), 58L, OWNER.text(), 42L));
        assertThat(tail.balanceChange(POOL)).isEqualTo(58);
        assertThat(tail.balanceChange(OWNER)).isEqualTo(42);
    }

    @Test
    void anEntryThatDoesNotBalanceIsRefusedAndLeavesNoTrace() {
        // Given
        List<Posting> unbalanced = List.of(new Posting(POOL, Side.DEBIT, 5), new Posting(OWNER, Side.CREDIT, 6));

        // Then
        assertThatThrownBy(() -> tail.append(cause(1), unbalanced)).isInstanceOf(IllegalArgumentException.class);
        assertThat(tail.entries()).isEmpty();
        assertThat(tail.head(0)).isEqualTo(ShardHead.fresh(3));
        assertThat(tail.balanceChanges()).isEmpty();
    }

    @Test
    void sumsThatLeaveTheirRangeAreRefused() {
        // Given
        tail.append(cause(1), move(FUNDING, POOL, Long.MAX_VALUE));

        // Then
        assertThatThrownBy(() -> tail.append(cause(2), move(FUNDING, POOL, 1))).isInstanceOf(ArithmeticException.class);
    }

    private static EntryCause cause(long sequence) {
        return new EntryCause.Funding("default", 3, sequence);
    }

    private static List<Posting> move(LedgerAccount from, LedgerAccount to, long amount) {
        return List.of(new Posting(from, Side.DEBIT, amount), new Posting(to, Side.CREDIT, amount));
    }
}
