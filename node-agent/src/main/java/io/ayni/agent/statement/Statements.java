package io.ayni.agent.statement;

import io.ayni.agent.ledger.LedgerAwayException;
import java.io.IOException;

/** Port to the statements that the ledger draws up for this node. */
public interface Statements {
    /**
     * Writes the statement of a window, in the form that the verifier reads.
     *
     * @param window hour since the Unix epoch
     * @param out where to; what was written before a failure is worth nothing
     * @throws LedgerAwayException when the ledger cannot be asked now, or has no such statement; the message says which
     * @throws IOException when it cannot be written
     */
    void write(long window, Appendable out) throws LedgerAwayException, IOException;
}
