package io.ayni.agent.statement;

import io.ayni.agent.ledger.LedgerAwayException;
import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.contracts.verify.ProofVerdict;
import io.ayni.contracts.verify.StatementVerifier;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Fetches a statement into a file of its own and has it checked. A file appears whole or not at all. */
public final class FetchStatement {
    private final Statements statements;
    private final Path directory;
    private final StatementVerifier verifier;

    /**
     * @param statements the ledger
     * @param directory where the files are kept; made when it is missing
     * @param keys the operator's published keys
     */
    public FetchStatement(Statements statements, Path directory, OperatorKeys keys) {
        this.statements = statements;
        this.directory = directory;
        this.verifier = new StatementVerifier(keys);
    }

    /**
     * Fetches the statement of a window; an older file of it is replaced.
     *
     * @param window hour since the Unix epoch
     * @throws LedgerAwayException when the ledger does not give it
     * @throws IOException when it cannot be kept
     */
    public CheckedStatement fetch(long window) throws LedgerAwayException, IOException {
        Files.createDirectories(directory);
        Path file = directory.resolve(window + ".statement");
        Path unfinished = Files.createTempFile(directory, window + "-", ".part");
        try {
            try (Writer out = Files.newBufferedWriter(unfinished)) {
                statements.write(window, out);
            }
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        try (Reader in = Files.newBufferedReader(file)) {
            return new CheckedStatement(window, file, verifier.verify(in));
        }
    }

    /**
     * The settlements that a statement opens into, as its file has them.
     *
     * @param statement as it was checked
     * @throws IOException when the file cannot be read
     * @throws IllegalArgumentException when the verifier did not find it good: nothing of it is to be believed
     */
    public List<StatedReceipt> receipts(CheckedStatement statement) throws IOException {
        if (!(statement.verdict() instanceof ProofVerdict.Proven)) {
            throw new IllegalArgumentException("a statement that is not proven has no receipts to show");
        }
        try (Reader in = Files.newBufferedReader(statement.file())) {
            return StatedReceipts.in(in);
        }
    }

    /** Deletes the kept files; the ledger still has what they were made of. */
    public void erase() throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.statement")) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }
}
