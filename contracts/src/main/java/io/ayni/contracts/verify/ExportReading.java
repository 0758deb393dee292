package io.ayni.contracts.verify;

import io.ayni.contracts.document.MalformedDocumentException;
import io.ayni.contracts.journal.JournalEntry;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.journal.Shards;
import io.ayni.contracts.verify.VerificationVerdict.Violated;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/** One reading of one export: follows its grammar and the hash chains, and hands each entry to the fold. */
final class ExportReading {
    private static final int FIELDS_ALONE = 3;
    private static final int FIELDS_WITH_DOCUMENTS = 9;

    private final ExportLines lines;
    private final LineFields read;
    private final IntFunction<JournalFold> folds;
    private final CheckpointFold checkpoints;
    private JournalFold fold;
    private int shards;
    private int shard = -1;
    private long number;
    private byte[] chain = JournalEntry.GENESIS;
    private long entries;
    private boolean rowsAreGiven;

    /**
     * @param folds makes a fold for a journal of so many shards
     * @param checkpoints what the journal is held against
     */
    ExportReading(ExportLines lines, IntFunction<JournalFold> folds, CheckpointFold checkpoints) {
        this.lines = lines;
        this.read = new LineFields(lines);
        this.folds = folds;
        this.checkpoints = checkpoints;
    }

    VerificationVerdict verdict() throws IOException {
        try {
            readHeader();
            while (lines.is(ExportFormat.SHARD)) {
                readShard();
            }
            checkpoints.end();
            readBalances();
            readEnd();
            return fold.content(entries);
        } catch (ViolationException e) {
            return e.verdict();
        } catch (ArithmeticException e) {
            return new Violated(Invariant.I16, shard, number, "a sum leaves the range of 63 bits");
        }
    }

    private void readHeader() throws IOException, ViolationException {
        lines.advance();
        if (!lines.text().equals(ExportFormat.HEADER)) {
            throw lines.malformed("not a journal export of version 1");
        }
        lines.advance();
        if (!lines.is(ExportFormat.SHARDS)) {
            throw lines.malformed("expected the number of shards");
        }
        shards = (int) read.number(lines.fields(1)[0], Shards.MAX);
        if (shards == 0) {
            throw lines.malformed("a journal has at least one shard");
        }
        fold = folds.apply(shards);
        lines.advance();
    }

    private void readShard() throws IOException, ViolationException {
        int next = (int) read.number(lines.fields(1)[0], Integer.MAX_VALUE);
        if (next <= shard || next >= shards) {
            throw lines.malformed("shards are not in ascending order below their number");
        }
        shard = next;
        number = 0;
        chain = JournalEntry.GENESIS;
        checkpoints.beginShard(shard);
        lines.advance();
        while (lines.is(ExportFormat.ENTRY)) {
            byte[] rows = readEntry();
            lines.advance();
            readRows(rows);
        }
        readHead();
        checkpoints.endShard();
        lines.advance();
    }

    /** Reads an entry; gives the digest of the rows that a ledger would store of it. */
    private byte[] readEntry() throws IOException, ViolationException {
        boolean documented = lines.fieldCount() == FIELDS_WITH_DOCUMENTS;
        String[] fields = lines.fields(documented ? FIELDS_WITH_DOCUMENTS : FIELDS_ALONE);
        long stated = read.number(fields[0], Long.MAX_VALUE);
        if (stated != number + 1) {
            throw violation(Invariant.I9, number + 1, "entry " + stated + " stands where this one belongs");
        }
        number = stated;
        byte[] body = read.base64(fields[2]);
        byte[] previous = chain;
        byte[] link = JournalEntry.link(shard, number, previous, body);
        if (!Arrays.equals(link, read.hex(fields[1]))) {
            throw violation(Invariant.I9, number, "the hash does not link the body to the entry before");
        }
        chain = link;
        entries++;
        checkpoints.entry(body);
        JournalEntry entry = decode(body);
        Optional<Evidence> evidence = documented ? Optional.of(evidence(fields)) : Optional.empty();
        fold.apply(entry, evidence);
        return StoredRows.digest(entry, previous, evidence.flatMap(Evidence::uploader));
    }

    /** Rows are given for every entry or for none: the first entry says which. */
    private void readRows(byte[] expected) throws IOException, ViolationException {
        boolean given = lines.is(ExportFormat.ROWS);
        if (entries > 1 && given != rowsAreGiven) {
            throw lines.malformed("stored rows are given for some entries only");
        }
        rowsAreGiven = given;
        if (given) {
            if (!Arrays.equals(expected, read.hex(lines.fields(1)[0]))) {
                throw violation(Invariant.I2, number, "the rows stored of the entry do not say what its body says");
            }
            lines.advance();
        }
    }

    private JournalEntry decode(byte[] body) throws ViolationException {
        try {
            if (JournalEntry.imbalance(body) != 0) {
                throw violation(Invariant.I1, number, "the postings do not sum to zero");
            }
            JournalEntry entry = JournalEntry.decode(body);
            if (entry.shard() != shard || entry.number() != number) {
                throw violation(Invariant.I9, number, "the body belongs to another position");
            }
            return entry;
        } catch (MalformedDocumentException e) {
            throw violation(Invariant.FORMAT, number, "the body is not an entry: " + e.getMessage());
        }
    }

    private Evidence evidence(String[] fields) throws ViolationException {
        return new Evidence(read.envelope(fields, 3), read.envelope(fields, 6));
    }

    private void readHead() throws ViolationException {
        if (!lines.is(ExportFormat.HEAD)) {
            throw lines.malformed("shard " + shard + " has no head: the export is cut short or out of order");
        }
        String[] fields = lines.fields(3);
        boolean same = read.number(fields[0], Integer.MAX_VALUE) == shard
                && read.number(fields[1], Long.MAX_VALUE) == number
                && Arrays.equals(read.hex(fields[2]), chain);
        if (!same) {
            throw violation(Invariant.I9, number, "the stored head is not the last entry");
        }
    }

    private void readBalances() throws IOException, ViolationException {
        shard = Violated.NOWHERE;
        number = 0;
        Set<LedgerAccount> listed = new HashSet<>();
        long sum = 0;
        for (; lines.is(ExportFormat.BALANCE); lines.advance()) {
            String[] fields = lines.fields(2);
            LedgerAccount account = LedgerAccount.parse(fields[0]).orElseThrow(() -> lines.malformed("not an account"));
            if (!listed.add(account)) {
                throw lines.malformed("an account stands twice");
            }
            requireBalance(account, read.amount(fields[1]));
            sum = Math.addExact(sum, fold.balance(account));
        }
        requireAllListed(listed);
        if (sum != 0) {
            throw violation(Invariant.I1, 0, "all balances sum to " + sum);
        }
    }

    private void requireBalance(LedgerAccount account, long stated) throws ViolationException {
        boolean belongsToAnOwner = account instanceof LedgerAccount.Owner
                || account instanceof LedgerAccount.Pending
                || account instanceof LedgerAccount.Held;
        if (belongsToAnOwner && stated < 0) {
            throw violation(Invariant.I6, 0, account.text() + " stands at " + stated);
        }
        long folded = fold.balance(account);
        if (stated != folded) {
            throw violation(
                    Invariant.I2, 0, account.text() + " stands at " + stated + ", its postings come to " + folded);
        }
    }

    private void requireAllListed(Set<LedgerAccount> listed) throws ViolationException {
        for (Map.Entry<LedgerAccount, Long> balance : fold.balances().entrySet()) {
            if (balance.getValue() != 0 && !listed.contains(balance.getKey())) {
                throw violation(Invariant.I2, 0, balance.getKey().text() + " has no stored balance");
            }
        }
    }

    private void readEnd() throws IOException, ViolationException {
        if (!lines.is(ExportFormat.END)) {
            throw lines.malformed("expected the end: the export is cut short or out of order");
        }
        if (read.number(lines.fields(1)[0], Long.MAX_VALUE) != entries) {
            throw lines.malformed("the end names another number of entries than " + entries);
        }
        lines.requireNoMore();
    }

    private ViolationException violation(Invariant invariant, long at, String explanation) {
        return new ViolationException(invariant, shard, at, explanation);
    }
}
