package io.ayni.contracts.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.transparency.Checkpoint;
import io.ayni.contracts.transparency.TreeHash;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerVerifyTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private String export;
    private String keys;

    @BeforeEach
    void writeFiles() throws IOException {
        export = Files.writeString(
                        folder.resolve("journal.export"), SampleJournal.sound().export())
                .toString();
        keys = Files.writeString(folder.resolve("operator.keys"), SampleJournal.KEYS.format())
                .toString();
    }

    @Test
    void aSoundExportIsContent() {
        assertThat(run("", export, keys)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                CONTENT: every invariant that can be checked offline holds.
                  entries      7 (5 settlements under 3 grants)
                  accounts     5, all balances sum to 0
                  settled      11534336 bytes
                  funded       59000 micro-credits
                  paid         11000 micro-credits (withheld by caps: 0)
                  released     0 micro-credits (voided: 0)
                  redeemed     0 micro-credits
                """);
    }

    @Test
    void theVerdictIsOneLineOfJsonOnRequest() {
        assertThat(run("", "--json", export, keys)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("{\"verdict\":\"content\",\"entries\":7,\"settlements\":5,\"accounts\":5,\"grants\":3,"
                        + "\"settledBytes\":11534336,\"fundedMicroCredits\":59000,\"paidMicroCredits\":11000,"
                        + "\"withheldMicroCredits\":0,\"releasedMicroCredits\":0,\"voidedMicroCredits\":0,"
                        + "\"redeemedMicroCredits\":0}\n");
    }

    @Test
    void aViolationIsNamedWithItsPlace() throws IOException {
        // Given
        SampleJournal journal = new SampleJournal()
                .fund(0, 1, 999)
                .settle(0, SampleJournal.grant(1), SampleJournal.ALICE, 0, SampleJournal.MIB);
        Files.writeString(Path.of(export), journal.export());
        // Then
        assertThat(run("", "--json", export, keys)).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("{\"verdict\":\"violated\",\"invariant\":\"I13\",\"shard\":0,\"number\":2,"
                        + "\"explanation\":\"pool:default/0 falls to -1\"}\n");
        out.reset();
        assertThat(run("", export, keys)).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                VIOLATED: I13 (a campaign never pays more than it was funded)
                  where: shard 0, entry 2
                  found: pool:default/0 falls to -1
                """);
    }

    @Test
    void eitherInputMayComeFromStandardInput() {
        assertThat(run(SampleJournal.sound().export(), "-", keys)).isZero();
        assertThat(run(SampleJournal.KEYS.format(), export, "-")).isZero();
    }

    @Test
    void wrongUsageIsSaidSo() {
        assertThat(run("")).isEqualTo(2);
        assertThat(run("", export)).isEqualTo(2);
        assertThat(run("", "-", "-")).isEqualTo(2);
        assertThat(run("", "--loud", export, keys)).isEqualTo(2);
        assertThat(run("", export, keys, keys)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("Usage: ledger-verify");
        assertThat(out.size()).isZero();
    }

    @Test
    void unreadableInputIsNoVerdict() {
        assertThat(run("", folder.resolve("none").toString(), keys)).isEqualTo(2);
        assertThat(run("", export, folder.resolve("none").toString())).isEqualTo(2);
        assertThat(run("", export, export)).isEqualTo(2);
        assertThat(run("x".repeat((1 << 20) + 1), export, "-")).isEqualTo(2);
        assertThat(out.size()).isZero();
    }

    @Test
    void aJournalIsHeldAgainstACheckpoint() throws IOException {
        String covers = note("covers", SampleJournal.sound().checkpoint(3, 2));
        String other = note("other", new SampleJournal().fund(0, 1, 7).checkpoint(0, 1));
        assertThat(run("", "journal", export, keys)).isZero();
        assertThat(run("", "journal", "--checkpoint", covers, export, keys)).isZero();
        assertThat(run("", "--checkpoint", covers, "--checkpoint", other, export, keys))
                .isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("VIOLATED: I10", "where: shard 0, entry 1");
    }

    @Test
    void aCheckpointThatIsNotTheOperatorsIsAViolation() throws IOException {
        String forged = Files.writeString(
                        folder.resolve("forged"),
                        SampleJournal.sound()
                                .checkpoint(0, 2)
                                .sign(SampleJournal.SESSION_KEY)
                                .format())
                .toString();
        assertThat(run("", "--checkpoint", forged, export, keys)).isEqualTo(1);
        assertThat(run("", "checkpoint", "--json", forged, keys)).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .endsWith("{\"verdict\":\"violated\",\"invariant\":\"PROOF\",\"shard\":-1,\"number\":0,"
                        + "\"explanation\":\"no known key signed the note\"}\n");
    }

    @Test
    void aCheckpointSaysWhatItCovers() throws IOException {
        Checkpoint checkpoint = SampleJournal.sound().checkpoint(0, 2);
        assertThat(run("", "checkpoint", "--json", note("note", checkpoint), keys))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("{\"verdict\":\"content\",\"origin\":\"ayni-test/ledger/0\",\"size\":2,\"root\":\""
                        + checkpoint.root().hex() + "\"}\n");
    }

    @Test
    void aStatementIsChecked() throws IOException {
        String statement = Files.writeString(folder.resolve("statement"), new SampleStatement().file())
                .toString();
        assertThat(run("", "statement", statement, keys)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("earnedMicroCredits   3500");
        assertThat(run("", "statement", export, keys)).isEqualTo(1);
    }

    @Test
    void aCheckpointIsHeldAgainstAnEarlierOne() throws IOException {
        // Given the tree of two entries, which is half of the tree of four
        SampleJournal journal = SampleJournal.sound();
        String before = note("before", journal.checkpoint(0, 2));
        String after = note("after", journal.checkpoint(0, 4));
        TreeHash right = TreeHash.ofNode(
                TreeHash.ofLeaf(journal.rows(0).get(2).body()),
                TreeHash.ofLeaf(journal.rows(0).get(3).body()));
        String proof =
                Files.writeString(folder.resolve("proof"), right.hex() + "\n").toString();
        // Then
        assertThat(run("", "consistency", "--json", before, after, proof, keys)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("{\"verdict\":\"content\",\"origin\":\"ayni-test/ledger/0\",\"oldSize\":2,\"newSize\":4}\n");
        assertThat(run("", "consistency", after, before, proof, keys)).isEqualTo(1);
        assertThat(run("", "consistency", before, note("shard", journal.checkpoint(3, 3)), proof, keys))
                .isEqualTo(1);
        assertThat(run("", "consistency", before, note("fork", journal.checkpoint(0, 3)), proof, keys))
                .isEqualTo(1);
        assertThat(run("", "consistency", before, after, keys, keys)).isEqualTo(2);
        assertThat(run("", "consistency", before, after, keys)).isEqualTo(2);
    }

    private String note(String name, Checkpoint checkpoint) throws IOException {
        return Files.writeString(
                        folder.resolve(name),
                        checkpoint.sign(SampleJournal.CHECKPOINT_KEY).format())
                .toString();
    }

    @Test
    void helpShowsExamples() {
        assertThat(run("", "--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("Examples:", "ledger-verify journal.export");
    }

    private int run(String standardInput, String... arguments) {
        return new LedgerVerify(
                        new ByteArrayInputStream(standardInput.getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(List.of(arguments));
    }
}
