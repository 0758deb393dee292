package io.ayni.contracts.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ayni.contracts.verify.VerificationVerdict.Content;
import io.ayni.contracts.verify.VerificationVerdict.Violated;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportFormatTest {
    private static final String SOUND = SampleJournal.sound().export();

    @Test
    void theLinesAreTheStatedOnes() {
        assertThat(SampleJournal.sound().lines())
                .extracting(line -> line.split(" ")[0] + " " + line.split(" ").length)
                .containsExactly(
                        "ayni-journal-export 2",
                        "shards 2",
                        "shard 2",
                        "entry 4",
                        "entry 10",
                        "entry 10",
                        "entry 10",
                        "head 4",
                        "shard 2",
                        "entry 4",
                        "entry 10",
                        "entry 10",
                        "head 4",
                        "balance 3",
                        "balance 3",
                        "balance 3",
                        "balance 3",
                        "balance 3",
                        "end 2");
    }

    @Test
    void anExportCutAnywhereIsNeverContent() {
        for (int length = 0; length < SOUND.length(); length += length > SOUND.length() - 700 ? 1 : 37) {
            assertThat(verify(SOUND.substring(0, length)))
                    .as("length %d", length)
                    .isInstanceOf(Violated.class);
        }
    }

    @Test
    void anExportWithoutAnyOneLineIsNeverContent() {
        for (int i = 0; i < SampleJournal.sound().lines().size(); i++) {
            List<String> lines = SampleJournal.sound().lines();
            lines.remove(i);
            assertThat(verify(String.join("\n", lines) + "\n"))
                    .as("line %d", i + 1)
                    .isInstanceOf(Violated.class);
        }
    }

    @Test
    void anExportWithAnyChangedCharacterIsNeverContent() {
        long seed = 7L;
        Random random = new Random(seed);
        int receiptKeyId = 17; // the last field of a settlement: a hint that nobody relies on
        for (int run = 0; run < 400; run++) {
            int position = random.nextInt(SOUND.length());
            int lineEnd = SOUND.indexOf('\n', position);
            String line = SOUND.substring(SOUND.lastIndexOf('\n', position - 1) + 1, lineEnd);
            if (line.split(" ").length < 10 || lineEnd - position >= receiptKeyId) {
                char other = SOUND.charAt(position) == 'A' ? 'B' : 'A';
                String changed = SOUND.substring(0, position) + other + SOUND.substring(position + 1);
                assertThat(verify(changed))
                        .as("seed %d position %d", seed, position)
                        .isInstanceOf(Violated.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "ayni-journal-export 2\nshards 2\nend 0\n",
                "ayni-journal-export 1\r\nshards 2\nend 0\n",
                "ayni-journal-export 1\nend 0\n",
                "ayni-journal-export 1\nshards\nend 0\n",
                "ayni-journal-export 1\nshards 0\nend 0\n",
                "ayni-journal-export 1\nshards 1025\nend 0\n",
                "ayni-journal-export 1\nshards 2\nend 0",
                "ayni-journal-export 1\nshards 2\nend 1\n",
                "ayni-journal-export 1\nshards 2\nend 00\n",
                "ayni-journal-export 1\nshards 2\nend +0\n",
                "ayni-journal-export 1\nshards 2\nend 0 \n",
                "ayni-journal-export 1\nshards 2\nend 0\nend 0\n",
                "ayni-journal-export 1\nshards 2\nend 0\n\n",
                "ayni-journal-export 1\nshards 2\nshard 0\nend 0\n",
                "ayni-journal-export 1\nshards 2\nshard -1\nend 0\n",
                "ayni-journal-export 1\nshards 2\nshard 2147483648\nend 0\n",
                "ayni-journal-export 1\nshards 2\nbalance nobody 0\nend 0\n",
                "ayni-journal-export 1\nshards 2\nbalance funding:a 0\nbalance funding:a 0\nend 0\n",
                "ayni-journal-export 1\nshards 2\nbalance funding:a 9223372036854775808\nend 0\n",
                "ayni-journal-export 1\nshards 2\nshard 0\nentry 1 00 zz\nend 0\n",
            })
    void whatIsNoExportViolatesTheFormat(String text) {
        assertThat(verify(text)).isInstanceOfSatisfying(Violated.class, found -> assertThat(found.invariant())
                .isEqualTo(Invariant.FORMAT));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4})
    void shardsOutOfOrderOrBeyondTheirNumberViolateTheFormat(int second) {
        String head = "head %d 0 " + "00".repeat(32) + "\n";
        String text = "ayni-journal-export 1\nshards 4\nshard 1\n" + head.formatted(1) + "shard " + second + "\n"
                + head.formatted(second) + "end 0\n";
        assertThat(verify(text)).isInstanceOfSatisfying(Violated.class, found -> assertThat(found.explanation())
                .isEqualTo("line 5: shards are not in ascending order below their number"));
    }

    @Test
    void anEndlessLineEndsTheReading() {
        // Given a text that never ends and has no line feed
        Reader endless = new Reader() {
            @Override
            public int read(char[] buffer, int offset, int length) {
                Arrays.fill(buffer, offset, offset + length, 'a');
                return length;
            }

            @Override
            public void close() {}
        };
        // Then
        assertThat(verify(endless)).isInstanceOfSatisfying(Violated.class, found -> assertThat(found.explanation())
                .isEqualTo("line 1: longer than 8192 characters"));
    }

    @Test
    void aReaderThatGivesOneCharacterAtATimeChangesNothing() {
        Reader slow = new StringReader(SOUND) {
            @Override
            public int read(char[] buffer, int offset, int length) throws IOException {
                return super.read(buffer, offset, Math.min(1, length));
            }
        };
        assertThat(verify(slow)).isInstanceOf(Content.class);
    }

    @Test
    void theWriterKeepsItsOrder() throws IOException {
        JournalExportWriter writer = JournalExportWriter.open(new StringBuilder(), 4);
        assertThatThrownBy(() -> writer.entry(1, new byte[32], new byte[0])).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> writer.head(0, new byte[32])).isInstanceOf(IllegalStateException.class);
        writer.shard(1);
        assertThatThrownBy(writer::end).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> writer.balance(SampleJournal.ALICE, 0)).isInstanceOf(IllegalStateException.class);
        writer.head(0, new byte[32]);
        assertThatThrownBy(() -> writer.shard(1)).isInstanceOf(IllegalStateException.class);
        writer.end();
        assertThatThrownBy(writer::end).isInstanceOf(IllegalStateException.class);
    }

    private static VerificationVerdict verify(String export) {
        return verify(new StringReader(export));
    }

    private static VerificationVerdict verify(Reader export) {
        try {
            return new JournalVerifier(SampleJournal.KEYS).verify(export);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
