package io.ayni.ledger.report.postgres;

import static io.ayni.ledger.fixture.TestGrant.aGrant;
import static org.assertj.core.api.Assertions.assertThat;

import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.Report;
import io.ayni.ledger.cap.CapPolicy;
import io.ayni.ledger.fixture.InMemoryLedger;
import io.ayni.ledger.fixture.LedgerDatabase;
import io.ayni.ledger.fixture.Node;
import io.ayni.ledger.fixture.StoredLedger;
import io.ayni.ledger.fixture.TestGrant;
import io.ayni.ledger.report.ReportRules.Fault;
import io.ayni.ledger.report.ReportStore.Signed;
import io.ayni.ledger.report.SubmitReports;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reports in a real PostgreSQL, held against what is settled, whichever comes first. */
class PostgresReportsIT {
    private static final int SHARDS = 2;
    private static final long MIB = 1L << 20;
    private static final long NOW_MS = TestGrant.SETTLED_AT_MS;
    private static final Node UPLOADER = Node.named("reports-uploader");
    private static final Node DOWNLOADER = Node.named("reports-downloader");
    private static final TestGrant GRANT = aGrant("reports").to(UPLOADER).from(DOWNLOADER.account());

    private final LedgerDatabase database = LedgerDatabase.bare();
    private final StoredLedger ledger = new StoredLedger(database, SHARDS, CapPolicy.DEFAULT, InMemoryLedger.PENDING);
    private final PostgresReports store = new PostgresReports(ledger.transactions());
    private final SubmitReports submitReports = new SubmitReports(store, () -> NOW_MS + 7);

    @BeforeEach
    void begin() throws SQLException {
        ledger.begin(2_000_000);
    }

    @AfterEach
    void verifyTheJournal() throws Exception {
        ledger.verified();
    }

    @Test
    void reportOfLessThanWasSettledBeforeOpensACase() throws Exception {
        // Given
        ledger.settle(UPLOADER, GRANT.settling(3 * MIB));

        // When
        List<Optional<Fault>> faults = report(DOWNLOADER, 2 * MIB);

        // Then
        assertThat(faults).containsExactly(Optional.empty());
        assertThat(disputes()).containsExactly(dispute(3 * MIB, 2 * MIB));
    }

    @Test
    void settlementOfMoreThanWasReportedBeforeOpensTheSameCase() throws Exception {
        // Given
        report(DOWNLOADER, 2 * MIB);
        List<String> before = disputes();

        // When
        ledger.settle(UPLOADER, GRANT.settling(3 * MIB));

        // Then
        assertThat(before).isEmpty();
        assertThat(disputes()).containsExactly(dispute(3 * MIB, 2 * MIB));
    }

    @Test
    void oneGrantHasOneCaseHoweverMuchMoreIsSettledOrReported() throws Exception {
        // Given
        ledger.settle(UPLOADER, GRANT.settling(3 * MIB));
        report(DOWNLOADER, 2 * MIB);

        // When
        report(DOWNLOADER, MIB);
        report(DOWNLOADER, 60 * MIB);
        ledger.settle(UPLOADER, GRANT.settling(5 * MIB));
        submitReports.openMissedCases();

        // Then
        assertThat(disputes()).containsExactly(dispute(3 * MIB, 2 * MIB));
        assertThat(database.texts("select cumulative_bytes from ledger.report"))
                .containsExactly(Long.toString(2 * MIB));
    }

    @Test
    void reportOfAsMuchOrMoreOpensNoCase() throws Exception {
        // Given
        ledger.settle(UPLOADER, GRANT.settling(3 * MIB));

        // When
        report(DOWNLOADER, 3 * MIB);

        // Then
        assertThat(disputes()).isEmpty();
    }

    @Test
    void reportOfAnotherAccountProvesNothing() throws Exception {
        // Given
        ledger.settle(UPLOADER, GRANT.settling(3 * MIB));

        // When
        report(Node.named("reports-stranger"), MIB);

        // Then
        assertThat(disputes()).isEmpty();
        assertThat(database.number("select count(*) from ledger.report")).isEqualTo(1);
    }

    @Test
    void strangersReportDoesNotHideThatOfTheDownloader() throws Exception {
        // Given
        report(Node.named("reports-stranger"), 60 * MIB);
        report(DOWNLOADER, MIB);

        // When
        ledger.settle(UPLOADER, GRANT.settling(3 * MIB));

        // Then
        assertThat(disputes()).containsExactly(dispute(3 * MIB, MIB));
    }

    @Test
    void caseThatNeitherSawBecauseTheyCrossedIsOpenedAfterwards() throws Exception {
        // Given: a report whose transaction began before the settlement's and ended after it
        try (Connection crossing = database.asApplication()) {
            crossing.setAutoCommit(false);
            Report report = new Report(GRANT.id(), MIB, 0, 0, 0);
            ReportTable.keep(
                    crossing,
                    DOWNLOADER.id(),
                    DOWNLOADER.account(),
                    List.of(new Signed(report, Envelope.sign(report, DOWNLOADER.key()))),
                    NOW_MS);
            ReportTable.openCases(crossing, List.of(GRANT.id()), NOW_MS);
            ledger.settle(UPLOADER, GRANT.settling(3 * MIB));
            crossing.commit();
        }
        List<String> before = disputes();

        // When
        submitReports.openMissedCases();

        // Then
        assertThat(before).isEmpty();
        assertThat(disputes()).containsExactly(dispute(3 * MIB, MIB));
    }

    private List<Optional<Fault>> report(Node node, long bytes) {
        Envelope envelope = Envelope.sign(new Report(GRANT.id(), bytes, 1, 2, 3), node.key());
        return submitReports.submit(node.key().publicKey(), node.account(), List.of(envelope));
    }

    private List<String> disputes() throws SQLException {
        return database.texts(
                """
                select reason || ' ' || encode(account, 'hex') || ' ' || encode(grant_id, 'hex') || ' ' || state || ' '
                    || (evidence::json ->> 'settledBytes') || ' ' || (evidence::json ->> 'reportedBytes')
                from ledger.dispute""");
    }

    private static String dispute(long settledBytes, long reportedBytes) {
        return "REPORT_MISMATCH " + DOWNLOADER.account().hex() + " "
                + GRANT.id().hex() + " OPEN " + settledBytes + " " + reportedBytes;
    }
}
