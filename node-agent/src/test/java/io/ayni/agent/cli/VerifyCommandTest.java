package io.ayni.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.crypto.Digests;
import io.ayni.contracts.crypto.Ed25519PrivateKey;
import io.ayni.contracts.keys.KeyPurpose;
import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.contracts.keys.PublishedKey;
import io.ayni.contracts.transparency.Checkpoint;
import io.ayni.contracts.transparency.LogOrigin;
import io.ayni.contracts.transparency.TreeHash;
import io.ayni.contracts.verify.JournalExportWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class VerifyCommandTest {
    private static final Ed25519PrivateKey KEY = new Ed25519PrivateKey(Digests.sha256(new byte[] {1}));

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private String keys;
    private String export;

    @BeforeEach
    void writeFiles() throws IOException {
        OperatorKeys published =
                new OperatorKeys(List.of(new PublishedKey(KeyPurpose.CHECKPOINT, KEY.publicKey(), 0, Long.MAX_VALUE)));
        keys = file("operator.keys", published.format());
        StringBuilder empty = new StringBuilder();
        JournalExportWriter.open(empty, 2).end();
        export = file("journal.export", empty.toString());
    }

    @Test
    void aSoundJournalIsContent() {
        assertThat(run("verify", "journal", export, keys)).isZero();
        assertThat(out.toString()).startsWith("CONTENT: every invariant that can be checked offline holds.");
    }

    @Test
    void aJournalThatTheCheckpointDoesNotCoverIsAViolation() throws IOException {
        Checkpoint checkpoint = new Checkpoint(new LogOrigin("ayni-test", 1), 7, TreeHash.EMPTY);
        String note = file("note", checkpoint.sign(KEY).format());
        assertThat(run("verify", "checkpoint", note, keys)).isZero();
        assertThat(run("verify", "journal", "--json", "--checkpoint", note, export, keys))
                .isEqualTo(1);
        assertThat(out.toString()).contains("\"invariant\":\"I10\",\"shard\":1");
    }

    @Test
    void whatIsNoStatementIsAViolation() {
        assertThat(run("verify", "statement", export, keys)).isEqualTo(1);
        assertThat(out.toString()).contains("not a statement of version 1");
    }

    @Test
    void wrongUsageAndUnreadableFilesAreSaidSo() {
        assertThat(run("verify")).isEqualTo(2);
        assertThat(run("verify", "sums", export, keys)).isEqualTo(2);
        assertThat(run("verify", "journal", export, export)).isEqualTo(2);
        assertThat(err.toString()).contains("ledger-verify: cannot read the input");
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private int run(String... arguments) {
        CommandLine program = AyniAgentCommand.commandLine();
        program.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return program.execute(arguments);
    }
}
