package io.ayni.contracts.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.contracts.verify.VerificationVerdict.Violated;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;

/** What the verifier says about a journal of a test. */
final class Verdicts {
    private Verdicts() {}

    static VerificationVerdict verify(SampleJournal journal) {
        return verify(journal.export());
    }

    static VerificationVerdict verify(String export) {
        return verify(export, SampleJournal.KEYS);
    }

    static VerificationVerdict verify(String export, OperatorKeys keys) {
        try {
            return new JournalVerifier(keys).verify(new StringReader(export));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void assertViolation(SampleJournal journal, Invariant invariant, int shard, long number) {
        assertViolation(journal.export(), invariant, shard, number);
    }

    static void assertViolation(String export, Invariant invariant, int shard, long number) {
        assertViolation(verify(export), invariant, shard, number);
    }

    static void assertViolation(VerificationVerdict verdict, Invariant invariant, int shard, long number) {
        assertThat(verdict).isInstanceOfSatisfying(Violated.class, found -> {
            assertThat(found.invariant()).as(found.explanation()).isEqualTo(invariant);
            assertThat(found.shard()).isEqualTo(shard);
            assertThat(found.number()).isEqualTo(number);
        });
    }
}
