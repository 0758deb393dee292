package io.ayni.ledger.statement;

import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.transparency.InclusionProof;
import io.ayni.ledger.statement.StatementEntries.Received;
import io.ayni.ledger.statement.StatementEntries.StatedEntry;
import java.util.List;

/**
 * A statement with everything that it opens into, in the order of its digest.
 *
 * @param statement signed
 * @param checkpoint the note that it rests on
 * @param entries settlements and ends of lots, ascending
 * @param received received grants
 */
public record DrawnUpStatement(
        Envelope statement, String checkpoint, List<ProvenEntry> entries, List<Received> received) {
    /**
     * An entry in the tree.
     *
     * @param entry the entry
     * @param proof that it stands there
     */
    public record ProvenEntry(StatedEntry entry, InclusionProof proof) {}
}
