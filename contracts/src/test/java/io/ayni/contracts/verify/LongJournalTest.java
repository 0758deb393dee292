package io.ayni.contracts.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ayni.contracts.verify.VerificationVerdict.Content;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * A journal is read in constant memory: what is remembered follows the settlements of some days. {@code
 * -Dayni.verify.entries=10000000} makes it longer.
 */
class LongJournalTest {
    private static final long ENTRIES = Long.getLong("ayni.verify.entries", 200_000);
    private static final long ROUNDS = ENTRIES / LongJournal.ROUND_ENTRIES;
    private static final int ACCOUNTS = 4;

    /** A grant may be settled for one day and is remembered for seven more and the rest of an hour; one lot is open. */
    private static final int REMEMBERED = (int) (9 * LongJournal.DAY_SETTLEMENTS) + 1;

    @Test
    void aLongJournalIsReadWithFewGrantsRemembered() throws IOException {
        // Given a verifier that gives up when it would have to remember more than nine days of grants
        JournalVerifier bounded = new JournalVerifier(LongJournal.KEYS, ACCOUNTS, REMEMBERED);
        // When
        VerificationVerdict verdict = bounded.verify(new LongJournal(ROUNDS));
        // Then
        assertThat(verdict)
                .isEqualTo(new Content(
                        ENTRIES,
                        ROUNDS,
                        ACCOUNTS,
                        ROUNDS,
                        ROUNDS << 20,
                        ROUNDS * (LongJournal.ROUND_ENTRIES - 2) * 1000,
                        ROUNDS * 1000,
                        0,
                        ROUNDS * 1000,
                        0,
                        0));
    }

    @Test
    void theBoundIsReal() throws IOException {
        JournalVerifier tooSmall = new JournalVerifier(LongJournal.KEYS, ACCOUNTS, 1000);
        LongJournal journal = new LongJournal(2000);
        assertThatThrownBy(() -> tooSmall.verify(journal)).isInstanceOf(ExportTooLargeException.class);
    }
}
