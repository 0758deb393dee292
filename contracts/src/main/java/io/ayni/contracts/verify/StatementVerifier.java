package io.ayni.contracts.verify;

import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.document.MalformedDocumentException;
import io.ayni.contracts.document.Statement;
import io.ayni.contracts.journal.JournalEntry;
import io.ayni.contracts.keys.KeyPurpose;
import io.ayni.contracts.keys.OperatorKeys;
import io.ayni.contracts.keys.PublishedKey;
import io.ayni.contracts.transparency.Checkpoint;
import io.ayni.contracts.transparency.InclusionProof;
import io.ayni.contracts.transparency.InvalidNoteException;
import io.ayni.contracts.transparency.TreeHash;
import io.ayni.contracts.verify.ProofVerdict.Fact;
import io.ayni.contracts.verify.ProofVerdict.Proven;
import io.ayni.contracts.verify.ProofVerdict.Refuted;
import io.ayni.contracts.verify.VerificationVerdict.Violated;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Checks a statement's file offline, with public keys only: the ledger signed it, it rests on a checkpoint that the operator
 * signed, every entry stands in the tree under that checkpoint, every settlement rests on signed documents, and the
 * numbers follow. Holds at most {@value Statement#MAX_CONTENTS} entries' sums. Safe for all threads.
 *
 * <p>What it cannot see: entries that were left out, and received bytes, which are the ledger's word.
 */
public final class StatementVerifier {
    private static final int FIELDS_ALONE = 3;
    private static final int FIELDS_WITH_DOCUMENTS = 9;

    private final OperatorKeys keys;

    /** @param keys the operator's published keys */
    public StatementVerifier(OperatorKeys keys) {
        this.keys = keys;
    }

    /**
     * Reads a file to its end or to the first violation.
     *
     * @throws IOException when it cannot be read
     */
    public ProofVerdict verify(Reader file) throws IOException {
        try {
            return new Reading(new ExportLines(file)).verdict();
        } catch (ViolationException e) {
            return new Refuted(e.verdict());
        } catch (ArithmeticException e) {
            return new Refuted(new Violated(Invariant.I16, Violated.NOWHERE, 0, "a sum leaves the range of 63 bits"));
        }
    }

    /** One reading of one file. */
    private final class Reading {
        private final ExportLines lines;
        private final LineFields read;
        private Statement statement;
        private long contents;

        Reading(ExportLines lines) {
            this.lines = lines;
            this.read = new LineFields(lines);
        }

        ProofVerdict verdict() throws IOException, ViolationException {
            lines.advance();
            if (!lines.text().equals(StatementFile.HEADER)) {
                throw lines.malformed("not a statement of version 1");
            }
            readStatement();
            readCheckpoint();
            StatementFold fold = new StatementFold(statement, keys);
            lines.advance();
            for (; lines.is(StatementFile.ENTRY); lines.advance()) {
                readEntry(fold);
            }
            for (; lines.is(StatementFile.RECEIVED); lines.advance()) {
                readReceived(fold);
            }
            readEnd();
            fold.requireStated();
            return proven(statement);
        }

        private void readStatement() throws IOException, ViolationException {
            lines.advance();
            if (!lines.is(StatementFile.STATEMENT)) {
                throw lines.malformed("expected the statement");
            }
            Envelope envelope = read.envelope(lines.fields(3), 0);
            try {
                statement = Statement.decode(envelope.body());
            } catch (MalformedDocumentException e) {
                throw lines.malformed("not a statement: " + e.getMessage());
            }
            Optional<PublishedKey> key = keys.find(KeyPurpose.LEDGER, envelope.keyId());
            boolean signed = key.isPresent()
                    && key.get().isValidAt(statement.drawnUpAtMs())
                    && !key.get().isRevokedAt(statement.drawnUpAtMs())
                    && envelope.isSignedBy(key.get().key());
            if (!signed) {
                throw nowhere(Invariant.PROOF, "no good key of the ledger signed the statement");
            }
        }

        private void readCheckpoint() throws IOException, ViolationException {
            lines.advance();
            if (!lines.is(StatementFile.CHECKPOINT)) {
                throw lines.malformed("expected the checkpoint");
            }
            try {
                Checkpoint checkpoint = Checkpoint.verify(read.base64(lines.fields(1)[0]), keys);
                boolean same = checkpoint.origin().shard() == statement.tree().shard()
                        && checkpoint.size() == statement.tree().size()
                        && Arrays.equals(
                                checkpoint.root().bytes(), statement.tree().root());
                if (!same) {
                    throw nowhere(Invariant.PROOF, "the statement rests on another checkpoint");
                }
            } catch (InvalidNoteException e) {
                throw nowhere(Invariant.PROOF, "the checkpoint: " + e.getMessage());
            }
        }

        private void readEntry(StatementFold fold) throws ViolationException {
            countContents();
            boolean documented = lines.fieldCount() == FIELDS_WITH_DOCUMENTS;
            String[] fields = lines.fields(documented ? FIELDS_WITH_DOCUMENTS : FIELDS_ALONE);
            long number = read.number(fields[0], Long.MAX_VALUE);
            byte[] body = read.base64(fields[1]);
            int shard = (int) statement.tree().shard();
            InclusionProof proof =
                    new InclusionProof(number - 1, statement.tree().size(), path(fields[2]));
            if (!proof.proves(
                    TreeHash.ofLeaf(body), new TreeHash(statement.tree().root()))) {
                throw new ViolationException(
                        Invariant.PROOF, shard, number, "the entry does not stand in the tree of the checkpoint");
            }
            Optional<Evidence> evidence = documented
                    ? Optional.of(new Evidence(read.envelope(fields, 3), read.envelope(fields, 6)))
                    : Optional.empty();
            fold.entry(decode(body, shard, number), body, evidence);
        }

        private JournalEntry decode(byte[] body, int shard, long number) throws ViolationException {
            try {
                JournalEntry entry = JournalEntry.decode(body);
                if (entry.shard() != shard || entry.number() != number) {
                    throw new ViolationException(Invariant.I9, shard, number, "the body belongs to another position");
                }
                return entry;
            } catch (MalformedDocumentException e) {
                throw new ViolationException(
                        Invariant.FORMAT, shard, number, "the body is not an entry: " + e.getMessage());
            }
        }

        private List<TreeHash> path(String field) throws ViolationException {
            List<TreeHash> path = new ArrayList<>();
            if (!field.equals(StatementFile.NO_PATH)) {
                for (String hash : field.split(",", -1)) {
                    path.add(new TreeHash(read.hex(hash, TreeHash.WIDTH)));
                }
            }
            return path;
        }

        private void readReceived(StatementFold fold) throws ViolationException {
            countContents();
            String[] fields = lines.fields(2);
            fold.received(new GrantId(read.hex(fields[0], GrantId.WIDTH)), read.number(fields[1], Long.MAX_VALUE));
        }

        private void countContents() throws ViolationException {
            if (++contents > Statement.MAX_CONTENTS) {
                throw lines.malformed("a statement opens into at most " + Statement.MAX_CONTENTS + " lines");
            }
        }

        private void readEnd() throws IOException, ViolationException {
            if (!lines.is(StatementFile.END)) {
                throw lines.malformed("expected the end: the file is cut short or out of order");
            }
            if (read.number(lines.fields(1)[0], Long.MAX_VALUE) != contents) {
                throw lines.malformed("the end names another number of lines than " + contents);
            }
            lines.requireNoMore();
        }

        private static ViolationException nowhere(Invariant invariant, String explanation) {
            return new ViolationException(invariant, Violated.NOWHERE, 0, explanation);
        }
    }

    private static Proven proven(Statement statement) {
        return new Proven(
                "the statement is the ledger's, and every number in it follows from signed documents and proven entries",
                List.of(
                        new Fact("node", statement.nodeId().hex()),
                        new Fact("account", statement.account().hex()),
                        new Fact("window", statement.window()),
                        new Fact("windowState", statement.closed() ? "closed" : "open"),
                        new Fact("givenBytes", statement.sums().givenBytes()),
                        new Fact("receivedBytes", statement.sums().receivedBytes()),
                        new Fact("savedMicroUnits", statement.saving().microUnits()),
                        new Fact("currency", statement.saving().currency()),
                        new Fact("earnedMicroCredits", statement.sums().earnedMicroCredits()),
                        new Fact("withheldMicroCredits", statement.sums().withheldMicroCredits()),
                        new Fact("pendingMicroCredits", statement.sums().pendingMicroCredits()),
                        new Fact("voidedMicroCredits", statement.sums().voidedMicroCredits()),
                        new Fact("priceRuleVersion", statement.priceRuleVersion()),
                        new Fact("shard", statement.tree().shard()),
                        new Fact("treeSize", statement.tree().size()),
                        new Fact("entries", statement.contents().entries())));
    }
}
