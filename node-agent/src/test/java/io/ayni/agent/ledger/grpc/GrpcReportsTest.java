package io.ayni.agent.ledger.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.ayni.agent.contribution.FileReportBook;
import io.ayni.agent.fixture.AGrant;
import io.ayni.agent.fixture.GrpcService;
import io.ayni.agent.fixture.Operator;
import io.ayni.agent.fixture.ScriptedLedger;
import io.ayni.agent.ledger.ReportSchedule;
import io.ayni.ledger.v1.ReportResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How reports reach the ledger, over gRPC. */
@Timeout(30)
class GrpcReportsTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochMilli(AGrant.ISSUED_AT_MS));
    private static final Duration SOON = Duration.ofSeconds(15);

    @TempDir
    Path directory;

    private final ScriptedLedger script = new ScriptedLedger();
    private volatile Optional<String> token = Optional.of("node-token");
    private GrpcService service;
    private GrpcLedger ledger;
    private FileReportBook book;
    private ReportSchedule schedule;

    @BeforeEach
    void listen() throws IOException {
        service = new GrpcService(script);
        ledger = new GrpcLedger(service.channel(), () -> token, Operator.NODE.publicKey());
        book = FileReportBook.open(directory);
    }

    @AfterEach
    void close() throws InterruptedException {
        if (schedule != null) {
            schedule.close();
        }
        service.close();
    }

    @Test
    void reportsThatAreThereAreHandedInAtStartAndForgottenOnceAnswered() throws IOException {
        // Given
        keep(1);
        keep(2);

        // When
        start();

        // Then
        await().atMost(SOON).until(() -> book.size() == 0);
        assertThat(script.reports)
                .containsExactly(AGrant.number(1).report(100), AGrant.number(2).report(100));
        assertThat(script.reportKeys)
                .containsExactly(ByteString.copyFrom(Operator.NODE.publicKey().bytes()));
        assertThat(service.authorizations).containsExactly("Bearer node-token");
        assertThat(FileReportBook.open(directory).size()).isZero();
    }

    @Test
    void reportsThatAreKeptTogetherGoInFewerCalls() {
        // Given: the round at the start is over
        keep(1);
        start();
        await().atMost(SOON).until(() -> book.size() == 0);

        // When
        for (int number = 2; number <= 9; number++) {
            keep(number);
        }

        // Then
        await().atMost(SOON).until(() -> book.size() == 0);
        assertThat(script.reports).hasSize(9);
        assertThat(script.reportKeys).hasSizeLessThan(9);
    }

    @Test
    void aReportThatIsKeptAtTheEndGoesOutAtStop() {
        // Given: a ledger that is met already
        keep(1);
        start();
        await().atMost(SOON).until(() -> book.size() == 0);
        keep(2);

        // When
        schedule.close();

        // Then
        assertThat(book.size()).isZero();
        assertThat(script.reports)
                .containsExactly(AGrant.number(1).report(100), AGrant.number(2).report(100));
    }

    @Test
    void aReportIsHandedInAgainUntilTheLedgerIsThere() throws Exception {
        // Given
        token = Optional.empty();
        service.leave();
        keep(1);
        start();

        // When
        token = Optional.of("node-token");
        service.comeBack();

        // Then
        await().atMost(SOON).until(() -> book.size() == 0);
        assertThat(script.reports).containsExactly(AGrant.number(1).report(100));
    }

    @Test
    void anAnswerThatWasLostMakesTheSameReportGoAgainAfterAKill() throws Exception {
        // Given: the ledger keeps the report and its answer is lost, then the agent is killed
        script.losesReportAnswers = true;
        keep(1);
        start();
        await().atMost(SOON).until(() -> !script.reports.isEmpty());
        schedule.close();
        book = FileReportBook.open(directory);
        assertThat(book.size()).isEqualTo(1);

        // When
        script.losesReportAnswers = false;
        start();

        // Then
        await().atMost(SOON).until(() -> book.size() == 0);
        assertThat(script.reports).containsOnly(AGrant.number(1).report(100));
    }

    @Test
    void aReportThatTheLedgerNeverTakesIsForgotten() {
        // Given
        script.reportResults = List.of(ReportResult.REPORT_RESULT_BAD_SIGNATURE, ReportResult.REPORT_RESULT_KEPT);
        keep(1);
        keep(2);

        // When
        start();

        // Then
        await().atMost(SOON).until(() -> book.size() == 0);
        assertThat(script.reports).hasSize(2);
    }

    private void start() {
        schedule = ReportSchedule.start(book, ledger, CLOCK, new Random(1));
    }

    private void keep(int number) {
        AGrant grant = AGrant.number(number);
        book.keep(grant.id(), grant.envelope(), grant.report(100));
    }
}
