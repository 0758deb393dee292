package io.ayni.ledger.report.postgres;

import io.ayni.contracts.document.GrantId;
import io.ayni.contracts.identity.AccountId;
import io.ayni.contracts.identity.NodeId;
import io.ayni.ledger.journal.postgres.Columns;
import io.ayni.ledger.journal.postgres.RoundTrip;
import io.ayni.ledger.report.ReportStore.Signed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Statements on reports and the cases that they open. All run inside the caller's transaction. */
public final class ReportTable {
    private static final String KEEP =
            """
            insert into ledger.report (node_id, account, received_at_ms, grant_id, cumulative_bytes, failed_pieces,
                edge_bytes, stall_ms, body, signature, key_id)
            select ?, ?, ?, * from unnest(?::bytea[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
                ?::bytea[], ?::bytea[], ?::bytea[]) on conflict do nothing""";

    /**
     * A case against the downloader who signed for more than it reports. The name of the case follows from the grant, so
     * that it is opened once, whichever document came last.
     */
    private static final String OPEN_CASES =
            """
            insert into ledger.dispute (dispute_id, reason, account, grant_id, opened_at_ms, evidence)
            select substring(sha256('REPORT_MISMATCH'::bytea || r.grant_id) for 16), 'REPORT_MISMATCH', r.account, r.grant_id, ?,
                json_build_object('settledBytes', m.settled_bytes, 'reportedBytes', r.cumulative_bytes,
                    'failedPieces', r.failed_pieces, 'uploader', encode(m.uploader_account, 'hex'),
                    'reportId', encode(sha256(r.body), 'hex'), 'grantDocument', encode(m.grant_document, 'hex'))::text
            from ledger.report r join ledger.settlement_mark m on m.grant_id = r.grant_id
            where r.account = m.downloader_account and m.settled_bytes > r.cumulative_bytes and %s
            on conflict do nothing""";

    private static final String OF_GRANTS = OPEN_CASES.formatted("r.grant_id = any(?::bytea[])");
    private static final String SINCE = OPEN_CASES.formatted("r.received_at_ms >= ?");

    private ReportTable() {}

    static void keep(Connection connection, NodeId node, AccountId account, List<Signed> reports, long receivedAtMs)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(KEEP)) {
            statement.setBytes(1, node.bytes());
            statement.setBytes(2, account.bytes());
            statement.setLong(3, receivedAtMs);
            new Columns(connection, statement, 4)
                    .bytes(reports, signed -> signed.report().grantId().bytes())
                    .numbers(reports, signed -> signed.report().cumulativeBytes())
                    .numbers(reports, signed -> signed.report().failedPieces())
                    .numbers(reports, signed -> signed.report().edgeBytes())
                    .numbers(reports, signed -> signed.report().stallMs())
                    .bytes(reports, signed -> signed.envelope().body())
                    .bytes(reports, signed -> signed.envelope().signature())
                    .bytes(reports, signed -> signed.envelope().keyId().bytes());
            statement.executeUpdate();
        }
    }

    /** Opens a case for each of these grants whose settlement contradicts its downloader's report. */
    public static void openCases(Connection connection, Collection<GrantId> grants, long nowMs) throws SQLException {
        RoundTrip trip = new RoundTrip(connection);
        openCases(trip, grants, nowMs);
        trip.run();
    }

    /** The same as a part of a round trip. */
    public static void openCases(RoundTrip trip, Collection<GrantId> grants, long nowMs) {
        if (!grants.isEmpty()) {
            trip.write(OF_GRANTS, columns -> columns.number(nowMs).bytes(grants, GrantId::bytes));
        }
    }

    /** Opens a case for each report received since then that a settlement contradicts. */
    static void openCasesSince(Connection connection, long receivedSinceMs, long nowMs) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SINCE)) {
            new Columns(connection, statement).number(nowMs).number(receivedSinceMs);
            statement.executeUpdate();
        }
    }
}
