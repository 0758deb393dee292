package io.ayni.ledger.report.postgres;

import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.identity.NodeId;
import io.ayni.ledger.journal.postgres.Transactions;
import io.ayni.ledger.report.ReportStore;
import java.util.List;

/** The reports in PostgreSQL. */
public final class PostgresReports implements ReportStore {
    private final Transactions transactions;

    /** @param transactions on the runtime role's pool */
    public PostgresReports(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void keep(NodeId node, AccountId account, List<Signed> reports, long receivedAtMs) {
        List<GrantId> grants =
                reports.stream().map(signed -> signed.report().grantId()).toList();
        transactions.run(connection -> {
            ReportTable.keep(connection, node, account, reports, receivedAtMs);
            ReportTable.openCases(connection, grants, receivedAtMs);
            return null;
        });
    }

    @Override
    public void openMissedCases(long receivedSinceMs, long nowMs) {
        transactions.run(connection -> {
            ReportTable.openCasesSince(connection, receivedSinceMs, nowMs);
            return null;
        });
    }
}
