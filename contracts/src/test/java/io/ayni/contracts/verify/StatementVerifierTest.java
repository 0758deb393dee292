package io.ayni.contracts.verify;

import static io.ayni.contracts.verify.SampleJournal.MIB;
import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.document.Statement.Saving;
import io.ayni.contracts.document.Statement.Sums;
import io.ayni.contracts.verify.ProofVerdict.Fact;
import io.ayni.contracts.verify.ProofVerdict.Proven;
import io.ayni.contracts.verify.ProofVerdict.Refuted;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StatementVerifierTest {
    @Test
    void aSoundStatementIsContentAndSaysItsNumbers() {
        assertThat(verify(new SampleStatement().file()))
                .isInstanceOfSatisfying(Proven.class, proven -> assertThat(proven.facts())
                        .contains(
                                new Fact("windowState", "open"),
                                new Fact("givenBytes", 5 * MIB),
                                new Fact("receivedBytes", 77L),
                                new Fact("savedMicroUnits", 97L),
                                new Fact("earnedMicroCredits", 3500L),
                                new Fact("withheldMicroCredits", 1500L),
                                new Fact("pendingMicroCredits", 500L),
                                new Fact("voidedMicroCredits", 0L)));
    }

    @ParameterizedTest
    @MethodSource("otherNumbers")
    void anyOtherNumberViolatesTheStatement(Sums sums) {
        assertRefuted(statement -> statement.sums = sums, Invariant.STATEMENT);
    }

    @Test
    void anotherSavingViolatesTheStatement() {
        assertRefuted(statement -> statement.saving = new Saving("EUR", 20_000, 98), Invariant.STATEMENT);
        assertRefuted(statement -> statement.saving = new Saving("EUR", Long.MAX_VALUE, 98), Invariant.STATEMENT);
    }

    @Test
    void anEntryThatIsLeftOutViolatesTheStatement() {
        // Given a statement that counts the settlement and not the end of its lot
        assertRefuted(statement -> statement.numbers = List.of(2, 3, 4), Invariant.STATEMENT);
        assertRefuted(statement -> statement.numbers = List.of(3, 4, 5), Invariant.I4);
    }

    @Test
    void anEntryOfAnotherKindViolatesTheStatement() {
        assertRefuted(statement -> statement.numbers = List.of(1, 2, 3, 4, 5), Invariant.STATEMENT);
    }

    @Test
    void anEntryThatStandsTwiceIsNoStatement() {
        assertRefuted(statement -> statement.numbers = List.of(2, 2, 3, 4, 5), Invariant.FORMAT);
    }

    @Test
    void aGrantOfAnotherWindowViolatesTheStatement() {
        assertRefuted(statement -> statement.window++, Invariant.STATEMENT);
    }

    @Test
    void aStatementOfAnotherKeyIsNotProven() {
        assertRefuted(statement -> statement.ledgerKey = SampleJournal.CHECKPOINT_KEY, Invariant.PROOF);
        assertRefuted(statement -> statement.ledgerKey = SampleJournal.SESSION_KEY, Invariant.PROOF);
    }

    @Test
    void aCheckpointOfAnotherKeyIsNotProven() {
        assertRefuted(statement -> statement.checkpointKey = SampleJournal.LEDGER_KEY, Invariant.PROOF);
    }

    @Test
    void anotherCheckpointThanTheStatementsIsNotProven() {
        assertRefuted(statement -> statement.checkpointSize = 6, Invariant.PROOF);
    }

    @Test
    void anEntryThatIsNotInTheTreeIsNotProven() {
        // Given the second settlement on the path of the first
        List<String> lines = new SampleStatement().lines();
        String[] first = lines.get(3).split(" ");
        String[] second = lines.get(4).split(" ");
        second[3] = first[3];
        lines.set(4, String.join(" ", second));
        // Then
        assertThat(refutation(String.join("\n", lines) + "\n")).isEqualTo(Invariant.PROOF);
    }

    @Test
    void aChangedReceivedGrantViolatesTheStatement() {
        assertThat(refutation(new SampleStatement().file().replace(" 77\n", " 78\n")))
                .isEqualTo(Invariant.STATEMENT);
    }

    @Test
    void aFileCutAnywhereIsNeverContent() {
        String file = new SampleStatement().file();
        for (int length = 0; length < file.length(); length += length > file.length() - 200 ? 1 : 23) {
            assertThat(verify(file.substring(0, length)))
                    .as("length %d", length)
                    .isInstanceOf(Refuted.class);
        }
    }

    @Test
    void aFileWithoutAnyOneLineIsNeverContent() {
        for (int i = 0; i < new SampleStatement().lines().size(); i++) {
            List<String> lines = new SampleStatement().lines();
            lines.remove(i);
            assertThat(verify(String.join("\n", lines) + "\n"))
                    .as("line %d", i + 1)
                    .isInstanceOf(Refuted.class);
        }
    }

    static List<Sums> otherNumbers() {
        Sums s = SampleStatement.SUMS;
        return List.of(
                new Sums(s.givenBytes() + 1, 77, 3500, 1500, 500, 0),
                new Sums(s.givenBytes(), 78, 3500, 1500, 500, 0),
                new Sums(s.givenBytes(), 77, 3501, 1500, 500, 0),
                new Sums(s.givenBytes(), 77, 3500, 1499, 500, 0),
                new Sums(s.givenBytes(), 77, 3500, 1500, 0, 0),
                new Sums(s.givenBytes(), 77, 3500, 1500, 500, 1));
    }

    private static void assertRefuted(Consumer<SampleStatement> change, Invariant invariant) {
        SampleStatement statement = new SampleStatement();
        change.accept(statement);
        assertThat(refutation(statement.file())).isEqualTo(invariant);
    }

    private static Invariant refutation(String file) {
        return verify(file) instanceof Refuted refuted ? refuted.violation().invariant() : null;
    }

    private static ProofVerdict verify(String file) {
        try {
            return new StatementVerifier(SampleJournal.KEYS).verify(new StringReader(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
