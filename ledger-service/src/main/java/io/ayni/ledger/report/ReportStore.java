package io.ayni.ledger.report;

import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.Report;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.identity.NodeId;
import java.util.List;

/** Port to the reports of downloaders. */
public interface ReportStore {
    /**
     * A report as it came.
     *
     * @param report what it says
     * @param envelope as signed
     */
    record Signed(Report report, Envelope envelope) {}

    /**
     * Keeps reports, the first of a node about a grant, and opens a case for each that a settlement contradicts. A report
     * about a grant of another account is kept and proves nothing.
     *
     * @param node who reports
     * @param account whose node that is
     * @param reports at most {@link SubmitReports#MAX_REPORTS}
     * @param receivedAtMs the ledger's clock
     * @throws io.ayni.ledger.journal.StoreFailure when nothing is known to be kept; handing in again is safe
     */
    void keep(NodeId node, AccountId account, List<Signed> reports, long receivedAtMs);

    /**
     * Opens the cases that nobody opened because report and settlement were written at the same moment, neither of them
     * seeing the other.
     *
     * @param receivedSinceMs reports received before are not looked at
     * @param nowMs the ledger's clock
     * @throws io.ayni.ledger.journal.StoreFailure when nothing is known to be opened; trying again is safe
     */
    void openMissedCases(long receivedSinceMs, long nowMs);
}
