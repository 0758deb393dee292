package io.ayni.contracts.verify;

import static io.ayni.contracts.verify.Verdicts.assertViolation;
import static io.ayni.contracts.verify.Verdicts.verify;
import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.crypto.Digests;
import io.ayni.contracts.journal.JournalEntry;
import io.ayni.contracts.verify.VerificationVerdict.Content;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoredRowsTest {
    private static final SampleJournal JOURNAL =
            new SampleJournal().fund(0, 1, 50).fund(0, 2, 7);

    @Test
    void rowsThatSayWhatTheBodiesSayAreContent() {
        assertThat(verify(with(rows(1, 50, JournalEntry.GENESIS), rows(2, 7, chain()))))
                .isInstanceOf(Content.class);
    }

    @Test
    void aRowThatSaysSomethingElseViolatesI2() {
        assertViolation(with(rows(1, 50, JournalEntry.GENESIS), rows(2, 8, chain())), Invariant.I2, 0, 2);
    }

    @Test
    void rowsOfSomeEntriesOnlyAreNoExport() {
        List<String> lines = JOURNAL.lines();
        lines.add(4, rows(1, 50, JournalEntry.GENESIS));
        assertViolation(String.join("\n", lines) + "\n", Invariant.FORMAT, -1, 0);
    }

    private static String with(String first, String second) {
        List<String> lines = new ArrayList<>(JOURNAL.lines());
        lines.add(4, first);
        lines.add(6, second);
        return String.join("\n", lines) + "\n";
    }

    private static byte[] chain() {
        return JournalEntry.link(
                0, 1, JournalEntry.GENESIS, JOURNAL.rows(0).getFirst().body());
    }

    /** The line as the text form says it, without the code under test. */
    private static String rows(int sequence, long amount, byte[] previous) {
        String text = (SampleJournal.ISSUED + 1000) + "|funding:default/0:" + sequence + "|"
                + HexFormat.of().formatHex(previous) + "|-|funding:default=-" + amount + ";pool:default/0=" + amount;
        return "rows " + HexFormat.of().formatHex(Digests.sha256(text.getBytes(StandardCharsets.UTF_8)));
    }
}
