package io.ayni.contracts.verify;

import static io.ayni.contracts.verify.Verdicts.assertViolation;
import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.transparency.Checkpoint;
import io.ayni.contracts.transparency.LogOrigin;
import io.ayni.contracts.transparency.TreeHash;
import io.ayni.contracts.verify.VerificationVerdict.Content;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckpointedJournalTest {
    private static final SampleJournal JOURNAL = SampleJournal.sound();

    @Test
    void aJournalUnderItsCheckpointsIsContent() {
        List<Checkpoint> all = List.of(
                JOURNAL.checkpoint(0, 0), JOURNAL.checkpoint(0, 3), JOURNAL.checkpoint(0, 4), JOURNAL.checkpoint(3, 1));
        assertThat(verify(JOURNAL, all)).isInstanceOf(Content.class);
    }

    @Test
    void aJournalThatWasRewrittenWholeViolatesI10() {
        // Given a journal in which every link, balance and signature is sound and one grant is another
        SampleJournal rewritten = new SampleJournal()
                .fund(0, 1, 50_000)
                .settle(0, SampleJournal.grant(7), SampleJournal.ALICE, 0, 4 * SampleJournal.MIB)
                .settle(0, SampleJournal.grant(2), SampleJournal.BOB, 0, SampleJournal.MIB);
        assertThat(verify(rewritten, List.of())).isInstanceOf(Content.class);
        // Then
        assertViolation(verify(rewritten, List.of(JOURNAL.checkpoint(0, 3))), Invariant.I10, 0, 3);
    }

    @Test
    void aJournalThatLostItsTailViolatesI10() {
        SampleJournal shorter = new SampleJournal().fund(0, 1, 50_000);
        assertViolation(verify(shorter, List.of(JOURNAL.checkpoint(0, 4))), Invariant.I10, 0, 1);
    }

    @Test
    void aJournalThatLostAShardViolatesI10() {
        SampleJournal without = new SampleJournal().fund(0, 1, 50_000);
        assertViolation(verify(without, List.of(JOURNAL.checkpoint(3, 3))), Invariant.I10, 3, 0);
    }

    @Test
    void aCheckpointOfNothingCoversEveryJournal() {
        Checkpoint nothing = new Checkpoint(new LogOrigin("ayni-test", 2), 0, TreeHash.EMPTY);
        assertThat(verify(JOURNAL, List.of(nothing))).isInstanceOf(Content.class);
    }

    private static VerificationVerdict verify(SampleJournal journal, List<Checkpoint> checkpoints) {
        try {
            return new JournalVerifier(SampleJournal.KEYS).verify(new StringReader(journal.export()), checkpoints);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
