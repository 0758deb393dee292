package io.ayni.ledger.grpc;

import io.ayni.contracts.document.Envelope;
import io.ayni.contracts.transport.Envelopes;
import io.ayni.ledger.report.ReportRules.Fault;
import io.ayni.ledger.v1.ReportResult;
import io.ayni.ledger.v1.SubmitReportsRequest;
import io.ayni.ledger.v1.SubmitReportsResponse;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reports as messages. */
final class ReportMessages {
    private ReportMessages() {}

    /** Answers each report in its place; what is no envelope is malformed. */
    static SubmitReportsResponse answer(
            SubmitReportsRequest request, Function<List<Envelope>, List<Optional<Fault>>> submit) {
        List<Optional<Envelope>> envelopes =
                request.getReportsList().stream().map(Envelopes::fromMessage).toList();
        Iterator<Optional<Fault>> faults = submit.apply(
                        envelopes.stream().flatMap(Optional::stream).toList())
                .iterator();
        SubmitReportsResponse.Builder response = SubmitReportsResponse.newBuilder();
        for (Optional<Envelope> envelope : envelopes) {
            response.addResults(result(envelope.isEmpty() ? Optional.of(Fault.MALFORMED) : faults.next()));
        }
        return response.build();
    }

    private static ReportResult result(Optional<Fault> fault) {
        return fault.map(found -> switch (found) {
                    case MALFORMED -> ReportResult.REPORT_RESULT_MALFORMED;
                    case BAD_SIGNATURE -> ReportResult.REPORT_RESULT_BAD_SIGNATURE;
                })
                .orElse(ReportResult.REPORT_RESULT_KEPT);
    }
}
