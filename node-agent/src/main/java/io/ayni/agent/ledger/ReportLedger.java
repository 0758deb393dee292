package io.ayni.agent.ledger;

import io.ayni.contracts.document.Envelope;
import java.time.Duration;
import java.util.List;

/** Port to the ledger for reports of downloads. */
public interface ReportLedger {
    /** Most reports of one call. */
    int MAX_REPORTS = 256;

    /** What the ledger says of a report. */
    enum Answer {
        /** It has this one or another about the same grant. */
        KEPT,
        /** It will never take it. */
        REFUSED
    }

    /**
     * Hands reports in. Handing in again is harmless.
     *
     * @param reports 1 to {@value #MAX_REPORTS}, signed with the node key
     * @param limit longest time
     * @return an answer to each, in their order
     * @throws LedgerAwayException when nothing is known to be kept
     */
    List<Answer> report(List<Envelope> reports, Duration limit) throws LedgerAwayException;
}
