package io.ayni.agent.statement;

import io.ayni.contracts.document.Grant;
import io.ayni.contracts.document.MalformedDocumentException;
import io.ayni.contracts.journal.EntryCause;
import io.ayni.contracts.journal.JournalEntry;
import io.ayni.contracts.journal.LedgerAccount;
import io.ayni.contracts.journal.Posting;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Reads the settlements out of a statement's file that the verifier has found good; it checks nothing itself. */
final class StatedReceipts {
    private static final String ENTRY = "entry";
    private static final int FIELDS_WITH_DOCUMENTS = 10;
    private static final int BODY = 2;
    private static final int GRANT = 4;

    private StatedReceipts() {}

    static List<StatedReceipt> in(Reader file) throws IOException {
        List<StatedReceipt> found = new ArrayList<>();
        BufferedReader lines = new BufferedReader(file);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] fields = line.split(" ");
            if (fields[0].equals(ENTRY) && fields.length == FIELDS_WITH_DOCUMENTS) {
                found.add(settlement(bytes(fields[BODY]), bytes(fields[GRANT])));
            }
        }
        return found;
    }

    private static byte[] bytes(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    private static StatedReceipt settlement(byte[] body, byte[] grantBody) throws IOException {
        try {
            JournalEntry entry = JournalEntry.decode(body);
            Grant grant = Grant.decode(grantBody);
            if (!(entry.cause() instanceof EntryCause.Settlement cause)) {
                throw new IOException("documents stand beside an entry that is no settlement");
            }
            return new StatedReceipt(
                    entry.shard(),
                    entry.number(),
                    entry.recordedAtMs(),
                    cause.grantId().hex(),
                    grant.contentId().hex(),
                    cause.receiptDocument().hex(),
                    cause.toBytes() - cause.fromBytes(),
                    paid(entry),
                    cause.withheldMicroCredits());
        } catch (MalformedDocumentException e) {
            throw new IOException("the statement's file holds a document that cannot be read", e);
        }
    }

    private static long paid(JournalEntry entry) {
        return entry.postings().stream()
                .filter(posting -> posting.account() instanceof LedgerAccount.Pending)
                .mapToLong(Posting::signedAmount)
                .sum();
    }
}
