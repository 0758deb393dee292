package io.ayni.ledger.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.document.Report;
import io.ayni.contracts.transport.Envelopes;
import io.ayni.documents.v1.SignedEnvelope;
import io.ayni.ledger.fixture.Node;
import io.ayni.ledger.fixture.RunningLedger;
import io.ayni.ledger.fixture.TestGrant;
import io.ayni.ledger.fixture.Tokens;
import io.ayni.ledger.v1.LedgerGrpc;
import io.ayni.ledger.v1.ReportResult;
import io.ayni.ledger.v1.SubmitReportsRequest;
import io.ayni.ledger.v1.SubmitReportsResponse;
import io.grpc.Status;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** SubmitReports: what it keeps, what it refuses and how it says so. */
@QuarkusTest
class SubmitReportsIT extends RunningLedger {
    private static final int MOST = 256;

    @Test
    void reportsNeedAValidToken() {
        Node node = Node.named("reports-token");
        for (String token : Tokens.invalidOnes(node, System.currentTimeMillis())) {
            LedgerGrpc.LedgerBlockingStub caller = client.blocking(token);
            // When / Then
            assertThat(statusOf(() -> caller.submitReports(request(node, List.of())))
                            .getCode())
                    .as(token)
                    .isEqualTo(Status.Code.UNAUTHENTICATED);
        }
    }

    @Test
    void bytesThatAreNoRequestAreInvalid() throws Exception {
        // Given
        Node node = Node.named("reports-garbage");
        byte[] garbage = {0x0a, 0x7f, 0x01};

        // When
        Status status = client.statusOfRaw(
                node.token(System.currentTimeMillis()), LedgerGrpc.getSubmitReportsMethod(), garbage);

        // Then
        assertThat(status.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    }

    @Test
    void keyOfSomebodyElseIsInvalidAndNothingIsKept() throws Exception {
        // Given
        Node node = Node.named("reports-own-key");
        Node other = Node.named("reports-other-key");
        SignedEnvelope report = Envelopes.toMessage(report(other, grant("reports-key", other), MIB));
        List<ByteString> keys = new ArrayList<>();
        keys.add(ByteString.copyFrom(other.key().publicKey().bytes()));
        keys.add(ByteString.EMPTY);
        keys.add(ByteString.copyFrom(new byte[32]));
        keys.add(ByteString.copyFrom(Arrays.copyOf(node.key().publicKey().bytes(), 31)));
        for (ByteString key : keys) {
            SubmitReportsRequest request = SubmitReportsRequest.newBuilder()
                    .setPublicKey(key)
                    .addReports(report)
                    .build();
            // When / Then
            assertThat(statusOf(() -> client.blocking(node).submitReports(request))
                            .getCode())
                    .isEqualTo(Status.Code.INVALID_ARGUMENT);
        }
        assertThat(kept(other)).isZero();
        assertThat(kept(node)).isZero();
    }

    @Test
    void asManyReportsAsMayBeAreKeptAndOneMoreIsInvalidAsAWhole() throws Exception {
        // Given
        Node node = Node.named("reports-most");
        List<SignedEnvelope> most = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            most.add(Envelopes.toMessage(report(node, grant("reports-most-" + i, node), i)));
        }
        List<SignedEnvelope> oneMore = new ArrayList<>(most);
        oneMore.add(Envelopes.toMessage(report(node, grant("reports-most-x", node), 1)));

        // When
        Status.Code refused = statusOf(() -> client.blocking(node).submitReports(request(node, oneMore)))
                .getCode();
        long keptOfTooMany = kept(node);
        SubmitReportsResponse response = client.blocking(node).submitReports(request(node, most));

        // Then
        assertThat(refused).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(keptOfTooMany).isZero();
        assertThat(response.getResultsList()).hasSize(MOST).containsOnly(ReportResult.REPORT_RESULT_KEPT);
        assertThat(kept(node)).isEqualTo(MOST);
    }

    @Test
    void eachReportIsAnsweredInItsPlaceAndARepeatChangesNothing() throws Exception {
        // Given
        Node node = Node.named("reports-mixed");
        Envelope good = report(node, grant("reports-mixed-1", node), MIB);
        Envelope another = report(node, grant("reports-mixed-2", node), MIB);
        Envelope forged =
                new Envelope(good.body(), Node.named("reports-forger").key().sign(good.body()), good.keyId());
        SubmitReportsRequest request = request(
                node,
                List.of(
                        SignedEnvelope.getDefaultInstance(),
                        Envelopes.toMessage(good),
                        Envelopes.toMessage(forged),
                        Envelopes.toMessage(grant("reports-mixed-3", node).envelope()),
                        Envelopes.toMessage(another)));

        // When
        SubmitReportsResponse first = client.blocking(node).submitReports(request);
        SubmitReportsResponse again = client.blocking(node).submitReports(request);

        // Then
        assertThat(first.getResultsList())
                .containsExactly(
                        ReportResult.REPORT_RESULT_MALFORMED,
                        ReportResult.REPORT_RESULT_KEPT,
                        ReportResult.REPORT_RESULT_BAD_SIGNATURE,
                        ReportResult.REPORT_RESULT_MALFORMED,
                        ReportResult.REPORT_RESULT_KEPT);
        assertThat(again).isEqualTo(first);
        assertThat(kept(node)).isEqualTo(2);
    }

    @Test
    void reportOfLessThanWasSettledOpensACase() throws Exception {
        // Given
        Node uploader = Node.named("reports-case-uploader");
        Node downloader = Node.named("reports-case");
        TestGrant grant = grant("reports-case", uploader).from(downloader.account());
        client.submit(uploader, uploader.batch(1, grant.settling(3 * MIB)));

        // When
        client.blocking(downloader)
                .submitReports(request(downloader, List.of(Envelopes.toMessage(report(downloader, grant, 2 * MIB)))));

        // Then
        assertThat(database.texts(
                        "select reason || ' ' || state from ledger.dispute where grant_id = ?",
                        grant.id().bytes()))
                .containsExactly("REPORT_MISMATCH OPEN");
    }

    private long kept(Node node) throws Exception {
        return database.number(
                "select count(*) from ledger.report where node_id = ?",
                node.id().bytes());
    }

    private static Envelope report(Node node, TestGrant grant, long bytes) {
        return Envelope.sign(new Report(grant.id(), bytes, 0, 0, 0), node.key());
    }

    private static SubmitReportsRequest request(Node node, List<SignedEnvelope> reports) {
        return SubmitReportsRequest.newBuilder()
                .setPublicKey(ByteString.copyFrom(node.key().publicKey().bytes()))
                .addAllReports(reports)
                .build();
    }
}
